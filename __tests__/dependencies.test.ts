/** What the page on dependencies and the settings of Dependabot say is so. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { ACTIONS, readText } from "./helpers/workflows";
import { ROOT, run, temporaryFolder } from "./helpers/workspace";

interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly allowScripts: Record<string, boolean>;
}
interface Locked {
  readonly hasInstallScript?: true;
  readonly integrity?: string;
  /** Part of another package, whose hash covers it. */
  readonly inBundle?: true;
}
interface Update {
  readonly "package-ecosystem": string;
  readonly directories?: readonly string[];
  readonly cooldown: { readonly "default-days": number };
  readonly groups: Record<string, { readonly patterns?: readonly string[] }>;
  readonly ignore?: readonly { readonly "dependency-name": string; readonly "update-types": readonly string[] }[];
}

const manifest = JSON.parse(readText("package.json")) as Manifest;
const lock = JSON.parse(readText("package-lock.json")) as {
  readonly packages: Record<string, Locked>;
};
const page = readText("docs/dependencies.md");
const [npm, actions] = (parse(readText(".github/dependabot.yml")) as { updates: readonly [Update, Update] }).updates;
const direct = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

/** The packages of the page's table, as the bundler finds them: esbuild itself stands in no bundle. */
const ofPage = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = ""]) => name);

function packagesOfSynth(): string[] {
  const folder = temporaryFolder();
  const meta = path.join(folder, "meta.json");
  const esbuild = path.join(ROOT, "node_modules/esbuild/bin/esbuild");
  const options = [
    "--bundle",
    "--platform=node",
    "--loader:.yaml=text",
    "--external:@azure/*",
    "--external:google-auth-library",
    "--external:openai",
  ];
  const output = [`--metafile=${meta}`, `--outfile=${path.join(folder, "out.js")}`, "--log-level=error"];
  expect(run(ROOT, esbuild, ["main.ts", ...options, ...output])).toMatchObject({ status: 0, stderr: "" });
  const { inputs } = JSON.parse(readFileSync(meta, "utf8")) as { inputs: Record<string, unknown> };
  const names = Object.keys(inputs).flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
  return [...new Set(names)].sort();
}

test("the page names the packages that synth is made of, and esbuild, which bundles them", () => {
  expect(ofPage.filter((name) => name !== "esbuild")).toEqual(packagesOfSynth());
  expect(ofPage).toContain("esbuild");
});

test("every version is exact, and the lock file holds every package by its hash", () => {
  const ownHash = Object.entries(lock.packages).filter(([name, { inBundle }]) => name !== "" && !inBundle);

  expect(direct.filter(([, version]) => !/^(npm:\S+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  expect(ownHash.length).toBeGreaterThan(500);
  expect(ownHash.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]);
});

test("no package that wants to run a script when it is installed may, and the page names them", () => {
  const wanting = Object.entries(lock.packages).flatMap(([name, { hasInstallScript }]) =>
    hasInstallScript ? [name.replace("node_modules/", "")] : [],
  );

  expect(Object.fromEntries(wanting.map((name) => [name, false]))).toEqual(manifest.allowScripts);
  for (const name of wanting) expect(page).toContain(`\`${name}\``);
});

describe("Dependabot", () => {
  const matches = (pattern: string, name: string) =>
    pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
  const left = direct
    .map(([name]) => name)
    .filter((name) => npm.ignore?.some((one) => matches(one["dependency-name"], name)));

  test("leaves cdktf and its bindings alone, but for security updates", () => {
    expect(left.sort()).toEqual([
      "@cdktf/node-pty-prebuilt-multiarch",
      "@cdktf/provider-azurerm",
      "@cdktf/provider-kubernetes",
      "cdktf",
      "cdktf-cli",
      "constructs",
    ]);
    for (const { "update-types": types } of npm.ignore ?? [])
      expect(types).toEqual(["major", "minor", "patch"].map((kind) => `version-update:semver-${kind}`));
  });

  test("has a group for what reaches a deploy", () => {
    expect(npm.groups.deploy?.patterns).toEqual(ofPage.filter((name) => !left.includes(name)));
  });

  test("looks at every action, and waits with each new version", () => {
    expect(actions["package-ecosystem"]).toBe("github-actions");
    expect(actions.directories).toEqual(["/", "/.github/actions/*"]);
    expect(ACTIONS.length).toBeGreaterThan(1);
    expect([npm, actions].map(({ cooldown }) => cooldown["default-days"])).toEqual([7, 7]);
  });
});
