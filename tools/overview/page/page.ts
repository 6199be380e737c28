/** The page of one environment. Pure: the same facts give the same bytes. */
import { createHash } from "node:crypto";
import type { OverviewFacts } from "../facts";
import { Markup, markup } from "../markup";
import type { LayoutEngine } from "../pictures/graph-layout";
import { leadOf, stateOf } from "../summary";
import { accessSection } from "./section-access";
import { attentionSection } from "./section-attention";
import { comingSection } from "./section-coming";
import { explainedSection } from "./section-explained";
import { historySection } from "./section-history";
import { moneySection } from "./section-money";
import { requestSection } from "./section-request";
import { routingSection } from "./section-routing";
import { whereSection } from "./section-where";
import { STYLE } from "./style";

/** The page says by this who wrote it: what another program wrote is never replaced. */
export const GENERATOR = "aucert-foundry overview";

/** Sections by id, in their order. */
const SECTIONS: readonly (readonly [id: string, name: string])[] = [
  ["where", "What runs where"],
  ["request", "One request"],
  ["routing", "Who answers what"],
  ["coming", "What is coming"],
  ["money", "The money"],
  ["access", "Who may do what"],
  ["changes", "What changed"],
  ["attention", "What needs attention"],
  ["explained", "What Foundry is"],
];

export function environmentPage(facts: OverviewFacts, engine: LayoutEngine): string {
  const { name } = facts.environment;
  const state = stateOf(facts).map(({ name: what, value }) => markup`<div><dt>${what}</dt><dd>${value}</dd></div>\n`);
  return documentOf(
    `Azure AI Foundry: ${name}`,
    markup`
<header>
<h1>Azure AI Foundry, ${name}</h1>
<p class="lead">${leadOf(facts)}</p>
<dl class="state">
${state}</dl>
<nav aria-label="Contents"><ul>${SECTIONS.map(([id, title]) => markup`<li><a href="#${id}">${title}</a></li>\n`)}</ul></nav>
</header>
<main>${whereSection(facts, engine)}${requestSection(facts)}${routingSection(facts, engine)}${comingSection(facts)}${moneySection(facts)}${accessSection(facts)}${historySection(facts)}${attentionSection(facts)}${explainedSection(facts)}
</main>
<footer class="small"><p>Made from the configuration, as of ${facts.today}; facts on models of ${facts.catalogDay}, prices of ${facts.prices.asOf}. Nothing here was asked of Azure. <a href="index.html">All environments</a></p></footer>`,
  );
}

/** The list of all environments. */
export function indexPage(all: readonly OverviewFacts[]): string {
  const entries = all.map(
    (facts) => markup`
<section aria-labelledby="${facts.environment.name}">
<h2 id="${facts.environment.name}"><a href="${facts.environment.name}.html">${facts.environment.name}</a></h2>
<p class="takeaway">${leadOf(facts)}</p>
</section>`,
  );
  return documentOf(
    "Azure AI Foundry: environments",
    markup`
<header><h1>Azure AI Foundry</h1><p class="lead">One page for each environment, made from its configuration.</p></header>
<main>${entries}
</main>`,
  );
}

/** No script, and nothing from outside: a browser that knows the policy asks nobody for anything. */
function documentOf(title: string, body: Markup): string {
  const hash = createHash("sha256").update(STYLE).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>\n${
    markup`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${GENERATOR}">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Markup(STYLE)}</style>
</head>
<body>${body}
</body>
</html>`.text
  }\n`;
}
