/** What the weekly workflow makes of Azure's answers on models and prices, and of models that retire soon. */
import { jobOf, readWorkflow, Runner, scriptOf } from "../helpers/workflows";

const workflow = readWorkflow("weekly.yml");
const [asking, pullRequest] = [jobOf(workflow, "usage"), jobOf(workflow, "catalog-pull-request")];
const [retiring, issues] = [jobOf(workflow, "retiring"), jobOf(workflow, "issues")];
const MODELS = "config/catalog/models.yaml";
const PRICES = "config/catalog/prices.yaml";
const ACCEPTED = "__tests__/accepted/dev.txt";
const URL = "https://example.com/runs/1";

test("who runs packages writes nothing, and who writes runs no package and signs in nowhere", () => {
  expect(retiring.permissions).toEqual({ contents: "read" });
  expect(retiring.if).toBe("github.ref == 'refs/heads/main' && vars.WEEKLY_ENVIRONMENTS");
  expect(pullRequest.permissions).toEqual({ contents: "write", "pull-requests": "write" });
  expect(issues.permissions).toEqual({ contents: "read", issues: "write" });
  for (const { steps } of [pullRequest, issues]) {
    expect(steps.map(({ run = "" }) => run).join("")).not.toMatch(/npm|npx|az |curl|ACTIONS_ID_TOKEN/);
  }
});

test("each environment's region is asked, then schemas, accept and review follow", () => {
  const node = `echo "$*" >> calls
case "$*" in *" --env broken "*) exit 2 ;; *refresh*) echo "about $5" ;; *review*) echo "reviewed" ;; esac`;
  const env = {
    ...{ ENVIRONMENTS: '["broken","dev"]', AZURE_FEDERATED_TOKEN_FILE: "token" },
    ...{ ACTIONS_ID_TOKEN_REQUEST_TOKEN: "request", ACTIONS_ID_TOKEN_REQUEST_URL: "https://example.com/token?x=1" },
  };
  const noted = (name: string) => `echo "${name} $*" >> calls`;
  const programs = { node, curl: `echo '{"value":"word-of-github"}'`, git: noted("git"), npm: noted("npm") };
  const machine = new Runner(programs, env);
  machine.write({ [MODELS]: "m", [PRICES]: "p", "config/schemas/models.schema.json": "s" });
  machine.write({ [ACCEPTED]: "a", "docs/pictures/dev.svg": "d" });
  const { status } = machine.run(scriptOf(asking.steps, "refresh"));
  expect(status).toBe(1);
  expect(machine.read("calls").trimEnd().split("\n")).toEqual([
    "tools/aucert-foundry.cjs catalog refresh --env broken --timeout 300",
    "tools/aucert-foundry.cjs catalog refresh --env dev --timeout 300",
    "tools/aucert-foundry.cjs schemas",
    "npm run --silent accept",
    "tools/aucert-foundry.cjs review HEAD",
  ]);
  const saved = "(cd temp/catalog; find * -type f | sort; cat words.txt review.txt); test -e token";
  expect(machine.run(saved).stdout.split("\n")).toEqual([
    ...[ACCEPTED, MODELS, PRICES, "config/schemas/models.schema.json", "docs/pictures/dev.svg"],
    ...["review.txt", "words.txt", "about dev", "reviewed", ""],
  ]);
});

describe("the pull request", () => {
  function update(files: Readonly<Record<string, string>>, open: readonly object[] = []) {
    const gh = `echo "$*" >> calls\nif [ "$2" = list ]; then cat open.json; elif [ "$1" = pr ]; then cat > body; fi`;
    const machine = new Runner({ gh }, { RUN_URL: URL, HOME: "/nonexistent" });
    machine.write({
      ...{ "open.json": JSON.stringify(open), [MODELS]: "before\n", [PRICES]: "same\n", [ACCEPTED]: "before\n" },
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`temp/catalog/${name}`, text])),
    });
    const author = "-c user.name=t -c user.email=t@example.com";
    machine.run(
      `git init -q --bare origin.git && git init -q -b main && git add config __tests__ && git ${author} commit -qm first && git remote add origin "$PWD/origin.git"`,
    );
    const result = machine.run(scriptOf(pullRequest.steps, "Open or update the pull request"));
    const pushed = machine.run("git --git-dir origin.git show --stat --format=%an:%s weekly/catalog").stdout;
    const calls = machine.read("calls").trimEnd().split("\n");
    return { ...result, machine, pushed, calls, body: machine.read("body") };
  }
  const CHANGED = {
    [MODELS]: "after\n",
    [PRICES]: "same\n",
    [ACCEPTED]: "after\n",
    "words.txt": "gpt-5.4 retires @somebody\n",
    "review.txt": "risk: careful\n",
  };

  test("is opened with the files that changed, the difference in words and the review", () => {
    const { status, pushed, calls, body } = update(CHANGED);
    expect(status).toBe(0);
    expect(calls.slice(1)).toEqual([
      "pr list --head weekly/catalog --state open --json number",
      "pr create --head weekly/catalog --base main --title What Azure says of models and prices --body-file -",
    ]);
    expect(pushed).toContain("github-actions[bot]:chore(catalog): what Azure answered");
    expect(pushed).toContain("2 files changed");
    expect(pushed).toContain(ACCEPTED);
    expect(body).toContain("### What changes\n\n````\n    gpt-5.4 retires @somebody\n````");
    expect(body).toContain("### What it does to the configuration\n\n````\n    risk: careful\n````");
  });

  test("is brought up to date, and stays away when nothing changes", () => {
    expect(update(CHANGED, [{ number: 7 }]).calls.at(-1)).toBe("pr edit 7 --body-file -");
    expect(update({ [MODELS]: "before\n", "words.txt": "no change\n" })).toMatchObject({
      ...{ status: 0, calls: ["auth setup-git"], stderr: "the catalogue says what Azure answered\n" },
    });
  });

  test("stays away when nothing came, and says so", () => {
    expect(update({})).toMatchObject({
      ...{ status: 0, calls: ["auth setup-git"] },
      stderr: "no file of the catalogue came: the job before could not read what Azure answers\n",
    });
  });

  test("takes over nothing but known files, none of them too large", () => {
    const { status, pushed } = update({
      ...CHANGED,
      ...{ "account.yaml": "other\n", "package.json": "{}", "__tests__/accepted/new.test.ts": "x" },
    });
    expect([status, /package|account|new/.test(pushed)]).toEqual([0, false]);
    const large = update({ ...CHANGED, [PRICES]: "x".repeat(1024 * 1024 + 1) });
    expect([large.status, large.pushed]).toEqual([2, ""]);
    expect(large.machine.read(MODELS)).toBe("before\n");
  });

  test("is no longer than GitHub takes, whatever its texts hold", () => {
    const long = "\u202e`\n".repeat(50_000);
    const { body } = update({ ...CHANGED, "words.txt": long, "review.txt": `${long}x` });
    expect(body.length).toBeLessThan(65_536);
    expect(body.match(/\*\*Cut\*\*; the whole text is in the run/g)).toHaveLength(2);
  });
});

