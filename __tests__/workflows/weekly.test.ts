import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { usageText } from "../../config/usage/usage-file";
import { jobOf, readText, readWorkflow, Runner, scriptOf } from "../helpers/workflows";

const workflow = readWorkflow("weekly.yml");
const [usage, pullRequest] = [jobOf(workflow, "usage"), jobOf(workflow, "pull-request")];
const DAYS = usageText([{ day: "2026-11-21", deployment: "gpt-5.4", inputTokens: 5, outputTokens: 1, requests: 2 }]);

describe("the workflow", () => {
  test("is off until a variable of the repository says for which environments, and runs on main only", () => {
    expect(Object.keys(workflow.on)).toEqual(["schedule", "workflow_dispatch"]);
    expect(usage.if).toBe("github.ref == 'refs/heads/main' && vars.WEEKLY_ENVIRONMENTS");
  });

  test("the job that runs packages beside a token for Azure can write nothing here, and has no secret and no environment", () => {
    expect(workflow.permissions).toEqual({});
    expect(usage.permissions).toEqual({ contents: "read", "id-token": "write" });
    expect(usage.environment).toBeUndefined();
    expect(readText(".github/workflows/weekly.yml")).not.toMatch(/secrets\.|terraform|kubectl|azure\/login/i);
    const commands = usage.steps.flatMap(({ run = "" }) => run.match(/aucert-foundry\.cjs [a-z]+/g) ?? []);
    const reading = ["usage", "cost", "catalog", "schemas", "review"];
    expect(new Set(commands)).toEqual(new Set(reading.map((name) => `aucert-foundry.cjs ${name}`)));
    // Its application is its own: the one that plans can read the state.
    expect(JSON.stringify(usage.steps)).not.toContain("vars.AZURE_CLIENT_ID");
  });

  test("the job that writes signs in nowhere and runs no package", () => {
    expect(pullRequest.permissions).toEqual({ contents: "write", "pull-requests": "write" });
    expect(pullRequest.steps.map(({ run = "" }) => run).join("")).not.toMatch(/npm|npx|az |curl|ACTIONS_ID_TOKEN/);
    expect(pullRequest.needs).toBe("usage");
  });
});

describe("the job that asks Azure", () => {
  /** Programs that note their calls; node saves a file, fails for the environment that is called broken, and reads another in part. */
  function save(environments: string) {
    const node = `echo "$*" >> calls
case "$*" in *" --env broken "*) exit 2 ;; *" --env idle "*) ;; *" --save") echo saved > "config/environments/$4/usage.csv"; [ "$4" != partial ] || exit 1 ;; *) echo "about $4" ;; esac`;
    const curl = `echo "$*" >> asked\necho '{"count":1,"value":"word-of-github"}'`;
    const machine = new Runner(
      { node, curl },
      {
        ENVIRONMENTS: environments,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: "request",
        ACTIONS_ID_TOKEN_REQUEST_URL: "https://example.com/token?x=1",
        AZURE_FEDERATED_TOKEN_FILE: "token",
      },
    );
    for (const name of ["dev", "partial", "prod-2"]) machine.write({ [`config/environments/${name}/.keep`]: "" });
    machine.write({ "config/environments/broken/usage.csv": "of an earlier week" });
    return { result: machine.run(scriptOf(usage.steps, "save")), machine };
  }

  test("saves each environment, with a summary, and leaves no token behind", () => {
    const { result, machine } = save('["dev","prod-2"]');

    expect(result).toMatchObject({ status: 0, stderr: "" });
    expect(machine.read("calls").trimEnd().split("\n")).toEqual(
      ["dev", "prod-2"].flatMap((name) => [
        `tools/aucert-foundry.cjs usage --env ${name} --days 93 --save`,
        `tools/aucert-foundry.cjs usage --env ${name} --from config/environments/${name}/usage.csv`,
        `tools/aucert-foundry.cjs cost --env ${name}`,
      ]),
    );
    expect(machine.read("temp/weekly/prod-2.csv")).toBe("saved\n");
    expect(machine.read("temp/weekly/prod-2.txt")).toBe("about prod-2\n\nabout prod-2\n");
    expect(machine.read("asked")).toContain("https://example.com/token?x=1&audience=api://AzureADTokenExchange");
    expect(machine.run("test -e token").status).toBe(1);
  });

  test("an environment of which nothing was counted yet has no file", () => {
    const { result, machine } = save('["idle","dev"]');

    expect(result.status).toBe(0);
    expect(machine.run("ls temp/weekly").stdout).toBe("dev.csv\ndev.txt\n");
  });

  test("an environment that cannot be read takes no other with it, and fails the run", () => {
    const { result, machine } = save('["broken","dev"]');

    expect(result.status).toBe(1);
    expect(machine.run("ls temp/weekly").stdout).toBe("dev.csv\ndev.txt\n");
    expect(result.stdout).toContain("::error::The usage of broken could not be read");
  });

  test("of an environment that was read in part what there is is kept, but the run fails and says so", () => {
    const { result, machine } = save('["partial","dev"]');

    expect(result.status).toBe(1);
    expect(machine.run("ls temp/weekly").stdout).toBe("dev.csv\ndev.txt\npartial.csv\npartial.txt\n");
    expect(machine.read("temp/weekly/partial.txt")).toMatch(/^Read in part: .*\n\nabout partial\n/);
    expect(machine.read("temp/weekly/dev.txt")).not.toContain("Read in part");
    expect(result.stdout).toContain("::error::The usage of partial was read in part");
  });
});

