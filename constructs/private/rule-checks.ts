import type { AlertGroup } from "../../alerts";
import { checkPromql, type CheckOptions } from "../../promql/check";
import { durationMilliseconds } from "../../promql/duration";
import type { Finding } from "../../promql/finding";
import type { KnownMetrics } from "../../promql/known-metrics";
import { recordingMetrics } from "../../promql/recording-metrics";
import type { IMetricSource } from "../metric-source";
import type { AskedQuery } from "../query-source";
import type { Problem } from "./problems";

/** What is wrong with the expressions of a group, each named by its rule. */
export function groupProblems(group: AlertGroup, source: IMetricSource): Problem[] {
  const rules = [
    ...group.alerts.map((rule) => ({ place: `alert "${rule.name}"`, ...rule })),
    ...(group.recordings ?? []).map((rule) => ({
      place: `recording rule "${rule.record}"`,
      unchecked: undefined,
      ...rule,
    })),
  ];
  return rules
    .filter(({ unchecked }) => unchecked === undefined)
    .flatMap(({ place, expression }) =>
      expressionProblems(`group "${group.name}": ${place}`, expression, source, "instant-vector", {
        variables: "none",
      }),
    );
}

/** What the rules of a group ask. */
export const groupQueries = (group: AlertGroup): AskedQuery[] =>
  [
    ...group.alerts.map(({ name, expression }) => ({ rule: `alert "${name}"`, expression })),
    ...(group.recordings ?? []).map(({ record, expression }) => ({ rule: `recording rule "${record}"`, expression })),
  ].map(({ rule, expression }) => ({ place: `group "${group.name}": ${rule}`, expression, kind: "instant" as const }));

/** What is wrong with one expression, each problem led by the place that it stands in. */
export function expressionProblems(
  place: string,
  expression: string,
  source: IMetricSource,
  expect: "instant-vector" | "range-query",
  variables: Pick<CheckOptions, "variables"> = {},
): Problem[] {
  const scrapeInterval = durationOrNone(source.scrapeInterval);
  const retention = durationOrNone(source.retentionTime);
  const findings = checkPromql(expression, source.knownMetrics(), { expect, scrapeInterval, retention, ...variables });
  return findingProblems(place, expression, findings);
}

/** A setting that is no duration is reported where it is set. */
const durationOrNone = (text: string | undefined): string | undefined =>
  text !== undefined && (durationMilliseconds(text) ?? 0) > 0 ? text : undefined;

/** The setting of Prometheus' that a finding rests on, and that may be changed in place of the expression. */
const SETTINGS: ReadonlyMap<Finding["kind"], string> = new Map([
  ["window-too-short", ", or set a shorter prometheus.scrapeInterval"],
  ["beyond-retention", " by prometheus.retentionTime"],
]);

/**
 * What a check found, each led by the place that the expression stands in; what it found several times, as with a window
 * that an expression repeats, is one problem.
 */
export function findingProblems(place: string, expression: string, findings: readonly Finding[]): Problem[] {
  const characters = new Map<string, number[]>();
  for (const { kind, from, to, message } of findings) {
    const problem = `${place}: ${message}${SETTINGS.get(kind) ?? ""} at "${expression.slice(from, to)}"`;
    characters.set(problem, [...(characters.get(problem) ?? []), from + 1]);
  }
  return [...characters].map(([problem, at]) =>
    at.length === 1 ? `${problem} (character ${at.join()})` : `${problem} (characters ${at.join(", ")})`,
  );
}

/** The series that the recording rules of groups write, as later queries see them. */
export const recordedMetrics = (groups: readonly AlertGroup[], scraped: KnownMetrics): KnownMetrics =>
  recordingMetrics(
    groups.flatMap(({ recordings = [] }) => recordings),
    scraped,
  );
