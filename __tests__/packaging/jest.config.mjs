import { moduleNameMapper, transform } from "../../jest.config.mjs";

/**
 * Packs both packages and installs them, which takes a network and a minute or two: `npm run test:package`, not `npm test`.
 *
 * @type {import("jest").Config}
 */
const config = {
  rootDir: "../..",
  testMatch: ["<rootDir>/__tests__/packaging/*.package.ts"],
  testTimeout: 120_000,
  moduleNameMapper,
  transform,
};

export default config;
