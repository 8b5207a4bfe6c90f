// The package has a CommonJS build, and declarations that claim an ES module for both.
declare module "@prometheus-io/lezer-promql" {
  import type { LRParser } from "@lezer/lr";

  export const parser: LRParser;
}
