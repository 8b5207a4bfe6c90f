import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

const METRICS = resolve(__dirname, "..", "..", "metrics");

const manifest = JSON.parse(readFileSync(join(METRICS, "package.json"), "utf8")) as {
  exports: Record<string, string | { types: string }>;
};

/** The entry points whose types mention Node; the definitions are plain data. */
const entries = Object.keys(manifest.exports).filter((name) => !["./package.json", "./definitions"].includes(name));

function declarationOf(entry: string): string {
  const path = join(METRICS, entry, "index.ts");
  return ts.transpileDeclaration(readFileSync(path, "utf8"), { fileName: path }).outputText;
}

describe("the declarations of an entry point", () => {
  it.each(entries)("bring Node's types along, which TypeScript 7 does not load by itself: %s", (entry) => {
    expect(declarationOf(entry)).toMatch(/^\/\/\/ <reference types="node"/);
  });

  it("do without Node's types where they are plain data", () => {
    expect(declarationOf("definitions")).not.toContain("reference types");
  });
});
