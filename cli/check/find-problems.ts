import { checkPromql, checkVariableQuery, type Finding, type KnownMetrics } from "../../promql";
import type { Content, FileQuery } from "./content";

/** How expressions are checked. */
export interface FindingOptions {
  readonly scrapeInterval: string | undefined;
  readonly retention: string | undefined;
  /** Whether metrics may be asked for that nobody declared. */
  readonly allowUnknownMetrics: boolean;
}

/** Something that is wrong with a file. */
export interface FileFinding {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** `alert "NoOrders"`, `panel "Orders"`. */
  readonly place: string;
  /** What kind of finding it is; undefined where it is not about an expression. */
  readonly kind: Finding["kind"] | undefined;
  readonly message: string;
  /** The part of the expression that is meant. */
  readonly at: string | undefined;
}

const UNKNOWN_METRICS: readonly Finding["kind"][] = ["unknown-metric", "unknown-metrics"];

/** Everything that is wrong with files, in the order of the files and of their lines. */
export const findProblems = (
  contents: readonly Content[],
  metrics: KnownMetrics,
  options: FindingOptions,
): FileFinding[] =>
  contents.flatMap(({ file, problems, queries }) =>
    [
      ...problems.map(({ position: { line, column }, place, message }) => ({
        file,
        line,
        column,
        place,
        kind: undefined,
        message,
        at: undefined,
      })),
      ...queries.flatMap((query) => queryFindings(file, query, metrics, options)),
    ].sort((one, other) => one.line - other.line || one.column - other.column),
  );

function queryFindings(file: string, query: FileQuery, metrics: KnownMetrics, options: FindingOptions): FileFinding[] {
  const { expression, place, positionOf } = query;
  return findingsOf(query, metrics, options)
    .filter(({ kind }) => !options.allowUnknownMetrics || !UNKNOWN_METRICS.includes(kind))
    .map(({ kind, from, to, message }) => {
      const at = expression.slice(from, to).replace(/\s+/g, " ");
      return { file, ...positionOf(from), place, kind, message, at };
    });
}

function findingsOf(query: FileQuery, metrics: KnownMetrics, options: FindingOptions): readonly Finding[] {
  const { expression, kind, variables } = query;
  if (kind === "variable") return checkVariableQuery(expression, metrics);
  const { scrapeInterval, retention } = options;
  const expect = kind === "rule" ? "instant-vector" : "range-query";
  return checkPromql(expression, metrics, { expect, variables, scrapeInterval, retention });
}
