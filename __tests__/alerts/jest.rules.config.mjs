import { moduleNameMapper, transform } from "../../jest.config.mjs";

// Apart from the other tests, since these need promtool.
export default {
  rootDir: "../..",
  testMatch: ["<rootDir>/__tests__/alerts/rules/*.rules.ts"],
  moduleNameMapper,
  transform,
};