describe("the issues", () => {
  const KIMI = {
    ...{ model: "Kimi-K2.6", version: "2026-04-20", retirement: "2027-04-16", daysLeft: 74, command: "x" },
    layers: { dev: ["generation", "reporting"], prod: [] },
    successor: { name: "Kimi-K3", apis: ["chat-completions"], price: { input: 1, output: 4 } },
  };
  function keep(models: unknown, open: readonly object[] = []) {
    const gh = `echo "$*" >> calls\nif [ "$2" = list ]; then cat open.json; elif [ "$1" = issue ]; then cat > body; fi`;
    const machine = new Runner({ gh }, { RUN_URL: URL });
    const text = typeof models === "string" ? models : JSON.stringify({ version: 1, models });
    machine.write({ "open.json": JSON.stringify(open), "temp/retiring/models.json": text, calls: "", body: "" });
    const result = machine.run(scriptOf(issues.steps, "Open, update or close an issue for each model"));
    return { ...result, calls: machine.read("calls").trimEnd().split("\n").slice(1), body: machine.read("body") };
  }

  test("one is opened, with date, layers, successor, price, API and command", () => {
    const { status, calls, body } = keep([KIMI]);
    expect([status, calls]).toEqual([
      0,
      [
        "label create retiring --force --description A deployed model retires soon",
        "issue create --title Retiring: Kimi-K2.6 2026-04-20 --label retiring --body-file -",
      ],
    ]);
    for (const part of [
      "`Kimi-K2.6` retires on **2027-04-16**, in 74 days. Seen in https://example.com/runs/1",
      "- `dev`: `generation`, `reporting`\n- `prod`: no layer calls it",
      "Microsoft names `Kimi-K3` as successor. API: `chat-completions`. Price: $1 in, $4 out per million tokens.",
      "\n    npx aucert-foundry swap Kimi-K2.6 Kimi-K3\n",
    ]) {
      expect(body).toContain(part);
    }
  });

  test("it is brought up to date, and closed when it retires later or is not deployed any more", () => {
    const open = [
      { number: 3, title: "Retiring: Kimi-K2.6 2026-04-20" },
      { number: 4, title: "Retiring: gpt-5.4 2026-03-05" },
      { number: 5, title: "something of somebody" },
    ];
    expect(keep([KIMI], open).calls.slice(1)).toEqual([
      "issue edit 3 --body-file -",
      `issue close 4 --comment Not deployed any more, or it retires later: ${URL}`,
    ]);
    expect(keep([], open).calls).toHaveLength(2);
  });

  test("without a successor it says so", () => {
    const { body } = keep([{ ...KIMI, successor: null, daysLeft: -1 }]);
    expect(body).toContain("Microsoft names no successor");
    expect(body).toContain("calls to it fail");
  });

  test("of a retired model without a day it says that calls fail", () => {
    const { status, body } = keep([{ ...KIMI, retirement: null, daysLeft: null }]);
    expect([status, body.split("\n")[0]]).toEqual([
      0,
      "`Kimi-K2.6` is retired, calls to it fail. Seen in https://example.com/runs/1",
    ]);
  });

  test.each<[string, unknown]>([
    ["no JSON", "{"],
    ["another version", JSON.stringify({ version: 2, models: [] })],
    ["a name that would be an option or markup", [{ ...KIMI, model: "</details>" }]],
    ["a layer that mentions somebody", [{ ...KIMI, layers: { dev: ["@somebody"] } }]],
    ["a successor with a back quote", [{ ...KIMI, successor: { ...KIMI.successor, name: "`x`" } }]],
  ])("%s is refused, and GitHub is not asked", (_, models) => {
    expect(keep(models)).toMatchObject({ status: 2, calls: [] });
  });
});
