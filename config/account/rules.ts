/** Rules on the account, its resource group and tags, and the cluster that calls it. A leaf: imports only leaves. */
import { quoted } from "../findings/characters";
import { filledRule, rule, textRule } from "../rule";
import { isLiteralText } from "../values";

/** Kind of the account: Foundry models of every publisher. */
export const ACCOUNT_KIND = "AIServices";

/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftcognitiveservices */
export const ACCOUNT_NAME = textRule({
  code: "account-name",
  pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}[A-Za-z0-9]$",
  fault: "cannot be the name of an account",
  help: "use 2 to 64 letters, digits, `_`, `.` or `-`, with a letter or digit at both ends",
});

/** Azure's type of the account, which is the namespace of its metrics, too. */
export const ACCOUNT_TYPE = "Microsoft.CognitiveServices/accounts";

/** What a subdomain is made of, in words. */
export const SUBDOMAIN_FORM = "2 to 64 letters, digits and hyphens, with a letter or digit at both ends";

/** @see https://learn.microsoft.com/azure/ai-services/cognitive-services-custom-subdomains */
export const SUBDOMAIN = textRule({
  code: "subdomain",
  pattern: "^[A-Za-z0-9][A-Za-z0-9-]{0,62}[A-Za-z0-9]$",
  fault: "cannot be a subdomain",
  help: `use ${SUBDOMAIN_FORM}`,
});

/**
 * The name of a resource group within a pattern.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftresources
 */
export const RESOURCE_GROUP_NAME = "[\\p{L}\\p{N}_().-]{0,89}[\\p{L}\\p{N}_()-]";

export const RESOURCE_GROUP = textRule({
  code: "resource-group-name",
  pattern: `^${RESOURCE_GROUP_NAME}$`,
  fault: "cannot be the name of a resource group",
  help: "use 1 to 90 letters, digits, `_`, `-`, `.` or parentheses, without a period at the end",
});

/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations */
const TAG_LIMITS = { count: 50, name: 512, value: 256 };

const templateIn = (tag: string) => ({
  message: `the tag ${tag} holds a Terraform template`,
  help: "write text without ${ or %{: the configuration is data, not code",
});

export const TAG_NAME = rule<string>({
  code: "tags",
  fault: (name) => {
    if (name === "" || name.length > TAG_LIMITS.name || /[<>%&\\?/]/.test(name)) {
      const message = `${quoted(name.slice(0, 40))} cannot be the name of a tag`;
      return { message, help: `use 1 to ${TAG_LIMITS.name} characters without < > % & \\ ? /` };
    }
    return isLiteralText(name) ? undefined : templateIn(name);
  },
});

export const TAG_VALUE = rule<string>({
  code: "tags",
  fault: (value, tag) => {
    if (value.length > TAG_LIMITS.value) {
      const message = `the value of tag ${tag} has ${value.length} characters`;
      return { message, help: `use at most ${TAG_LIMITS.value}` };
    }
    return isLiteralText(value) ? undefined : templateIn(tag);
  },
});

export const TAGS = rule<object>({
  code: "tags",
  part: "key",
  fault: (tags) => {
    const { length } = Object.keys(tags);
    if (length <= TAG_LIMITS.count) return undefined;
    return { message: `${length} tags, but Azure takes ${TAG_LIMITS.count}`, help: "remove some" };
  },
});

/** The name of the cluster, or of a kubeconfig context. */
export const CLUSTER = textRule({
  code: "cluster-name",
  test: (name) => name.trim() !== "" && isLiteralText(name),
  fault: (key) => `cannot name a ${key}`,
  help: "write its name as kubectl config get-contexts shows it",
});

/** A Kubernetes namespace: an RFC 1123 label. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export const NAMESPACE = textRule({
  code: "namespace",
  pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",
  fault: "cannot be a Kubernetes namespace",
  help: "use at most 63 lower-case letters, digits and hyphens, with a letter or digit at both ends",
});

export const NAMESPACES = filledRule("no namespace gets the ConfigMap", "list at least one namespace");

/** A Kubernetes service account: an RFC 1123 subdomain of at most 253 characters. */
export const SERVICE_ACCOUNT = textRule({
  code: "service-account",
  pattern: "^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$",
  fault: "cannot be a Kubernetes service account",
  help: "use at most 253 lower-case letters, digits, `-` and `.`, with a letter or digit at both ends",
});
