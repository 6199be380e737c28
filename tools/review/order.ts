/** The order of steps that gets from one configuration to the other without an outage, and the stacks to deploy. */
import { foundryStackName, llmConfigStackName } from "../../config/addresses";
import { allLayers, callsFoundry, type Context, layersUsing, providerInUse, sorted, usersOf } from "./context";
import { isAnotherCluster } from "./judge-plain-section";
import { credentialText } from "./judge-routing";
import { PROVIDER_IN_USE } from "./diff-routing";
import { listed, PROGRAM } from "../../config/text";
import { type Change, type DeployStep, isPlanned } from "./review-model";

type Stack = "foundry" | "llm-config";

/** Something to do before the next. */
interface Step {
  readonly text: string;
  /** What it deploys. */
  readonly stacks: readonly Stack[];
  /** Layers whose pods are restarted after it. */
  readonly restart: readonly string[];
}

export interface Order {
  /** Empty when none is needed. */
  readonly steps: readonly string[];
  readonly deploy: readonly DeployStep[];
  /** What is wrong with doing it all at once. */
  readonly notes: readonly string[];
}

/** Most namespaces that a step names. */
const MAX_NAMED = 5;

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
  const namespaces = namespacesOf(context);
  // Where no pod calls Foundry before or after, nothing of it can be missed.
  const isMissed = callsFoundry(context) && created.length + removed.length > 0;
  const isNeeded = isFlip || isMissed || (namespaces !== undefined && moved.length > 0);
  const ofModels = isNeeded
    ? [
        ...(created.length > 0
          ? [step(`add ${namesOf(created)}: deploy ${foundryStackName(context.name)}`, ["foundry"])]
          : []),
        ...(isFlip ? trial(context) : []),
        ...switching(moved, stuck, isFlip, context),
        ...(removed.length > 0 ? [removal(removed, created.length + stuck.length > 0, context)] : []),
      ]
    : [];
  const steps = namespaces === undefined ? ofModels : withNamespaces(namespaces, ofModels, changes, context);
  const needed = steps.length > 1 ? steps : [];
  const isSwap = isMissed && created.length > 0 && moved.length > 0 && removed.length > 0;
  return {
    steps: needed.map(({ text }) => text),
    deploy: deploySteps(changes, needed, context),
    notes: isSwap ? [AT_ONCE] : [],
  };
}

function step(text: string, stacks: readonly Stack[] = [], restart: readonly string[] = []): Step {
  return { text, stacks, restart };
}

