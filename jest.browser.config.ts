import type { Config } from "jest";
import base from "./jest.config";

/** `npm run test:browser`: what only a real browser can tell. `npm test` leaves it out, because it needs one. */
const config: Config = {
  ...base,
  testMatch: ["<rootDir>/__tests__/browser/**/*.browser.ts"],
  // One browser at a time: two would take turns on the same cores.
  maxWorkers: 1,
};

export default config;
