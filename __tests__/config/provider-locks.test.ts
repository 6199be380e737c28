/** Which lock files Terraform would take, and what is said of others and of none. */
import type { Entry } from "../../config/files/source";
import type { Diagnostic } from "../../config/findings/diagnostic";
import { reportTo } from "../../config/findings/report";
import { checkProviderLocks, lockFault } from "../../config/provider-locks";
import { lockOf } from "../helpers/locks";

const SOUND = lockOf("azurerm");
const file = (text: string): Entry => ({ kind: "file", bytes: Buffer.from(text) });

function found(azurerm: Entry, kubernetes: Entry = file(lockOf("kubernetes"))): Diagnostic[] {
  const findings: Diagnostic[] = [];
  checkProviderLocks({ folder: "config/provider-locks", entries: { azurerm, kubernetes } }, reportTo(findings));
  return findings;
}

test.each([
  ["Terraform's", SOUND],
  ["OpenTofu's", lockOf("azurerm", { host: "registry.opentofu.org" })],
  ["one with the registry's own hashes", lockOf("azurerm", { hashes: '"zh:0123",\n    "zh:4567",' })],
  ["one with the line ends of Windows", SOUND.replaceAll("\n", "\r\n")],
])("takes %s", (_, text) => {
  expect(lockFault("azurerm", text)).toBeUndefined();
});

test.each([
  ["", "the lock file of azurerm locks no provider", 1],
  ["{}", "the lock file of azurerm locks no provider", 1],
  [SOUND + lockOf("kubernetes"), /^the lock file of azurerm locks a second provider, \S+\/hashicorp\/kubernetes$/, 14],
  [
    lockOf("kubernetes"),
    "the lock file of azurerm locks registry.terraform.io/hashicorp/kubernetes, not hashicorp/azurerm",
    4,
  ],
  [
    SOUND.replace("/hashicorp", "/evilhashicorp"),
    /^the lock file of azurerm locks registry\.terraform\.io\/evilhashicorp\/azurerm, not /,
    4,
  ],
  [lockOf("azurerm", { version: "4.54.0" }), "version 4.54.0 of azurerm is locked, and the stacks want 4.55.0", 4],
  [SOUND.replace(/ +version.*\n/, ""), "version none of azurerm is locked, and the stacks want 4.55.0", 4],
  [lockOf("azurerm", { hashes: "" }), "the lock file of azurerm has no hash", 4],
  [lockOf("azurerm", { hashes: '"md5:x",' }), "the lock file of azurerm has no hash", 4],
  [`# ü\n${SOUND}`, "the lock file of azurerm has characters that Terraform writes in none", 1],
])("refuses %j", (text, message, line) => {
  expect(found(file(text))).toEqual([
    {
      code: "provider-lock",
      severity: "error",
      message: typeof message === "string" ? message : expect.stringMatching(message),
      help: "run npx aucert-foundry lock, or delete the file: then hashes are not pinned",
      file: "config/provider-locks/azurerm.lock.hcl",
      line,
      column: 1,
    },
  ]);
});

test.each<[Entry, string]>([
  [{ kind: "directory" }, "a folder"],
  [{ kind: "too-large", size: 2_000_000 }, "too large"],
  [{ kind: "unreadable", reason: "a symbolic link" }, "a symbolic link"],
])("refuses what cannot be read: %j", (entry, reason) => {
  expect(found(entry)).toMatchObject([
    { code: "provider-lock", message: `the lock file of azurerm cannot be read: ${reason}`, line: 1 },
  ]);
});

test("notes in one finding which providers are not pinned, and says nothing when all are", () => {
  const missing: Entry = { kind: "missing" };
  const at = { code: "provider-hashes", severity: "note", file: "config/provider-locks", line: 1 };

  expect(found(missing, missing)).toMatchObject([
    { ...at, message: expect.stringMatching(/ azurerm and kubernetes /) },
  ]);
  expect(found(file(SOUND), missing)).toMatchObject([{ ...at, message: expect.stringMatching(/ of kubernetes /) }]);
  expect(found(file(SOUND))).toEqual([]);
});
