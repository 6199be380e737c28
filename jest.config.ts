import type { Config } from "jest";

const config: Config = {
  testEnvironment: "node",
  // Every core: the default leaves one idle, which on a machine with two doubles the time.
  maxWorkers: "100%",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out"],
  // zod takes the messages of 64 languages along, a file each, which no rule here shows.
  moduleNameMapper: { "^\\.\\./locales/index\\.cjs$": "zod/v4/locales/en.cjs" },
  transform: {
    // Types are checked by `npm run typecheck`.
    "\\.ts$": ["ts-jest", { diagnostics: false }],
    "\\.yaml$": "<rootDir>/tools/build/yaml-jest.cjs",
  },
};

export default config;
