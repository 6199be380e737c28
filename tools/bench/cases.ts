/** What the bench measures. */
import path from "node:path";
import type { Size } from "./workload";

/** A whole process to measure. */
export interface Case {
  /** A stable word, by which ratios and the JSON name it. */
  readonly name: string;
  readonly title: string;
  /** Arguments of node. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Sizes at which synth runs beside the bare loop. */
export const SCALE: readonly Size[] = [1, 10, 100].map((environments) => ({ environments, deployments: 32 }));
/** Lengths of the one list that validate and review read. */
export const LISTS: readonly Size[] = [30, 300, 3000].map((deployments) => ({ environments: 1, deployments }));
export const LIST_COMMANDS = ["validate", "review"] as const;

/** A size's name in cases and ratios, and that of its folder. */
export function nameOf({ environments, deployments }: Size): string {
  return LISTS.some((list) => list.deployments === deployments)
    ? `models-${deployments}`
    : `environments-${environments}`;
}

/** In two lots: a small command is measured more often, as other work shows more in what takes a tenth of a second. */
export interface Cases {
  readonly small: readonly Case[];
  readonly large: readonly Case[];
}

/**
 * @param root the project
 * @param folder the bench's own, with what `prepare` has written
 * @param searchPath of the measured processes, for git
 */
export function benchCases(root: string, folder: string, searchPath: string): Cases {
  const env = { PATH: searchPath, HOME: folder, CDKTF_OUTDIR: path.join(folder, "committed.out") };
  const launch = (entry: string): string[] => [path.join(root, "tools/build/run.cjs"), entry];
  const tool = (name: string): string[] => launch(`tools/cli/bin/${name}.ts`);
  const inRoot = (name: string, title: string, args: readonly string[]): Case => ({
    name,
    title,
    args,
    cwd: root,
    env,
  });
  const peak = ["--require", path.join(folder, "peak.cjs")];
  const small = [
    inRoot("node", "an empty node process", ["-e", "0"]),
    inRoot("cdktf", 'require("cdktf")', ["-e", 'require("cdktf")']),
    inRoot("synth", "synth, the app command of cdktf.json", launch("main.ts")),
    ...["validate", "review", "cost", "overview"].map((name) => inRoot(name, `aucert-foundry ${name}`, tool(name))),
  ];
  const large = [
    ...SCALE.flatMap((size) => {
      const name = nameOf(size);
      const cwd = path.join(folder, name);
      const title = `${size.environments} × ${size.deployments} deployments`;
      const into = (outdir: string) => ({ cwd, env: { ...env, CDKTF_OUTDIR: outdir } });
      return [
        {
          name: `synth-${name}`,
          title: `synth of ${title}`,
          args: [...peak, ...launch("main.ts")],
          ...into("synth.out"),
        },
        { name: `bare-${name}`, title: `bare loop of ${title}`, args: [...peak, "bare.cjs"], ...into("bare.out") },
      ];
    }),
    ...LISTS.flatMap((size) =>
      LIST_COMMANDS.map((command) => ({
        name: `${command}-${nameOf(size)}`,
        title: `${command} of ${size.deployments} models, all of them changed`,
        args: tool(command),
        cwd: path.join(folder, nameOf(size)),
        env,
      })),
    ),
  ];
  return { small, large };
}
