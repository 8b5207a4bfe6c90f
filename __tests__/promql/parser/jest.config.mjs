import { moduleNameMapper, transform } from "../../../jest.config.mjs";

// Apart from the other tests, since these need promtool, in which the real parser is.
export default {
  rootDir: "../../..",
  testMatch: ["<rootDir>/__tests__/promql/parser/*.parser.ts"],
  moduleNameMapper,
  transform,
};
