import type { OverviewFacts } from "../facts";
import { type Markup, markup } from "../markup";
import { modelVariable, pathsOf, pathTitle, type RequestPath, SIGN_INS } from "../paths";
import { requestPicture } from "../pictures/request-picture";
import { requestSteps } from "../request-steps";
import { code, figure, folded, foreign, section, table } from "./parts";

/** One request, step by step. */
export function requestSection(facts: OverviewFacts): Markup {
  const paths = pathsOf(facts.environment);
  const inUse = paths.filter(({ isInUse }) => isInUse);
  const others = paths.filter(({ isInUse }) => !isInUse);
  return section(
    "request",
    "One request, step by step",
    markup`A pod finds its model in the ConfigMap, proves who it is ${SIGN_INS[inUse[0]?.provider.auth ?? "entra-id"]}, and sends one encrypted call; it pays for the tokens of the answer and of what it sent.`,
    ...inUse.map((path) => pathMarkup(facts, path)),
    ...others.map((path) =>
      folded(`If LLM_PROVIDER were ${path.provider.name}: ${pathTitle(path)}`, pathMarkup(facts, path)),
    ),
  );
}

function pathMarkup(facts: OverviewFacts, path: RequestPath): Markup {
  const { provider, api, url, routes } = path;
  const variable = (route: (typeof routes)[number]): string => modelVariable(path, route);
  const { participants, steps } = requestSteps(path, facts.environment);
  const name = (index: number): string => participants[index]?.name ?? "";
  return markup`
<h3>${pathTitle(path)}</h3>
${figure((paper) => requestPicture(facts, path, paper), markup`Posted to ${code(url)}. The base address stands in ${code(`LLM_${provider.name.toUpperCase()}_BASE_URL`)}, and is the same for all of these layers.`)}
${table({
  caption: `Layers that take this path (${api})`,
  head: ["Layer", "Model", "Stands in", "When it answers 429 or not at all"],
  rows: routes.map((route) => [
    foreign(route.layer),
    foreign(route.model),
    code(variable(route)),
    route.fallbacks.length > 0
      ? `wait and try again, then ${route.fallbacks.join(", then ")}`
      : "wait and try again; no fallback",
  ]),
})}
${folded(
  "The steps as a table",
  table({
    caption: "Steps of one request",
    head: ["Step", "From", "To", "What"],
    rows: steps.map(({ from, to, text }, index) => [
      String(index + 1),
      name(from),
      from === to ? "itself" : name(to),
      text,
    ]),
  }),
)}`;
}
