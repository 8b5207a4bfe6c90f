// Sources run as they are, without a build: every package of this repository is mapped to its own.
export const moduleNameMapper = {
  "^cdktf-monitoring$": "<rootDir>/constructs/index.ts",
  "^cdktf-monitoring/(.*)$": ["<rootDir>/entry/$1.ts", "<rootDir>/$1/index.ts"],
  "^cdktf-monitoring-metrics$": "<rootDir>/metrics/index.ts",
  "^cdktf-monitoring-metrics/(.*)$": "<rootDir>/metrics/$1/index.ts",
  "^@cdktf/provider-grafana/lib/(.*)$": "<rootDir>/packages/provider-grafana/src/$1/index.ts",
};

export const transform = {
  "\\.ts$": [
    "@swc/jest",
    {
      jsc: {
        target: "es2022",
        externalHelpers: true,
        parser: { syntax: "typescript", decorators: true },
        transform: { decoratorVersion: "2022-03" },
      },
    },
  ],
};

/** @type {import("jest").Config} */
const config = {
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  // Every core, where jest would leave one idle.
  maxWorkers: "100%",
  moduleNameMapper,
  transform,
  // With --coverage: the exposer runs inside other people's programs, so that what its tests never reach is theirs to find.
  collectCoverageFrom: ["metrics/**/*.ts", "!metrics/dist/**"],
  coverageReporters: ["text", "json"],
  coverageThreshold: { global: { branches: 95 } },
};

export default config;
