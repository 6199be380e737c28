/** Every key of the files, given what it cannot be, says what to write instead. */
import { checkShape } from "../../../config/files/shape";
import type { Diagnostic } from "../../../config/findings/diagnostic";
import { reportTo } from "../../../config/findings/report";
import type { FileName } from "../../../config/read";
import type { accountFile } from "../../../config/schema";
import { ACCOUNT, findingsWith, LLM_CONFIG, MODELS } from "../../helpers/config";
import { FILE_SHAPES, schemaKeys } from "../schemas/schema-keys";

const PLACE = { file: "x.yaml", line: 1, column: 1 };

function at(path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  return key === "0" ? [at(rest, value)] : { [key]: at(rest, value) };
}

function findingsAt(name: FileName, path: readonly string[], value: unknown): Diagnostic[] {
  const findings: Diagnostic[] = [];
  const file = { path: "x.yaml", value: at(path, value), comments: [], place: () => PLACE, isRewritten: () => false };
  const where = path.map((step, index) => (step === "0" ? "[0]" : index === 0 ? step : `.${step}`)).join("");
  checkShape(file, FILE_SHAPES[name] as typeof accountFile, reportTo(findings));
  return findings.filter(({ code, message }) => code === "wrong-type" && message.startsWith(`${where} must be`));
}

const keys = schemaKeys().map(({ file, path }) => [file, path.join(" ")] as const);

test.each(keys)("%s: %s", (name, path) => {
  const wrong = [5, true, "x", [5], [], { x: 1 }, null].flatMap((value) => findingsAt(name, path.split(" "), value));

  expect(wrong.length).toBeGreaterThan(0);
  expect(wrong.filter(({ help = "" }) => help === "")).toEqual([]);
});

test("there are as many keys as the files have", () => {
  expect(keys.length).toBeGreaterThan(100);
});

test.each([
  ["models.yaml", MODELS.replace("250", '"250"'), "remove the quotes"],
  ["models.yaml", `${MODELS}  - gpt-5.4-mini\n`, "write name: gpt-5.4-mini"],
  ["account.yaml", ACCOUNT.replace("[default]", "default"), "write it as a list: [default]"],
  ["llm-config.yaml", LLM_CONFIG.replace("gpt-5.4", ""), "Deployment that serves the layer, by name."],
  ["models.yaml", "", "its keys: version, defaults, models"],
])("%s %j: wrong-type, %s", (file, text, help) => {
  const errors = findingsWith({ [file]: text }).filter((one) => one.file.endsWith(file) && one.severity === "error");
  expect(errors).toEqual([expect.objectContaining({ code: "wrong-type", help })]);
});
