import base from "../jest.config.mjs";

/** Tests on a real engine, one file after the other, since each deploys under the same names. */
export default {
  ...base,
  rootDir: "..",
  testMatch: ["<rootDir>/e2e/**/*.e2e.ts"],
  maxWorkers: 1,
  testTimeout: 300_000,
};
