import type { Config } from "jest";

const config: Config = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out"],
  transform: {
    // Types are checked by `npm run typecheck`.
    "\\.ts$": ["ts-jest", { diagnostics: false }],
    "\\.yaml$": "<rootDir>/tools/build/yaml-jest.cjs",
  },
};

export default config;
