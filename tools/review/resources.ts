/** The Terraform resources of an environment, with what a change of each field does. */
import { accountResources } from "../../config/account/resources";
import type { Environment } from "../../config/environment";
import { configMapResources } from "../../config/llm/resources";
import { deploymentResources } from "../../config/models/resources";
import type { FieldActions, Fields, Resource } from "../../config/resource";
import { sections } from "../../config/sections/sections";

/** Parents come before what hangs on them; nothing for an environment that is not there. */
export function resourcesOf(environment: Environment | undefined): Resource[] {
  if (environment === undefined) return [];
  return [
    ...accountResources(environment.account, accountFields(environment)),
    ...deploymentResources(environment.deployments),
    ...configMapResources(environment),
    ...sections.flatMap(([name, { resources }]) => {
      const settings: unknown = environment[name];
      return settings === undefined || settings === null ? [] : (resources?.(settings, environment) ?? []);
    }),
  ];
}

/** Fields of the account that sections set. */
function accountFields(environment: Environment): { readonly fields: Fields; readonly actions: FieldActions } {
  const parts = sections.flatMap(([name, { onAccount }]) =>
    onAccount === undefined ? [] : [{ fields: onAccount.fields(environment[name]), actions: onAccount.actions }],
  );
  return {
    fields: Object.assign({}, ...parts.map(({ fields }) => fields)) as Fields,
    actions: Object.assign({}, ...parts.map(({ actions }) => actions)) as FieldActions,
  };
}