/** What comes before another provider is put into use. */
function trial({ name, before, after }: Context): Step[] {
  const provider = providerInUse(after);
  if (provider === undefined) return [];
  const isKnown = before?.environment.llm.providers.some((one) => one.name === provider.name) ?? false;
  const configure = `configure ${provider.name} beside the provider in use: deploy ${llmConfigStackName(name)}, in a pull request of its own`;
  return [
    step(`see to it that the pods have ${credentialText(provider)}`),
    ...(isKnown ? [] : [step(configure, ["llm-config"])]),
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
  return [step(text, ["llm-config"], layers)];
}

/** @param isLater whether the files before have to be others than after, which takes a second revision of them */
function removal(removed: readonly Change[], isLater: boolean, { name }: Context): Step {
  const how = isLater ? ", in a pull request of its own" : "";
  return step(`remove ${namesOf(removed)}: deploy ${foundryStackName(name)}${how}`, ["foundry"]);
}

/** Namespaces of one cluster of which some take the place of others. */
interface Namespaces {
  readonly come: string;
  readonly gone: string;
}

function namespacesOf(context: Context): Namespaces | undefined {
  const [before, after] = [context.before?.environment, context.after?.environment];
  if (before === undefined || after === undefined || isAnotherCluster(context)) return undefined;
  const [old, now] = [before.aks.namespaces, after.aks.namespaces];
  const come = now.filter((one) => !old.includes(one));
  const gone = old.filter((one) => !now.includes(one));
  if (come.length === 0 || gone.length === 0) return undefined;
  return { come: someOf(come, "new namespaces"), gone: someOf(gone, "old namespaces") };
}

/** Their names, or of many only how many they are. */
function someOf(names: readonly string[], kind: string): string {
  return names.length > MAX_NAMED ? `the ${names.length} ${kind}` : names.join(", ");
}

/** Both are there while the pods move. What changes beside has an order of its own, which is said once they have moved. */
function withNamespaces(
  { come, gone }: Namespaces,
  others: readonly Step[],
  changes: readonly Change[],
  context: Context,
): readonly Step[] {
  const isRerouted = others.length === 0 && changes.some(({ kind }) => kind === "layer" || kind === "provider");
  const changed = [...signInChanges(context), ...(isRerouted ? ["layers and providers"] : [])];
  const provider = providerInUse(context.after);
  const credential = provider === undefined ? "what they sign in with" : credentialText(provider);
  if (others.length > 0 || changed.length > 0) {
    const first = `put ${come} in the place of ${gone} first, in pull requests of their own whose review says the steps`;
    const rest = changed.length > 0 ? [step(`then change ${listed(changed)}, in a pull request of its own`)] : [];
    return [step(first), ...rest, ...others];
  }
  const stacks: Stack[] = [...(context.after?.environment.identity ? (["foundry"] as const) : []), "llm-config"];
  const deploy = `deploy ${stacks.map((stack) => stackName(stack, context)).join(" and ")}`;
  const own = "in a pull request of its own";
  return [
    step(`put ${come} beside ${gone} in aks.namespaces, ${own}: ${deploy}`, stacks),
    step(`see to it that pods in ${come} have ${credential}, and move those of ${gone} there`),
    step(`take out ${gone}, ${own}: ${deploy}`, stacks, rereading(changes, context)),
  ];
}

/** What of the pods' sign-in changes, so that a namespace that comes has it and one that goes had another. */
function signInChanges(context: Context): string[] {
  const [old, now] = [context.before?.environment.identity, context.after?.environment.identity];
  if ((old === undefined) !== (now === undefined)) return ["identity"];
  return (["name", "oidcIssuerUrl", "serviceAccount"] as const).flatMap((key) => {
    if (old?.[key] === now?.[key]) return [];
    return key === "serviceAccount" ? `aks.${key}` : `identity.${key}`;
  });
}

/** The stacks of the steps, and before or after them the one that no step is about. */
function deploySteps(changes: readonly Change[], steps: readonly Step[], context: Context): DeployStep[] {
  const planned = changes.filter(isPlanned);
  const isMap = ({ kind }: Change): boolean => kind === "configMap";
  const isDone = (stack: Stack): boolean => steps.some(({ stacks }) => stacks.includes(stack));
  const isFoundry = planned.some((one) => !isMap(one)) && !isDone("foundry");
  const isLlmConfig = (planned.some(isMap) || isAnotherCluster(context)) && !isDone("llm-config");
  return [
    ...(isFoundry ? [step("", ["foundry"])] : []),
    ...steps,
    ...(isLlmConfig ? [step("", ["llm-config"], rereading(changes, context))] : []),
  ].flatMap(({ stacks, restart }) =>
    stacks.map((stack) => deployStep(stack, stack === "llm-config" ? restart : [], context)),
  );
}

/** Layers whose pods read another ConfigMap after the deploy than before; where it is new none has read an old one. */
function rereading(changes: readonly Change[], context: Context): string[] {
  const maps = changes.filter((one) => isPlanned(one) && one.kind === "configMap");
  if (context.before === undefined || !maps.some(({ action }) => action === "update")) return [];
  const rerouted = maps.flatMap(({ layers }) => layers);
  return sorted(rerouted.length > 0 ? rerouted : allLayers(context));
}

function deployStep(kind: Stack, restart: readonly string[], context: Context): DeployStep {
  const stack = stackName(kind, context);
  // With Reloader pods restart by themselves.
  const isReloaded = context.after?.environment.llm.reloader;
  return { stack, command: `npx cdktf deploy ${stack}`, restart: isReloaded ? [] : restart };
}

function stackName(stack: Stack, { name }: Context): string {
  return stack === "foundry" ? foundryStackName(name) : llmConfigStackName(name);
}

function isModel({ field }: { readonly field: string }): boolean {
  return field === "model" || field === "fallbacks";
}

function namesOf(changes: readonly Change[]): string {
  return changes.map(({ name }) => name).join(", ");
}
