/** The section `budget`: what it means, and what is wrong with bad ones. */
import { budgetName } from "../../../config/sections/budget/rules";
import { ACCOUNT, brief, findingsWith } from "../../helpers/config";
import { budget, found, resolved } from "../../helpers/sections";

test("minimal: notices at 50, 80 and 100 percent spent, and at 100 percent forecast", () => {
  expect(resolved("")?.budget).toBeUndefined();
  expect(resolved(budget())?.budget).toEqual({
    amount: 100,
    startMonth: "2026-12",
    emails: ["a@example.com"],
    roles: [],
    notices: [
      { percent: 50, basis: "Actual" },
      { percent: 80, basis: "Actual" },
      { percent: 100, basis: "Actual" },
      { percent: 100, basis: "Forecasted" },
    ],
  });
});

test("takes notices from the file, in order", () => {
  const notices = "[{ percent: 90, basis: Forecasted }, { percent: 25 }]";

  expect(resolved(budget({ notices }))?.budget?.notices).toEqual([
    { percent: 25, basis: "Actual" },
    { percent: 90, basis: "Forecasted" },
  ]);
});

test.each(["2026-13", "2026-1", "2026-12-01", "December", "2017-05"])("rejects the start %s", (startMonth) => {
  expect(found(budget({ startMonth }))).toMatchObject([
    { code: "budget-start", message: `"${startMonth}" is not a month`, line: 12, column: 15 },
  ]);
});

test("rejects a start more than twelve months ahead", () => {
  expect(found(budget({ startMonth: "2027-12" }))).toMatchObject([{ code: "budget-start" }]);
  expect(found(budget({ startMonth: "2027-11" }))).toEqual([]);
});

test("a start that has passed is a note: the budget may well exist", () => {
  expect(found(budget({ startMonth: "2026-11" }))).toEqual([]);
  expect(
    findingsWith({ "account.yaml": ACCOUNT + budget({ startMonth: "2026-11" }) }, { today: "2026-12-01" }),
  ).toMatchObject([{ code: "budget-past-start", severity: "note" }]);
});

test.each([
  [budget({ emails: undefined }), "the budget has nobody to tell", 10],
  [budget({ emails: "[]", roles: "[]" }), "the budget has nobody to tell", 10],
  [budget({ roles: "[Owners]" }), '"Owners" is not a role that can be told', 14],
  [budget({ roles: "[Owner, Owner]" }), "Owner is listed twice", 14],
])("rejects the contacts of %s", (section, message, line) => {
  expect(found(section)).toMatchObject([{ code: "budget-contact", message, line }]);
});

test("says nothing of contacts that could not be read", () => {
  expect(brief(found(budget({ emails: "platform@example.com" })))).toEqual(["account.yaml:13:11 error wrong-type"]);
  expect(found(budget({ emails: undefined, roles: "[Reader]" }))).toEqual([]);
});

test("says of notices without a percentage only that it is missing", () => {
  const notices = "[{ basis: Actual }, { basis: Actual }, { percent: x, basis: Actual }]";
  expect(found(budget({ notices })).map(({ code }) => code)).toEqual(["missing-key", "missing-key", "wrong-type"]);
});

test.each([
  ["[{ percent: 80 }, { percent: 80, basis: Actual }]", /^two notices at 80 percent Actual: Azure keeps one/],
  ["[{ percent: 0 }]", /^a notice at 0 percent/],
  ["[{ percent: 1001 }]", /^a notice at 1001 percent/],
  ["[{ percent: 0.8 }]", /^a notice at 0.8 percent/],
  ["[{ percent: 80, basis: Forecast }]", /^"Forecast" is not a basis/],
  [
    `[${[1, 2, 3, 4, 5, 6].map((percent) => `{ percent: ${percent} }`).join(", ")}]`,
    /^6 notices, but a budget takes 5/,
  ],
])("rejects the notices %s", (notices, message) => {
  expect(found(budget({ notices }))).toMatchObject([
    { code: "budget-notice", message: expect.stringMatching(message) as string },
  ]);
});

test("rejects no notice at all, and an amount below 1", () => {
  expect(found(budget({ notices: "[]" }))).toMatchObject([{ code: "empty-list" }]);
  expect(found(budget({ amount: "0.5" }))).toMatchObject([{ code: "budget-amount" }]);
  expect(found(budget({ amount: ".inf" })).map(({ code }) => code)).toHaveLength(1);
});

test("another start is another name, which Azure takes from every account", () => {
  expect(budgetName("aucert-ai", "2026-12")).toBe("aucert-ai-2026-12");
  expect(budgetName(`a.${"b".repeat(62)}`, "2027-01")).toMatch(/^a-b{53}-2027-01$/);
});
