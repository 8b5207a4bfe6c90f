import type { AnomalyReason } from "cdktf-monitoring-metrics/definitions";

/** How often something happened, by its labels. */
export type Counted<Labels> = Labels & { readonly count: number };

/** Counts by labels. */
class Counts<Labels extends object> {
  private readonly counts = new Map<string, Counted<Labels>>();

  add(labels: Labels, count = 1): void {
    const key = JSON.stringify(Object.values(labels));
    this.counts.set(key, { ...labels, count: (this.counts.get(key)?.count ?? 0) + count });
  }

  /** In the order of the labels. */
  list(): Counted<Labels>[] {
    return [...this.counts].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, counted]) => counted);
  }
}

/** A request, as the service counts it. */
export interface RequestLabels {
  /** The route template. */
  readonly endpoint: string;
  readonly method: string;
  readonly status: number;
}

/** The delays that were asked of an endpoint. */
export interface InjectedLatency {
  readonly endpoint: string;
  readonly method: string;
  readonly delays: readonly Counted<{ readonly seconds: number }>[];
  /** Seconds, by the nearest rank. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** What was done, counted by the client: what a service that has just started has to report then. */
export interface TrafficCounts {
  readonly requests: readonly Counted<RequestLabels>[];
  /** What the service ran in the background for these requests, and counts like requests. */
  readonly jobs: readonly Counted<RequestLabels>[];
  /** Credits used. */
  readonly credits: readonly Counted<{ readonly operation: string; readonly user: string }>[];
  /** Operations on credits. */
  readonly creditOperations: readonly Counted<{ readonly operation: string }>[];
  /** The distinct users who were seen. */
  readonly users: readonly string[];
  /** Sessions that are still open. */
  readonly sessions: readonly Counted<{ readonly method: string }>[];
  readonly anomalies: readonly Counted<{ readonly endpoint: string; readonly reason: AnomalyReason }>[];
  readonly latencies: readonly InjectedLatency[];
  /** Answers with another status than the one that was due. */
  readonly unexpected: readonly Counted<RequestLabels & { readonly expected: number }>[];
}

/** The service counts an endpoint's error rate from so many requests on. */
const LEAST_REQUESTS = 20;
const HIGH_ERROR_RATE = 0.1;

/** Counts what the client did. */
export class Tally {
  readonly requests = new Counts<RequestLabels>();
  readonly jobs = new Counts<RequestLabels>();
  readonly credits = new Counts<{ readonly operation: string; readonly user: string }>();
  readonly creditOperations = new Counts<{ readonly operation: string }>();
  readonly users = new Set<string>();
  readonly sessions = new Counts<{ readonly method: string }>();
  readonly slow = new Counts<{ readonly endpoint: string }>();
  readonly delays = new Counts<{ readonly endpoint: string; readonly method: string; readonly seconds: number }>();
  readonly unexpected = new Counts<RequestLabels & { readonly expected: number }>();

  counts(): TrafficCounts {
    return {
      requests: this.requests.list(),
      jobs: this.jobs.list(),
      credits: this.credits.list(),
      creditOperations: this.creditOperations.list(),
      users: [...this.users].sort(),
      sessions: this.sessions.list().filter(({ count }) => count > 0),
      anomalies: this.anomalies(),
      latencies: this.latencies(),
      unexpected: this.unexpected.list(),
    };
  }

  private anomalies(): TrafficCounts["anomalies"] {
    const anomalies = new Counts<{ readonly endpoint: string; readonly reason: AnomalyReason }>();
    const totals = new Counts<{ readonly endpoint: string }>();
    for (const { endpoint, status, count } of this.requests.list()) {
      totals.add({ endpoint }, count);
      if (status >= 500) anomalies.add({ endpoint, reason: "server_error" }, count);
    }
    for (const { endpoint, count: errors } of anomalies.list()) {
      const total = totals.list().find((each) => each.endpoint === endpoint)?.count ?? 0;
      // The plan sends an endpoint either errors or none: it crosses the limit once, or never.
      if (total >= LEAST_REQUESTS && errors > total * HIGH_ERROR_RATE) {
        anomalies.add({ endpoint, reason: "high_error_rate" });
      }
    }
    for (const { endpoint, count } of this.slow.list()) anomalies.add({ endpoint, reason: "high_latency" }, count);
    return anomalies.list();
  }

  private latencies(): InjectedLatency[] {
    const endpoints = new Map<string, { endpoint: string; method: string; delays: Counted<{ seconds: number }>[] }>();
    for (const { endpoint, method, seconds, count } of this.delays.list()) {
      const key = `${method} ${endpoint}`;
      const latency = endpoints.get(key) ?? { endpoint, method, delays: [] };
      latency.delays.push({ seconds, count });
      endpoints.set(key, latency);
    }
    return [...endpoints.values()].map(({ delays, ...labels }) => {
      const ascending = delays.sort((left, right) => left.seconds - right.seconds);
      const quantile = (share: number) => nearestRank(ascending, share);
      return { ...labels, delays: ascending, p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) };
    });
  }
}

/** The smallest delay that the share of all delays does not exceed. */
function nearestRank(ascending: readonly Counted<{ seconds: number }>[], share: number): number {
  const total = ascending.reduce((sum, { count }) => sum + count, 0);
  let rank = 0;
  for (const { seconds, count } of ascending) {
    rank += count;
    if (rank >= total * share) return seconds;
  }
  return 0;
}
