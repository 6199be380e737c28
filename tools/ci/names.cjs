"use strict";
// What a name may be before anything is done with it: it becomes part of paths, of JSON and of GitHub's environments.

/** As `ENVIRONMENT_NAME` in config/values.ts, which code that runs beside a token cannot load; a test holds both together. */
exports.ENVIRONMENT = /^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/;

const STACKS = ["foundry", "llm-config"];

exports.stacksOf = (environment) => STACKS.map((stack) => `${stack}-${environment}`);

exports.isStack = (name) =>
  STACKS.some((stack) => name.startsWith(`${stack}-`) && exports.ENVIRONMENT.test(name.slice(stack.length + 1)));
