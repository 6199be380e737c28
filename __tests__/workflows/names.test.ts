/** A name is checked before it becomes part of a path, of JSON or of a GitHub environment. */
import path from "node:path";
import { ENVIRONMENT_NAME } from "../../config/values";
import { ROOT, run } from "../helpers/workspace";
import { readText } from "../helpers/workflows";

function environments(...args: string[]) {
  return run(ROOT, process.execPath, [path.join(ROOT, "tools/ci/environments.cjs"), ...args]);
}

test("the workflows take the names that the configuration takes", () => {
  expect(readText("tools/ci/names.cjs")).toContain(`exports.ENVIRONMENT = /${ENVIRONMENT_NAME.pattern}/;`);
});

test.each([
  ["dev", 'environments=["dev"]\nstacks=foundry-dev llm-config-dev\n'],
  [
    '["dev", "prod-2"]',
    'environments=["dev","prod-2"]\nstacks=foundry-dev llm-config-dev foundry-prod-2 llm-config-prod-2\n',
  ],
])("%s is handed on", (given, stdout) => {
  expect(environments(given)).toEqual({ status: 0, stdout, stderr: "" });
});

test.each([
  "dev/../foundry-prod",
  'dev", "prod',
  "dev\nsha256=0",
  "Dev",
  "-dev",
  "",
  "[]",
  '["dev", "a b"]',
  "[null]",
  '["dev"',
  '[["dev"]]',
])("rejects %j and hands nothing on", (given) => {
  const { status, stdout, stderr } = environments(given);

  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/ names no environment: write the name of a folder below config\/environments, .*\n$/);
});
