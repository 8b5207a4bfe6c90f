import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { Parser } from "@prometheus-io/codemirror-promql/dist/cjs/parser";
import { LanguageType, promQLLanguage } from "@prometheus-io/codemirror-promql/dist/cjs/promql";
import { checkPromql } from "../../promql";
import { scan } from "../../promql/private/scan";
import { goodQueries } from "./good-queries";
import { stackMetrics } from "./known-stack";

// The rules of Prometheus' own web page, which are written for an editor: slower to load, and blind to what comes last.
const language = promQLLanguage(LanguageType.PromQL);

function upstreamErrors(expression: string): string[] {
  const state = EditorState.create({ doc: expression, extensions: language });
  // Parsing stops after some milliseconds, goes on here, and shows in the next state.
  ensureSyntaxTree(state, expression.length, 10_000);
  const parser = new Parser(state.update({}).state);
  parser.analyze();
  return parser.getDiagnostics().map(({ message }) => message);
}

/** What Prometheus takes and its page does not know. */
const UNKNOWN_UPSTREAM = [
  "0. + 1. + .5",
  "017 + 0x_1F + 1e-3 + 1E+3",
  // It takes pi() for a vector.
  "deg(vector(pi() / 2)) + rad(vector(180))",
];

// Variables are Grafana's.
const queries = Object.values(goodQueries)
  .flat()
  .filter((query) => !query.includes("$"));

describe("the check agrees with the Prometheus project's own rules", () => {
  it("on what is right", () => {
    expect(queries.filter((query) => upstreamErrors(query).length > 0)).toEqual(UNKNOWN_UPSTREAM);
  });

  it("on what is wrong: whatever they refuse among queries with a piece left out is refused here", () => {
    const damaged = queries
      // Every third is many enough.
      .filter((query, index) => index % 3 === 0 && !UNKNOWN_UPSTREAM.includes(query))
      .flatMap((query) => scan(query).map(({ from, to }) => `${query.slice(0, from)}${query.slice(to)}`));
    const refused = damaged.filter((query) => upstreamErrors(query).length > 0);
    expect(refused.length).toBeGreaterThan(1_000);
    expect(refused.filter((query) => checkPromql(query, stackMetrics).length === 0)).toEqual([]);
  });
});
