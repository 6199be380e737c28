import type { OverviewFacts } from "../facts";
import { type Guard, guardsOf } from "../access";
import { type Markup, markup } from "../markup";
import { section, table } from "./parts";

/** Who may do what. */
export function accessSection({ environment }: OverviewFacts): Markup {
  const guards = guardsOf(environment);
  const off = guards.filter(({ isOn, name }) => !isOn && name !== "API keys").length;
  const keys = environment.account.localAuth
    ? markup`<span class="alarm">API keys work</span>, so that whoever holds one may call`
    : markup`Nobody calls with a key: every caller signs in`;
  return section(
    "access",
    "Who may do what",
    markup`${keys}; ${off === 0 ? "every guard that this project knows is on" : `${off} of ${guards.length - 1} further guards are off`}.`,
    table({
      caption: "As the configuration switches it on; what was changed in Azure by hand is not known here",
      head: ["Guard", "State", "What it means"],
      rows: guards.map(({ name, isOn, meaning }: Guard) => [name, isOn ? markup`<strong>on</strong>` : "off", meaning]),
    }),
  );
}
