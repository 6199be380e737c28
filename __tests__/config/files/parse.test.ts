import { findingsWith, MODELS } from "../../helpers/config";

test.each([
  ["models.yaml", MODELS.replace("250", "!!binary aGk="), "write the plain value"],
  ["models.yaml", MODELS.replace("250", "!!timestamp 2026-01-01"), "write the plain value"],
  ["models.yaml", `${MODELS}---\na: 1\n`, "remove the line --- and what belongs to another file"],
  ["models.yaml", `${MODELS}\ta: 1\n`, "indent with spaces"],
  ["models.yaml", MODELS.replace("gpt-5.4", "@gpt-5.4"), "put the value in quotes"],
  ["models.yaml", `${MODELS}a: [`, expect.stringMatching(/indentation, brackets and quotes$/)],
])("%s %j: yaml-syntax, %s", (file, text, help) => {
  const errors = findingsWith({ [file]: text }).filter((one) => one.file.endsWith(file) && one.severity === "error");
  expect(errors).toEqual([expect.objectContaining({ code: "yaml-syntax", help })]);
});