describe("the pull request", () => {
  /** A clone of a repository with two environments, and a stand-in for GitHub's CLI. */
  function update(
    files: Readonly<Record<string, string>>,
    options: { open?: object[]; gh?: string; before?: string } = {},
  ) {
    const notes = `echo "$*" >> calls\nif [ "$2" = list ]; then cat open.json; elif [ "$1" = pr ]; then cat > body; fi`;
    const machine = new Runner(
      { gh: options.gh ?? notes },
      { RUN_URL: "https://example.com/runs/1", HOME: "/nonexistent" },
    );
    machine.write({
      "open.json": JSON.stringify(options.open ?? []),
      "config/environments/dev/usage.csv": options.before ?? usageText([]),
      "config/environments/prod/account.yaml": "version: 1\n",
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`temp/weekly/${name}`, text])),
    });
    const author = "-c user.name=t -c user.email=t@example.com";
    const made = machine.run(
      `git init -q --bare origin.git && git init -q -b main && git add config && git ${author} commit -qm first && git remote add origin "$PWD/origin.git"`,
    );
    expect(made.status).toBe(0);
    const result = machine.run(scriptOf(pullRequest.steps, "Open or update the pull request"));
    const pushed = machine.run("git --git-dir origin.git show --stat --format=%an:%s weekly/usage").stdout;
    return {
      ...result,
      machine,
      pushed,
      calls: machine.read("calls").trimEnd().split("\n"),
      body: machine.read("body"),
    };
  }

  test("is opened with the files that changed and their summary", () => {
    const { status, pushed, calls, body, machine } = update({
      "dev.csv": DAYS,
      "dev.txt": "A month costs 1 USD\n",
      "prod.csv": DAYS,
    });

    expect(status).toBe(0);
    expect(calls).toEqual([
      "auth setup-git",
      "pr list --head weekly/usage --state open --json number",
      "pr create --head weekly/usage --base main --title Usage of the week --body-file -",
    ]);
    expect(pushed).toMatch(/^github-actions\[bot\]:chore\(config\): usage of dev, prod\n/);
    expect(pushed).toContain("config/environments/prod/usage.csv");
    expect(machine.run("git --git-dir origin.git show weekly/usage:config/environments/dev/usage.csv").stdout).toBe(
      DAYS,
    );
    expect(body).toContain("````\n    A month costs 1 USD\n````");
    expect(body).toContain("https://example.com/runs/1");
  });

  test("is brought up to date, and not opened again", () => {
    const { calls } = update({ "dev.csv": DAYS }, { open: [{ number: 7 }] });
    expect(calls.at(-1)).toBe("pr edit 7 --body-file -");
  });

  test.each([
    ["nothing was read", {}, "no usage came: nothing was counted, or the job before could not read it"],
    ["nothing is new", { "dev.csv": DAYS }, "no usage that is not there already"],
  ])("stays away when %s, and says so", (_, files, words) => {
    const { status, calls, pushed, stderr } = update(files, { before: DAYS });
    expect([status, calls, pushed, stderr]).toEqual([0, ["auth setup-git"], "", `${words}\n`]);
  });

  test.each<[string, Record<string, string>]>([
    ["another file than usage", { "dev.csv": "version: 1\n" }],
    ["a line that is none", { "dev.csv": `${DAYS}=1+1,gpt-5.4,,,,,\n` }],
    ["a file without its last line end", { "dev.csv": DAYS.trimEnd() }],
    ["an environment that there is not", { "test.csv": DAYS }],
    ["a name that is a path", { "..csv": DAYS }],
    ["too much", { "dev.csv": DAYS + "2026-11-21,gpt-5.4,1,1,1,1,1\n".repeat(40_000) }],
  ])("takes nothing over of a folder with %s", (_, files) => {
    const { status, stderr, calls, pushed, machine } = update({ "prod.csv": DAYS, ...files });
    expect([status, calls, pushed]).toEqual([2, ["auth setup-git"], ""]);
    expect(stderr).toContain("this is no usage of an environment, so nothing is taken over");
    expect(machine.read("config/environments/prod/usage.csv")).toBe("");
  });

  test("follows no link", () => {
    const machine = new Runner({ gh: "true" });
    machine.write({ "config/environments/dev/account.yaml": "", secret: DAYS });
    mkdirSync(path.join(machine.folder, "temp/weekly"));
    symlinkSync(path.join(machine.folder, "secret"), path.join(machine.folder, "temp/weekly/dev.csv"));
    expect(machine.run("node tools/ci/weekly-pull-request.cjs temp/weekly").status).toBe(2);
  });

  test("cannot be broken out of by a summary, and is no longer than GitHub takes", () => {
    const { body } = update({ "dev.csv": DAYS, "dev.txt": `\`\`\`\`\n</details>\u202e${"`x\n".repeat(50_000)}` });
    expect(body.length).toBeLessThan(65_536);
    expect(body).toContain("\n`````\n    ````\n    </details>\\u{202e}");
  });

  test("is no longer than GitHub takes with several summaries of unseen characters", () => {
    const long = "\u202e".repeat(50_000);
    const { body } = update({ "dev.csv": DAYS, "dev.txt": long, "prod.csv": DAYS, "prod.txt": long });
    expect(body.length).toBeLessThan(65_536);
    expect(body.match(/\*\*Cut\*\*; the whole text is in the run/g)).toHaveLength(2);
  });

  test("fails with GitHub's words when GitHub refuses", () => {
    const gh = `[ "$1" = auth ] || { echo 'HTTP 403: not permitted to create pull requests' >&2; exit 1; }`;
    expect(update({ "dev.csv": DAYS }, { gh })).toMatchObject({
      status: 1,
      stderr: "the pull request could not be brought up to date: HTTP 403: not permitted to create pull requests\n",
    });
  });

  test("knows the header that the program writes", () => {
    expect(readText("tools/ci/weekly-pull-request.cjs")).toContain(`"${usageText([]).trimEnd()}"`);
  });
});
