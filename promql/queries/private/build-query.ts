import type { MetricDefinition } from "cdktf-monitoring-metrics/definitions";
import { checkPromql } from "../../check";
import { durationMilliseconds } from "../../duration";
import { metricsOf } from "../../known-metrics";
import type { QueryParts } from "../../private/query-text";
import { matcherProblems, type Matchers } from "../matchers";
import { QueryError } from "../query-error";

/** What the compiler has let through of a query's options. */
export interface GivenOptions {
  readonly where?: Readonly<Record<string, string | undefined>>;
  readonly window?: string;
}

/** A query before it is text. */
export interface Query {
  /** The function that was called. */
  readonly name: string;
  readonly metric: MetricDefinition;
  readonly by: readonly string[];
  readonly options: GivenOptions;
  /** What is wrong with the arguments that only this function has. */
  readonly problems?: readonly string[];
  readonly text: (parts: QueryParts) => string;
}

/**
 * The text of a query.
 *
 * @throws {QueryError} naming everything that is wrong with it
 */
export function buildQuery({ name, metric, by, options, problems = [], text }: Query): string {
  const { window = "$__rate_interval" } = options;
  const where = definedOf(options.where);
  const wrong = [...problems, ...windowProblems(window), ...matcherProblems("where", where)];
  const query = text({ window, by, where });
  // Of a text that is no expression there is nothing more to say.
  const all = wrong.length > 0 ? wrong : findingsOf(query, metric);
  if (all.length > 0) throw new QueryError(all.map((problem) => `${name} of "${metric.name}": ${problem}`));
  return query;
}

/** The conditions that are given at all. */
export const definedOf = (matchers: GivenOptions["where"] = {}): Matchers =>
  Object.fromEntries(
    Object.entries(matchers).flatMap(([label, matcher]) => (matcher === undefined ? [] : [[label, matcher]])),
  );

const VARIABLE = /^\$(?:\w+|\{\w+\})$/;

const windowProblems = (window: string): string[] =>
  (durationMilliseconds(window) ?? 0) > 0 || VARIABLE.test(window)
    ? []
    : [
        "window must be a duration as Prometheus writes it, such as 5m, or a variable, such as $__rate_interval: " +
          `received ${JSON.stringify(window)}`,
      ];

const findingsOf = (query: string, metric: MetricDefinition): string[] =>
  checkPromql(query, metricsOf({ metric }), { expect: "range-query" }).map(
    ({ from, to, message }) => `${message} at "${query.slice(from, to)}"`,
  );
