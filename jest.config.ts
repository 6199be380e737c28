import { availableParallelism } from "node:os";
import type { Config } from "jest";

const config: Config = {
  testEnvironment: "node",
  // One for each core: the default leaves one idle, and of more each takes longer.
  maxWorkers: availableParallelism(),
  // A test that starts programs waits for them longer on a slow machine; none of them hangs.
  testTimeout: 60_000,
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out"],
  // zod takes the messages of 64 languages along, a file each, which no rule here shows.
  moduleNameMapper: {
    "^\\.\\./locales/index\\.cjs$": "zod/v4/locales/en.cjs",
    // What cdktf zips assets with, which a bundle leaves out too: any module will do.
    "^archiver$": "constructs",
  },
  transform: {
    // Types are checked by `npm run typecheck`.
    "\\.ts$": ["ts-jest", { diagnostics: false }],
    "\\.yaml$": "<rootDir>/tools/build/yaml-jest.cjs",
  },
};

export default config;
