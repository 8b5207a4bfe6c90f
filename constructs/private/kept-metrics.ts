import { SCRAPE_METRICS } from "../../promql/known-metrics";
import { metricsOfVariableQuery, queriedMetrics } from "../../promql/queried-metrics";
import type { AskedQuery } from "../query-source";

/** A job whose series are to be stored only where they are queried. */
export interface FilteredJob {
  readonly job: string;
  /** Whether all its targets say what they expose. */
  readonly isKnown: boolean;
}

/** What is stored of each job. */
export interface KeptMetrics {
  /** The pattern, as Prometheus anchors it, of the names that are stored; jobs that are stored whole have none. */
  readonly patterns: ReadonlyMap<string, string>;
  /** Why jobs are stored whole. */
  readonly warnings: readonly string[];
}

const OPTION = "keepOnlyQueriedMetrics";

/**
 * The names that each job's series need to have to be stored: all that is queried, but for what other jobs alone are
 * asked. What a target is known to expose may be less than it does, so that a name counts for every job which a selector
 * can reach.
 */
export function keptMetrics(jobs: readonly FilteredJob[], queries: readonly AskedQuery[]): KeptMetrics {
  const patterns = new Map<string, string>();
  const reach = new Map<string, string[]>();
  for (const { job } of jobs.filter(({ isKnown }) => isKnown)) {
    const kept = new Set<string>();
    let isWhole = false;
    for (const { expression, kind, place } of queries) {
      const metrics = expression === undefined ? undefined : metricsOf(expression, kind, job);
      if (metrics === undefined) {
        reach.set(place, [...(reach.get(place) ?? []), job]);
        isWhole = true;
      }
      for (const name of metrics?.names ?? []) if (isStored(name)) kept.add(escaped(name));
      for (const pattern of metrics?.patterns ?? []) kept.add(`(?:${pattern})`);
    }
    if (!isWhole) patterns.set(job, [...kept].sort().join("|"));
  }
  return { patterns, warnings: [...unknownWarnings(jobs), ...reachWarnings(reach)] };
}

const metricsOf = (expression: string, kind: AskedQuery["kind"], job: string) =>
  kind === "variable" ? metricsOfVariableQuery(expression, job) : queriedMetrics(expression, job);

/** Whether relabelling decides over the name: Prometheus adds some series afterwards, and records those with a colon. */
const isStored = (name: string): boolean => !SCRAPE_METRICS.has(name) && !name.includes(":");

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const quoted = (jobs: readonly string[]): string => jobs.map((job) => `"${job}"`).join(", ");

function unknownWarnings(jobs: readonly FilteredJob[]): string[] {
  const unknown = jobs.filter(({ isKnown }) => !isKnown).map(({ job }) => job);
  if (unknown.length === 0) return [];
  return [`${OPTION} keeps all of ${quoted(unknown)}, whose metrics are not known: say what each target exposes`];
}

const reachWarnings = (reach: ReadonlyMap<string, readonly string[]>): string[] =>
  [...reach].map(
    ([place, jobs]) =>
      `${OPTION} keeps all of ${quoted(jobs)}, since any metric may be meant in ${place}: ` +
      "name the metrics there, or the job",
  );
