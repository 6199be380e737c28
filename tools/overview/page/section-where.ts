import { plural } from "../../../config/text";
import { DEPLOYMENT } from "../built";
import type { OverviewFacts } from "../facts";
import { type Markup, markup } from "../markup";
import type { LayoutEngine } from "../pictures/graph-layout";
import { wherePicture } from "../pictures/where-picture";
import { code, figure, folded, section, table } from "./parts";

/** What runs where. */
export function whereSection(facts: OverviewFacts, engine: LayoutEngine): Markup {
  const { built, environment } = facts;
  const { foundry, cluster } = built;
  const count = plural(foundry.filter(({ type }) => type === DEPLOYMENT).length, "deployment");
  return section(
    "where",
    "What runs where",
    markup`We run programs in our cluster and keep settings at Microsoft: no machine, no GPU and no model of Foundry is ours.`,
    figure((paper) => wherePicture(facts, paper, engine), KEY),
    folded(
      `The ${foundry.length + cluster.length} things that synth builds, as a table`,
      table({
        caption: `Account ${environment.account.name} in ${environment.account.location} with ${count}, and cluster ${environment.aks.cluster}`,
        head: ["Thing", "Name", "Stack", "Terraform address"],
        rows: [
          ...cluster.map((one) => [one.kind, one.name, "llm-config", code(one.address)]),
          ...foundry.map((one) => [one.kind, one.name, "foundry", code(one.address)]),
        ],
      }),
    ),
  );
}

const KEY = markup`<ul class="key">
<li><i class="ours-key"></i>full line: ours</li>
<li><i class="settings-key"></i>dotted: our settings at Microsoft</li>
<li><i class="microsoft-key"></i>dashed: run by Microsoft</li>
</ul>`;
