/** All optional sections of account.yaml. */
import { found, resolved } from "../../helpers/sections";

test("minimal: every section off", () => {
  const { identity, access, lock, state, adopt, policy } = resolved("")!;

  expect({ identity, access, lock, state, adopt, policy }).toEqual({
    identity: undefined,
    access: [],
    lock: undefined,
    state: { backend: "local" },
    adopt: [],
    policy: { requiredTags: [], allowedRegions: [], waivers: [] },
  });
});

test("an empty list is the same as none", () => {
  const sections = "access: []\nadopt: []\npolicy: { requiredTags: [], allowedRegions: [], waivers: [] }\n";

  expect(found(sections)).toEqual([]);
  expect(resolved(sections)).toEqual(resolved(""));
});
