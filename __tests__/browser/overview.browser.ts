/** The page of `overview` in a real browser: what a reader sees, on a phone, a screen and paper. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { folderSource } from "../../config/files/source";
import { layoutEngine } from "../../tools/overview/engine";
import { environmentPage } from "../../tools/overview/page/page";
import { launchBrowser } from "./browser";
import { factsFrom, factsWith, hostileFacts, HOSTILE, largeFiles, longNames, SECTION_IDS } from "../helpers/overview";
import { layoutFaults } from "./page-layout";
import { ROOT, temporaryFolder } from "../helpers/workspace";

/** A sheet of A4 less its margins of 15 mm, in pixels of 96 to the inch. */
const SHEET = { width: 680, height: 1009 };

const CASES = {
  "the committed configuration": () => factsFrom(folderSource("config/environments", ROOT)),
  "the complete example": () => factsFrom(folderSource("docs/examples/complete", ROOT)),
  "40 deployments with 30 layers": () => factsWith(largeFiles()),
  "the bare minimum": () => factsWith(),
  "texts that are markup elsewhere": hostileFacts,
  "names as long as they may be": () => factsWith(longNames()),
};
type Case = keyof typeof CASES;
const NAMES = Object.keys(CASES) as Case[];

let browser: Browser;
const files = new Map<Case, string>();

beforeAll(async () => {
  browser = await launchBrowser();
  const engine = await layoutEngine();
  const folder = temporaryFolder();
  for (const [index, name] of NAMES.entries()) {
    const file = path.join(folder, `${index}.html`);
    writeFileSync(file, environmentPage(CASES[name](), engine));
    files.set(name, file);
  }
}, 300_000);

afterAll(() => browser.close());

/** Opens a page, does something with it, and closes it. */
async function withPage<T>(name: Case, options: BrowserContextOptions, action: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  try {
    const page = await context.newPage();
    await page.goto(pathToFileURL(files.get(name) ?? "").href);
    return await action(page);
  } finally {
    await context.close();
  }
}

const openAll = (page: Page) =>
  page.evaluate(() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });

describe.each(NAMES)("%s", (name) => {
  test("shows every section, each with its sentence, and the state in the first lines", async () => {
    const { ids, takeaways, text } = await withPage(name, {}, (page) =>
      page.evaluate(() => ({
        ids: [...document.querySelectorAll("main > section")].map(({ id }) => id),
        takeaways: [...document.querySelectorAll("main > section > .takeaway")].map((one) => one.textContent),
        text: document.body.innerText,
      })),
    );

    expect(ids).toEqual(SECTION_IDS);
    expect(takeaways).toHaveLength(ids.length);
    for (const takeaway of takeaways) expect(takeaway).toMatch(/\w.*[.]$/);
    expect(text.slice(0, 600)).toContain("$0 when nothing is called");
    expect(text.slice(0, 600)).toMatch(/expected month is (not known|(at least )?\$\d)/);
    expect(text.slice(0, 600)).toMatch(/Credits last (not known|until \w+ \d{4})/);
  });

  test("asks nobody for anything", async () => {
    const context = await browser.newContext();
    const asked: string[] = [];
    context.on("request", (request) => asked.push(request.url()));
    const page = await context.newPage();
    const url = pathToFileURL(files.get(name) ?? "").href;
    await page.goto(url);
    await openAll(page);
    await context.close();

    expect(asked.filter((one) => one !== url && one !== "data:,")).toEqual([]);
  });

  test.each([360, 768, 1440])("no text overlaps or is cut at %i pixels", async (width) => {
    const faults = await withPage(name, { viewport: { width, height: 900 } }, async (page) => {
      await openAll(page);
      return page.evaluate(layoutFaults, width);
    });

    expect(faults).toEqual([]);
  });

  test("no text overlaps or is cut in print, and each picture is on one sheet", async () => {
    const { faults, heights, folded } = await withPage(name, { viewport: SHEET }, async (page) => {
      await page.emulateMedia({ media: "print" });
      return {
        faults: await page.evaluate(layoutFaults, SHEET.width),
        heights: await page.evaluate(() =>
          [...document.querySelectorAll("svg")].map((one) => one.getBoundingClientRect().height),
        ),
        folded: await page.evaluate(
          () =>
            [...document.querySelectorAll("details table")].filter(
              (one) => !one.checkVisibility({ contentVisibilityAuto: true }),
            ).length,
        ),
      };
    });

    expect(faults).toEqual([]);
    expect(Math.max(...heights)).toBeLessThan(SHEET.height);
    expect(folded).toBe(0);
  });

  test.each(["light", "dark"] as const)("axe finds no violation in %s", async (colorScheme) => {
    const violations = await withPage(name, { colorScheme }, async (page) => {
      await openAll(page);
      await page.evaluate(axe.source);
      return page.evaluate(async () => {
        const run = (window as unknown as { axe: typeof axe }).axe.run;
        const { violations } = await run(document);
        return violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes
              .map(({ html }) => html.slice(0, 120))
              .slice(0, 3)
              .join(" | ")}`,
        );
      });
    });

    expect(violations).toEqual([]);
  });

  test("reads the same with scripts off", async () => {
    const textWith = (javaScriptEnabled: boolean) =>
      withPage(name, { javaScriptEnabled }, (page) => page.locator("body").innerText());

    expect(await textWith(false)).toBe(await textWith(true));
  });
});

test("texts that are markup elsewhere are shown, and run nothing", async () => {
  const dialogs: string[] = [];
  const { title, text, scripts } = await withPage("texts that are markup elsewhere", {}, async (page) => {
    page.on("dialog", (dialog) => dialogs.push(dialog.message()));
    return {
      title: await page.title(),
      text: await page.evaluate(() => document.body.textContent),
      scripts: await page.locator("script").count(),
    };
  });

  expect({ title, scripts, dialogs }).toEqual({ title: "Azure AI Foundry: dev", scripts: 0, dialogs: [] });
  expect(text.split(HOSTILE.replace("\u202e", "\\u202e")).length).toBeGreaterThan(3);
  expect(text).not.toContain("\u202e");
});
