import type { OverviewFacts } from "../facts";
import { type Markup, markup } from "../markup";
import { dollars } from "../money";
import { list, section, table } from "./parts";

/** What Foundry is, for readers who have never heard of it. */
export function explainedSection({ environment }: OverviewFacts): Markup {
  const threshold = environment.cost?.selfHostingAboveUsdPerMonth;
  return section(
    "explained",
    "What Foundry is, and why we use it",
    markup`Azure AI Foundry lets us use large language models that Microsoft runs, and we pay for what we use.`,
    markup`
<h3>As one would say it at lunch</h3>
<p>It is like a mail service such as Gmail. Nobody here keeps a mail server in the cellar: we have an account with addresses in it, and
Google sees to the machines. Here the account is ${environment.account.name}, and its deployments are the addresses.</p>
<p>Our programs use it as they would use Stripe to take a payment or Twilio to send a message: one call over the internet to somebody who
does this for a living, and a bill by the call. How a payment gets through the banks is not our trade, and how a model runs on its
machines need not be.</p>
<h3>What it is, and what it is not</h3>`,
    table({
      caption: "Microsoft's part and ours",
      head: ["It is", "It is not"],
      rows: [
        ["a service that we call over encrypted internet", "a machine of ours, or one that we rent"],
        [
          "an account with settings: model, version, limit, filter",
          "a program in our cluster, or a part of our network",
        ],
        ["models that Microsoft keeps loaded and repairs", "a copy of a model on our disks"],
        ["paid by the token, which is a piece of a word", "a capacity that we buy ahead"],
      ],
    }),
    markup`<h3>Five reasons for it at this stage</h3>`,
    list([
      markup`<strong>Nothing when idle.</strong> A deployment that nobody calls costs $0.`,
      markup`<strong>No GPU experts needed.</strong> Buying, filling and repairing machines with graphics chips stays Microsoft's work.`,
      markup`<strong>Models are switched in minutes.</strong> One reviewed line moves a layer to another model.`,
      markup`<strong>Credits pay at first.</strong> They cover models that Azure sells directly.`,
      markup`<strong>The same API everywhere.</strong> Amazon, Google and others understand the same call, so that we can leave.`,
    ]),
    markup`
<h3>When to look again at running models ourselves</h3>
<p>At month 12 or later, with paying customers, and when a month costs more than ${threshold === undefined ? "the amount from which it pays, which account.yaml does not give" : dollars(threshold.amount)}. Until then: no.</p>
<h3>Words</h3>`,
    table({ caption: "Words used on this page", head: ["Word", "Meaning"], rows: WORDS }),
  );
}

const WORDS: readonly (readonly [string, string])[] = [
  ["account", "our entry at Foundry, which holds the deployments"],
  ["ConfigMap", "a list of settings in the cluster that programs read when they start"],
  ["credits", "an amount that Microsoft has given us, from which Azure's bill is paid first"],
  ["deployment", "our permission to call one model, under its name, up to a limit"],
  ["Entra ID", "Microsoft's sign-in for people and programs"],
  ["fallback", "the model that is asked when the first one does not answer"],
  ["GlobalStandard", "the kind of plan: pay by the token, served in any region, no speed guaranteed"],
  ["layer", "a step of our product that asks a model"],
  ["model", "the program that answers"],
  ["pod", "one running copy of a program in the cluster"],
  ["retirement", "the day from which calls to a version fail"],
  ["token", "a piece of a word, the unit of the bill"],
  ["429", "the answer when more is asked in a minute than the limit allows"],
];
