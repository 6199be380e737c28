import { painter, printable, printableLines } from "../../../config/findings/terminal";

test("other characters stay, of whatever script", () => {
  const text = "aé語 ✓ 🛑 -→…";
  expect(printable(text)).toBe(text);
});

test("a line feed is a sign in one line, and ends each of several", () => {
  expect([printable("a\nb\r"), printableLines("a\nb\r")]).toEqual(["a\ufffdb\ufffd", "a\nb\ufffd"]);
});

test("text is painted where there are colours", () => {
  expect([painter(true)("error", "x"), painter(false)("error", "x")]).toEqual(["\u001b[31mx\u001b[0m", "x"]);
});

test("no line is a command to the workflow that runs us", () => {
  expect(printableLines("a\n::error::x\n  ::set-env\nb :: c")).toBe("a\n\ufffd:error::x\n  \ufffd:set-env\nb :: c");
});
