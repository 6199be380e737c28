/** What the bench measures. */
import path from "node:path";
import type { Case } from "./measure";
import type { Size } from "./workload";

/** Sizes at which synth runs beside the bare loop. */
export const SCALE: readonly (Size & { readonly name: string })[] = [
  { name: "deployments-5", environments: 1, deployments: 5 },
  { name: "deployments-32", environments: 1, deployments: 32 },
  { name: "deployments-100", environments: 1, deployments: 100 },
  { name: "deployments-1000", environments: 1, deployments: 1000 },
  { name: "environments-1", environments: 1, deployments: 32 },
  { name: "environments-10", environments: 10, deployments: 32 },
  { name: "environments-100", environments: 100, deployments: 32 },
];

/** More deployments than this take seconds. */
const QUICK_DEPLOYMENTS = 100;

export interface Place {
  /** The project. */
  readonly root: string;
  /** The bench's own folder, with what `prepare` has written. */
  readonly folder: string;
  /** `scripts` of package.json. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Search path of the measured processes. */
  readonly searchPath: string;
}

export function benchCases(place: Place): Case[] {
  const { root, folder } = place;
  const env = environmentOf(place);
  const inRoot = { cwd: root, env };
  const stock = path.join(folder, "stock");
  const script = (name: string): Case => ({
    name,
    title: `npm run ${name}, without npm`,
    ...inRoot,
    ...scriptOf(name, place),
  });
  return [
    { name: "node", title: "an empty node process", command: [process.execPath, "-e", "0"], ...inRoot },
    { name: "cdktf", title: 'require("cdktf")', command: [process.execPath, "-e", 'require("cdktf")'], ...inRoot },
    { ...script("synth"), title: "synth, the app command of cdktf.json" },
    script("validate"),
    script("review"),
    script("cost"),
    {
      name: "stock",
      title: "npx ts-node main.ts, as the template has it",
      command: ["npx", "ts-node", "main.ts"],
      cwd: stock,
      env: { ...env, CDKTF_OUTDIR: path.join(stock, "cdktf.out") },
      isSlow: true,
    },
    {
      name: "cdktf-synth",
      title: "npx cdktf synth",
      command: ["npx", "cdktf", "synth", "--output", path.join(folder, "cdktf-synth.out")],
      ...inRoot,
      isSlow: true,
    },
    ...SCALE.flatMap((point) => scalePair(point, place)),
  ];
}

/** Synth of a size, and beside it the bare loop that creates the same resources. */
function scalePair({ name, environments, deployments }: (typeof SCALE)[number], place: Place): [Case, Case] {
  const folder = path.join(place.folder, name);
  const preload = ["--require", path.join(place.folder, "peak.cjs")];
  const size = name.startsWith("environments")
    ? `${environments} × ${deployments} deployments`
    : `${deployments} deployments`;
  const isSlow = environments * deployments > QUICK_DEPLOYMENTS;
  const env = environmentOf(place);
  const common = { peakFile: path.join(folder, "peak"), isSlow };
  return [
    {
      ...common,
      name: `synth-${name}`,
      title: `synth of ${size}`,
      command: [process.execPath, ...preload, "tools/build/run.cjs", "main.ts"],
      cwd: place.root,
      env: { ...env, FOUNDRY_CONFIG_DIR: path.join(folder, "config"), CDKTF_OUTDIR: path.join(folder, "synth.out") },
    },
    {
      ...common,
      name: `bare-${name}`,
      title: `bare loop of ${size}`,
      command: [process.execPath, ...preload, path.join(folder, "bare.cjs")],
      cwd: folder,
      env: { ...env, CDKTF_OUTDIR: path.join(folder, "bare.out") },
    },
  ];
}

/** What a script of package.json runs. */
function scriptOf(name: string, { scripts }: Place): Pick<Case, "command" | "missing"> {
  const [program, ...args] = scripts[name]?.split(" ") ?? [];
  if (program === undefined) return { missing: `not there: package.json has no script ${name}` };
  return { command: [program === "node" ? process.execPath : program, ...args] };
}

/** Nothing of the shell but the search path; no output in the project, no question to any server. */
function environmentOf({ folder, searchPath }: Place): Record<string, string> {
  return {
    PATH: searchPath,
    HOME: folder,
    CDKTF_OUTDIR: path.join(folder, "committed.out"),
    CHECKPOINT_DISABLE: "1",
    CI: "true",
    npm_config_update_notifier: "false",
  };
}
