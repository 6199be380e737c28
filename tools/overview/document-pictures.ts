/** The two pictures that documentation shows, as files of their own. */
import type { OverviewFacts } from "./facts";
import { pathsOf } from "./paths";
import type { LayoutEngine } from "./pictures/graph-layout";
import { WIDE } from "./pictures/picture";
import { requestPicture } from "./pictures/request-picture";
import { svgFile } from "./pictures/svg";
import { wherePicture } from "./pictures/where-picture";
import type { Page } from "./write-pages";

/** Both of one environment; neither depends on the day. */
export function documentPictures(facts: OverviewFacts, engine: LayoutEngine): Page[] {
  const { name } = facts.environment;
  const [path] = pathsOf(facts.environment);
  if (path === undefined) throw new Error(`${name}: no provider has a path`);
  return [
    {
      name: `${name}-what-runs-where.svg`,
      text: svgFile(wherePicture(facts, WIDE, engine), `What runs where, environment ${name}`),
    },
    {
      name: `${name}-one-request.svg`,
      text: svgFile(requestPicture(facts, path, WIDE), `One request, environment ${name}`),
    },
  ];
}
