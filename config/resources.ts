/** The Terraform resources of an environment: what a change of each field does, and what Terraform is told. */
import { accountResources } from "./account/resources";
import type { Environment } from "./environment";
import { configMapResources } from "./llm/resources";
import { deploymentResources } from "./models/resources";
import type { Block, FieldActions, Fields, Resource } from "./resource";
import { sections } from "./sections/sections";

/** Parents come before what hangs on them; nothing for an environment that is not there. */
export function resourcesOf(environment: Environment | undefined): Resource[] {
  if (environment === undefined) return [];
  return [
    ...accountResources(environment.account, accountFields(environment)),
    ...deploymentResources(
      environment.deployments,
      environment.raiPolicies.map(({ name }) => name),
    ),
    ...configMapResources(environment),
    ...sections.flatMap(([name, { resources }]) => {
      const settings: unknown = environment[name];
      return settings === undefined || settings === null ? [] : (resources?.(settings, environment) ?? []);
    }),
  ];
}

/** What of the account sections set. */
function accountFields(environment: Environment) {
  const parts = sections.flatMap(([name, { onAccount }]) =>
    onAccount === undefined
      ? []
      : [
          {
            fields: onAccount.fields(environment[name]),
            actions: onAccount.actions,
            block: onAccount.block(environment[name]),
          },
        ],
  );
  return {
    fields: Object.assign({}, ...parts.map(({ fields }) => fields)) as Fields,
    actions: Object.assign({}, ...parts.map(({ actions }) => actions)) as FieldActions,
    block: Object.assign({}, ...parts.map(({ block }) => block)) as Block,
  };
}
