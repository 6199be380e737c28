import type { Config } from "jest";

const config: Config = {
  testEnvironment: "node",
  // Every core: the default leaves one idle, which on a machine with two doubles the time.
  maxWorkers: "100%",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out"],
  transform: {
    // Types are checked by `npm run typecheck`.
    "\\.ts$": ["ts-jest", { diagnostics: false }],
    "\\.yaml$": "<rootDir>/tools/build/yaml-jest.cjs",
  },
};

export default config;
