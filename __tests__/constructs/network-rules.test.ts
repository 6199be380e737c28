/** The account's arguments on who may call it, as they stand on the account. */
import type { FoundryAccountProps } from "../../constructs/foundry-account";
import { resources } from "../helpers/stack";
import { withAccount } from "./account";

const accountWith = (network: FoundryAccountProps["network"]) =>
  resources(withAccount(network && { network }).stack).azurerm_cognitive_account?.foundry;

test("minimal: without them no rule is written", () => {
  expect(Object.keys(accountWith(undefined) ?? {})).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/network|fqdns/)]),
  );
});

test("an allow-list denies all others, but for Azure's trusted services, and leaves the endpoint public", () => {
  const account = accountWith({ allowedIps: ["20.42.7.9"], outboundHosts: ["a.example.com"] });

  expect(account).toMatchObject({
    network_acls: { default_action: "Deny", bypass: "AzureServices", ip_rules: ["20.42.7.9"] },
    outbound_network_access_restricted: true,
    fqdns: ["a.example.com"],
  });
  expect(account).not.toHaveProperty("public_network_access_enabled");
  expect(account).not.toHaveProperty("network_acls.virtual_network_rules");
});

test("all is a rule set that lets everybody in, since Azure keeps the one it has when there is none here", () => {
  expect(accountWith({ allowedIps: "all" })).toMatchObject({
    network_acls: { default_action: "Allow", bypass: "AzureServices", ip_rules: [] },
  });
});

test.each([
  [{ allowedIps: ["10.0.0.1"] }, /^10.0.0.1 holds addresses that nobody calls from/],
  [{ allowedIps: [] }, /^an empty allow-list would refuse every caller/],
  [{ outboundHosts: ["*"] }, /^"\*" is not a host name/],
])("rejects %j", (network, message) => {
  expect(() => accountWith(network)).toThrow(message);
});
