import type { ContentFilter } from "../../config/sections/rai-policies/rules";
import { RaiPolicy, type RaiPolicyProps } from "../../constructs/rai-policy";
import { resources } from "../helpers/stack";
import { ACCOUNT_ID, withAccount } from "./account";

const HATE: ContentFilter = { name: "Hate", source: "Prompt", severity: "Low", enabled: true, block: true };
const JAILBREAK: ContentFilter = { name: "Jailbreak", source: "Prompt", enabled: true, block: true };
const RAI_POLICY: Omit<RaiPolicyProps, "account"> = {
  name: "strict",
  base: "Microsoft.DefaultV2",
  mode: "Default",
  filters: [HATE],
};

function policyWith(props: Partial<RaiPolicyProps>) {
  const { stack, account } = withAccount();
  const policy = new RaiPolicy(stack, "policy", { ...RAI_POLICY, account, ...props });
  return { policy, block: resources(stack).azurerm_cognitive_account_rai_policy };
}

test("minimal: stays until deployments have moved, and writes the mode so that plans settle", () => {
  expect(policyWith({}).block).toEqual({
    strict: {
      name: "strict",
      cognitive_account_id: ACCOUNT_ID,
      base_policy_name: "Microsoft.DefaultV2",
      mode: "Default",
      content_filter: [
        { name: "Hate", source: "Prompt", severity_threshold: "Low", filter_enabled: true, block_enabled: true },
      ],
      lifecycle: { create_before_destroy: true },
    },
  });
});

test("writes the severity that the provider wants even for a filter without one", () => {
  expect(policyWith({ filters: [{ ...JAILBREAK, block: false }] }).block?.strict).toMatchObject({
    content_filter: [{ name: "Jailbreak", severity_threshold: "Medium", filter_enabled: true, block_enabled: false }],
  });
});

test.each<[Partial<RaiPolicyProps>, RegExp]>([
  [{ name: "Microsoft.Own" }, /^"Microsoft.Own" cannot be the name of a content filter policy: use 2 to 64/],
  [{ base: "own" as "Microsoft.Default" }, /^"own" is not a built-in policy/],
  [{ filters: [] }, /^the policy holds no filter/],
  [{ filters: [{ ...HATE, name: "Spite" as "Hate" }] }, /^"Spite" is not a content filter/],
  [
    { filters: [{ ...JAILBREAK, source: "Completion" }] },
    /^Jailbreak does not look at the completion: write source: Prompt$/,
  ],
  [{ filters: [{ ...JAILBREAK, severity: "Low" }] }, /^Jailbreak takes no severity/],
  [{ filters: [{ ...JAILBREAK, name: "Hate" }] }, /^Hate needs a severity/],
  [{ filters: [HATE, HATE] }, /^Hate is set twice for the prompt/],
])("rejects %j", (props, message) => {
  expect(() => policyWith(props)).toThrow(message);
});
