/** llm.py, which Python tests itself: one run of python3. */
import { spawnSync } from "node:child_process";
import { ROOT } from "../../helpers/workspace";

const ARGS = ["-B", "-m", "unittest", "discover", "-s", "__tests__/examples/backend/python"];
const hasPython = spawnSync("python3", ["--version"]).status === 0;
if (!hasPython) process.stderr.write("left out: llm.py and its vectors, for want of python3\n");

(hasPython ? test : test.skip)("llm.py passes the vectors, and the Python of docs/llm-config.md runs", () => {
  const { status, stderr } = spawnSync("python3", ARGS, { cwd: ROOT, encoding: "utf8" });
  expect([status, stderr]).toEqual([0, expect.stringMatching(/Ran [5-9] tests[^]*OK/)]);
});
