/** The order of steps that gets from one configuration to the other without an outage, and the stacks to deploy. */
import { foundryStackName, llmConfigStackName } from "../../config/addresses";
import { allLayers, type Context, layersUsing, usersOf } from "./context";
import { isAnotherCluster } from "./judge-plain-section";
import { credentialText } from "./judge-routing";
import { PROVIDER_IN_USE } from "./diff-routing";
import { PROGRAM } from "../../config/text";
import { type Change, type DeployStep, isPlanned } from "./review-model";

/** Something to do before the next. */
interface Step {
  readonly text: string;
  /** Which of the two stacks it deploys. */
  readonly stack?: "foundry" | "llm-config";
  /** Layers whose pods are restarted after it. */
  readonly restart?: readonly string[];
}

export interface Order {
  /** Empty when none is needed. */
  readonly steps: readonly string[];
  readonly deploy: readonly DeployStep[];
  /** What is wrong with doing it all at once. */
  readonly notes: readonly string[];
}

const AT_ONCE = "this adds a model, moves a layer to it and removes the old model at once";

/** Nothing for an environment that goes: what deploys it is gone with it. */
export function orderOf(changes: readonly Change[], context: Context): Order {
  const { before, after } = context;
  if (after === undefined) return { steps: [], deploy: [], notes: [] };
  if (before === undefined) return { steps: [], deploy: deploySteps(changes, [], context), notes: [] };
  const deployments = changes.filter(({ kind }) => kind === "deployment");
  const now = usersOf(after.environment.llm);
  const old = usersOf(before.environment.llm);
  const created = deployments.filter((one) => one.action === "create" && now.has(one.name));
  const removed = deployments.filter((one) => one.action === "delete" && (old.has(one.name) || now.has(one.name)));
  const moved = changes.filter(({ kind, fields }) => kind === "layer" && fields.some(isModel));
  const isFlip = changes.some(({ kind, name }) => kind === "provider" && name === PROVIDER_IN_USE);
  const stuck = removed.filter((one) => now.has(one.name));
  const isNeeded = isFlip || created.length + removed.length > 0;
  const steps = isNeeded
    ? [
        ...(isFlip ? trial(context) : []),
        ...(created.length > 0
          ? [step(`add ${namesOf(created)}: deploy ${foundryStackName(context.name)}`, "foundry")]
          : []),
        ...switching(moved, stuck, isFlip, context),
        ...(removed.length > 0 ? [removal(removed, created.length + stuck.length > 0, context)] : []),
      ]
    : [];
  const needed = steps.length > 1 ? steps : [];
  const isSwap = created.length > 0 && moved.length > 0 && removed.length > 0;
  return {
    steps: needed.map(({ text }) => text),
    deploy: deploySteps(changes, needed, context),
    notes: isSwap ? [AT_ONCE] : [],
  };
}

function step(text: string, stack?: Step["stack"], restart?: readonly string[]): Step {
  return { text, ...(stack !== undefined && { stack }), ...(restart !== undefined && { restart }) };
}

/** What comes before another provider is put into use. */
function trial({ name, before, after }: Context): Step[] {
  const llm = after?.environment.llm;
  const provider = llm?.providers.find((one) => one.name === llm.provider);
  if (provider === undefined) return [];
  const isKnown = before?.environment.llm.providers.some((one) => one.name === provider.name) ?? false;
  const configure = `configure ${provider.name} beside the provider in use: deploy ${llmConfigStackName(name)}, in a pull request of its own`;
  return [
    step(`see to it that the pods have ${credentialText(provider)}`),
    ...(isKnown ? [] : [step(configure, "llm-config")]),
    step(`try it: \`${PROGRAM} smoke --env ${name} --provider ${provider.name}\``),
  ];
}

function switching(moved: readonly Change[], stuck: readonly Change[], isFlip: boolean, context: Context): Step[] {
  const { name, after } = context;
  const stuckLayers = layersUsing({ ...context, before: undefined }, ...stuck.map((one) => one.name));
  const switches = [
    ...(isFlip ? [`put ${after?.environment.llm.provider} into use`] : []),
    ...(moved.length > 0 ? [`switch ${namesOf(moved)}`] : []),
    ...(stuck.length > 0 ? [`move ${stuckLayers.join(", ")} away from ${namesOf(stuck)}`] : []),
  ];
  if (switches.length === 0) return [];
  const layers = isFlip ? allLayers(context) : [...moved.map((one) => one.name), ...stuckLayers];
  const text = `${switches.join(", ")}: deploy ${llmConfigStackName(name)} and restart the pods of these layers`;
  return [step(text, "llm-config", layers)];
}

/** @param isLater whether the files before have to be others than after, which takes a second revision of them */
function removal(removed: readonly Change[], isLater: boolean, { name }: Context): Step {
  const how = isLater ? ", in a pull request of its own" : "";
  return step(`remove ${namesOf(removed)}: deploy ${foundryStackName(name)}${how}`, "foundry");
}

/** The stacks of the steps, and before or after them the one that no step is about. */
function deploySteps(changes: readonly Change[], steps: readonly Step[], context: Context): DeployStep[] {
  const planned = changes.filter(isPlanned);
  const isMap = ({ kind }: Change): boolean => kind === "configMap";
  const isDone = (stack: Step["stack"]): boolean => steps.some((one) => one.stack === stack);
  const isFoundry = planned.some((one) => !isMap(one)) && !isDone("foundry");
  const isLlmConfig = (planned.some(isMap) || isAnotherCluster(context)) && !isDone("llm-config");
  const rerouted = planned.filter(isMap).flatMap(({ layers }) => layers);
  // Where the ConfigMap is new no pod has read an old one.
  const isRead = context.before !== undefined && planned.some((one) => isMap(one) && one.action === "update");
  const layers = !isRead ? [] : rerouted.length > 0 ? rerouted : allLayers(context);
  return [
    ...(isFoundry ? [step("", "foundry")] : []),
    ...steps,
    ...(isLlmConfig ? [step("", "llm-config", [...new Set(layers)].sort())] : []),
  ].flatMap(({ stack, restart = [] }) => (stack === undefined ? [] : [deployStep(stack, restart, context)]));
}

function deployStep(kind: "foundry" | "llm-config", restart: readonly string[], { name, after }: Context): DeployStep {
  const stack = kind === "foundry" ? foundryStackName(name) : llmConfigStackName(name);
  // With Reloader pods restart by themselves.
  return { stack, command: `npx cdktf deploy ${stack}`, restart: after?.environment.llm.reloader ? [] : restart };
}

function isModel({ field }: { readonly field: string }): boolean {
  return field === "model" || field === "fallbacks";
}

function namesOf(changes: readonly Change[]): string {
  return changes.map(({ name }) => name).join(", ");
}
