/** Runs `synth` in this process, as `main.ts` composes it, where a process of its own would show nothing more. */
import type { Command } from "../../tools/cli/command";
import { run } from "../../tools/cli/run-command";
import { ROOT, type Run, type Workspace } from "./workspace";

const started: Command[] = [];
jest.mock("../../tools/cli/process", () => ({ main: (command: Command) => void started.push(command) }));
import "../../main";

/** @param env the whole environment, as in a process of its own */
export async function synthIn(workspace: Workspace, env: Record<string, string> = {}, ...args: string[]): Promise<Run> {
  const output = { stdout: "", stderr: "" };
  const before = process.cwd();
  process.chdir(workspace.folder);
  const status = await run(started[0]!, args, {
    cwd: workspace.folder,
    env,
    isTerminal: false,
    now: () => new Date(),
    programFolder: ROOT,
    stdout: (text) => void (output.stdout += text),
    stderr: (text) => void (output.stderr += text),
  }).finally(() => process.chdir(before));
  return { status, ...output };
}
