import { renderGithub } from "../../../tools/validate/render-github";

test("a comma, colon or percent sign in a property cannot end it or begin another", () => {
  const finding = {
    code: "secret",
    severity: "note",
    message: "a, b: 5%\nc",
    file: "a,b:c%.yaml",
    line: 2,
    column: 3,
  } as const;
  expect(renderGithub([finding])).toBe(
    "::notice file=a%2Cb%3Ac%25.yaml,line=2,col=3,endColumn=4,title=secret::a, b: 5%25%0Ac\n",
  );
});
