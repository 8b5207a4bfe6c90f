import { moduleNameMapper, transform } from "../../jest.config.mjs";

/**
 * Runs the tests of `metrics/`, and fails where they reach too few of its branches: `npm run test:coverage`.
 *
 * @type {import("jest").Config}
 */
const config = {
  rootDir: "../..",
  testMatch: ["<rootDir>/__tests__/metrics/*.test.ts"],
  testTimeout: 60_000,
  moduleNameMapper,
  transform,
  collectCoverage: true,
  collectCoverageFrom: ["metrics/**/*.ts", "!metrics/dist/**"],
  coverageDirectory: "<rootDir>/coverage",
  coverageReporters: ["text", "json"],
  coverageThreshold: { global: { branches: 95 } },
};

export default config;
