"use strict";
// Refuses a stack that holds more than this project writes, before Terraform reads it beside a token. Packages wrote the stack, and
// Terraform can run programs, read files and send its sign-in elsewhere. `node tools/ci/check-stack.cjs foundry-dev`.
// Exit 0 all is known, 1 something is not, 2 no such stack.
const fs = require("node:fs");
const path = require("node:path");
const { isStack } = require("./names.cjs");

/** Each list is all that there may be: what nobody thought of is refused. */
const SECTIONS = ["//", "import", "output", "provider", "resource", "terraform"];
const SETTINGS = {
  azurerm: ["features", "resource_provider_registrations", "resource_providers_to_register"],
  kubernetes: ["config_context"],
};
const BACKEND = ["container_name", "key", "storage_account_name", "use_azuread_auth", "use_oidc"];
const WORKSPACE = ["name", "project"];
/** A provisioner runs a program; a connection reaches a machine. */
const BLOCKS_THAT_RUN = ["provisioner", "connection"];
const FUNCTIONS = ["join", "slice", "split"];

function main(stack = "") {
  const file = path.join("cdktf.out", "stacks", stack, "cdk.tf.json");
  if (!isStack(stack) || !fs.lstatSync(file, { throwIfNoEntry: false })?.isFile()) {
    console.error(`${JSON.stringify(stack)} is no stack that was synthesised`);
    return 2;
  }
  const content = JSON.parse(fs.readFileSync(file, "utf8"));
  const unknown = unknownIn(content, stack);
  for (const what of unknown)
    console.error(
      `${file}: ${what} is nothing that this project writes. Did a change to the project add it? Then add it to tools/ci/check-stack.cjs, ` +
        "in a pull request. If not, do not run this stack: a package has changed it",
    );
  if (unknown.length > 0) return 1;
  // A key that stands twice is two blocks for Terraform, and only the last one here: Terraform gets what was looked at.
  fs.writeFileSync(file, JSON.stringify(content));
  return 0;
}

function unknownIn(stack, name) {
  const { required_providers = {}, backend = {}, cloud, ...rest } = stack.terraform ?? {};
  return [
    ...others("", stack, SECTIONS),
    ...others("terraform.", rest, ["required_version"]),
    ...others("terraform.required_providers.", required_providers, Object.keys(SETTINGS)),
    ...Object.entries(required_providers).flatMap(([key, { source }]) =>
      source === `hashicorp/${key}` ? [] : [`the source of provider ${key}`],
    ),
    ...(cloud === undefined ? unknownBackend(backend, name) : unknownWorkspace(cloud, backend, name)),
    ...others("provider.", stack.provider ?? {}, Object.keys(SETTINGS)),
    ...Object.entries(stack.provider ?? {}).flatMap(([key, blocks]) =>
      [blocks].flat().flatMap((block) => others(`provider.${key}.`, block, SETTINGS[key] ?? [])),
    ),
    ...Object.entries(stack.resource ?? {}).flatMap(([type, resources]) => unknownResources(type, resources)),
    ...new Set(
      callsIn(stack)
        .filter((name) => !FUNCTIONS.includes(name))
        .map((name) => `the call of ${name || "something"}`),
    ),
  ];
}

function unknownBackend(backend, name) {
  const { azurerm = {} } = backend;
  return [
    ...others("terraform.backend.", backend, ["azurerm"]),
    ...others("terraform.backend.azurerm.", azurerm, BACKEND),
    ...(azurerm.key === `${name}.tfstate` ? [] : [`the state's name ${JSON.stringify(azurerm.key)}`]),
  ];
}

/** Another host than HCP Terraform's would get the state. */
function unknownWorkspace(cloud, backend, name) {
  const { workspaces = {} } = cloud;
  return [
    ...others("terraform.backend.", backend, []),
    ...others("terraform.cloud.", cloud, ["organization", "workspaces"]),
    ...others("terraform.cloud.workspaces.", workspaces, WORKSPACE),
    ...(workspaces.name === name ? [] : [`the workspace's name ${JSON.stringify(workspaces.name)}`]),
  ];
}

function unknownResources(type, resources) {
  if (!/^(azurerm|kubernetes)_/.test(type) || !isObject(resources)) return [`resource.${type}`];
  return Object.entries(resources).flatMap(([name, body]) =>
    isObject(body)
      ? BLOCKS_THAT_RUN.filter((block) => block in body).map((block) => `resource.${type}.${name}.${block}`)
      : [`resource.${type}.${name}`],
  );
}

/** Terraform takes a list of blocks wherever it takes one. */
function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function others(place, block, known) {
  return Object.keys(block)
    .filter((key) => !known.includes(key))
    .map((key) => `${place}${key}`);
}

/** What stands before each parenthesis of a text that holds a template: a comment may stand between a function and its own. */
function callsIn(value) {
  if (typeof value === "string")
    return /[$%]\{/.test(value) ? [...value.matchAll(/([\w:]*)\(/g)].map(([, name]) => name) : [];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => [...callsIn(key), ...callsIn(inner)]);
}

process.exitCode = main(process.argv[2]);
