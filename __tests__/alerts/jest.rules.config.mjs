import { moduleNameMapper, transform } from "../../jest.config.mjs";

// Apart from the other tests, since these need promtool.
export default {
  rootDir: "../..",
  testMatch: ["<rootDir>/__tests__/alerts/rules/**/*.rules.ts", "<rootDir>/__tests__/metrics/*.rules.ts"],
  // What looks at all cases together has none of its own, and is what has them written down.
  testPathIgnorePatterns:
    process.env.RULE_CASES_FOLDER === undefined ? [] : ["/rules/all-cases/", "<rootDir>/__tests__/metrics/"],
  moduleNameMapper,
  transform,
};
