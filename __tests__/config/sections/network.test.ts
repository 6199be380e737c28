/** The section `network`: what it means, and what is wrong with bad ones. */
import { ALLOWED_IP } from "../../../config/sections/network/rules";
import { brief } from "../../helpers/config";
import { found, network, resolved } from "../../helpers/sections";

test("minimal: left out, empty or switched off is no network section", () => {
  expect([
    resolved("")?.network,
    resolved("network: {}\n")?.network,
    resolved(network("restrictOutbound: false"))?.network,
  ]).toEqual([undefined, undefined, undefined]);
});

test("lists are sorted, and outbound access is restricted only when asked", () => {
  expect(resolved(network("allowedIps: [20.42.8.0/24, 20.42.7.9]"))?.network).toEqual({
    allowedIps: ["20.42.7.9", "20.42.8.0/24"],
  });
  expect(resolved(network("restrictOutbound: true"))?.network).toEqual({ outboundHosts: [] });
  expect(resolved(network("restrictOutbound: true, outboundHosts: [b.example.com, a.example.com]"))?.network).toEqual({
    outboundHosts: ["a.example.com", "b.example.com"],
  });
});

test.each(["20.42.7.9", "20.42.8.0/24", "8.0.0.0/8", "20.42.7.8/30", "52.52.52.52"])("%s may be allowed", (ip) => {
  expect(ALLOWED_IP.accepts(ip)).toBe(true);
});

test.each([
  ["20.42.8.7/24", "write 20.42.8.0/24 for the range, or the address alone"],
  ["20.42.7.9/30", "write 20.42.7.8/30 for the range, or the address alone"],
  ["20.42.7.9/32", "write 20.42.7.9, without a prefix"],
  ["20.42.7.9/31", "write 20.42.7.8 and 20.42.7.9, without a prefix"],
])("rejects the range %s: %s", (ip, help) => {
  expect(found(network(`allowedIps: [${ip}]`))).toMatchObject([{ code: "ip-range", line: 10, help }]);
});

test.each([
  "10.0.0.0/16",
  "192.168.1.1",
  "172.31.0.1",
  "100.64.0.1",
  "127.0.0.1",
  "0.0.0.0/0",
  "8.0.0.0/6",
  "240.0.0.1",
])("rejects %s: nobody calls from there over the internet", (ip) => {
  const [finding, ...others] = found(network(`allowedIps: [${ip}]`));

  expect(others).toEqual([]);
  expect(finding?.message).toBe(`${ip} holds addresses that nobody calls from over the internet`);
  expect(finding?.help).toContain("effectiveOutboundIPs");
});

test.each([
  "20.42.7",
  "20.42.7.256",
  "020.42.7.9",
  "20.42.7.9/33",
  "20.42.7.9/08",
  "2603:1030::1",
  "aks",
  "20.42.7.9 ",
])("rejects %j: not an IPv4 address", (ip) => {
  expect(found(network(`allowedIps: ["${ip}"]`))).toMatchObject([
    { code: "ip-range", message: expect.stringMatching(/ is not an IPv4 address or range$/) as string },
  ]);
});

test("rejects an address that is listed twice, at its place, and an empty list", () => {
  expect(brief(found(network("allowedIps: [20.42.7.9, 20.42.7.9]")))).toEqual(["account.yaml:10:36 error ip-range"]);
  expect(found(network("allowedIps: []"))).toMatchObject([
    { code: "empty-list", message: "an empty allow-list would refuse every caller" },
  ]);
});

test.each(["https://example.com", "*.example.com", "Example.com", "example", "20.42.7.9", "example.com:443"])(
  "rejects the outbound host %s",
  (host) => {
    expect(found(network(`restrictOutbound: true, outboundHosts: ["${host}"]`))).toMatchObject([
      { code: "outbound-host", message: `${JSON.stringify(host)} is not a host name` },
    ]);
  },
);

test("rejects outbound hosts that would restrict nothing, and more than Azure takes", () => {
  const many = Array.from({ length: 1001 }, (_, index) => `h${index}.example.com`).join(", ");

  expect(found(network("outboundHosts: [example.com]"))).toMatchObject([
    { code: "outbound-host", help: "add restrictOutbound: true" },
  ]);
  expect(found(network(`restrictOutbound: true, outboundHosts: [${many}]`))).toMatchObject([
    { code: "outbound-host", message: "1,001 hosts, but Azure takes 1,000" },
  ]);
});

test.each([
  ["privateEndpoint: { subnet: aks }", /^no private endpoint: Foundry is not in the virtual network/],
  ["privateEndpoints: [x]", /^no private endpoint: /],
  ["subnet: /x", /^no subnets: /],
  ["subnets: [/x]", /^no subnets: they would tie the account to the virtual network/],
])("refuses %s, with the reason", (setting, reason) => {
  expect(found(network(setting))).toMatchObject([
    { code: "private-network", column: 12, message: expect.stringMatching(reason) as string },
  ]);
});

test("never suggests a key that is refused", () => {
  expect(found(network("vnet: /x"))).toMatchObject([
    { code: "unknown-key", help: "known keys: allowedIps, restrictOutbound, outboundHosts" },
  ]);
});

describe("allowedIps: all", () => {
  test("lets everybody call, by a rule set that says so", () => {
    expect(found(network("allowedIps: all"))).toEqual([]);
    expect(resolved(network("allowedIps: all"))?.network).toEqual({ allowedIps: "all" });
  });

  test.each([
    ["al", 'network.allowedIps must be all, or a list, not "al"', "write it as a list: [al]"],
    ["20.42.7.9", 'network.allowedIps must be all, or a list, not "20.42.7.9"', "write it as a list: [20.42.7.9]"],
    ["{ a: 1 }", "network.allowedIps must be all, or a list, not a mapping", expect.stringMatching(/^Public IPv4/)],
    ["true", "network.allowedIps must be all, or a list, not true", expect.stringMatching(/^Public IPv4/)],
    ["", "network.allowedIps must be all, or a list, but is empty", expect.stringMatching(/^Public IPv4/)],
  ])("not %s", (value, message, help: unknown) => {
    expect(found(network(`allowedIps: ${value}`))).toMatchObject([{ code: "wrong-type", message, help }]);
  });

  test("is no item of the list, and what is wrong in the list is told at the item", () => {
    expect(found(network("allowedIps: [all]"))).toMatchObject([{ code: "ip-range" }]);
    expect(found(network("allowedIps: [5, 20.42.7.9]"))).toMatchObject([
      { code: "wrong-type", message: "network.allowedIps[0] must be text, not 5", column: 25 },
    ]);
  });
});
