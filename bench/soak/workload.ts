import {
  counter,
  createMetrics,
  defineCatalogue,
  gauge,
  histogram,
  type MetricsRegistry,
} from "cdktf-monitoring-metrics";
import type { Page } from "./page";

/** Seconds after which an idle session's series is gone. */
export const SESSION_LIFE = 2;

/** What one session is counted: once it is over, nothing changes it. */
const EVENTS_A_SESSION = 3;

const METHODS = ["GET", "POST"] as const;
const STATUSES = ["200", "404", "500"] as const;

const durable = defineCatalogue({
  visits: counter({
    name: "soak_visits_total",
    help: "Events with a label that a client chooses, beyond the budget.",
    labels: { user: { open: true }, status: { values: STATUSES } },
  }),
  latency: histogram({
    name: "soak_latency_seconds",
    help: "Observations, with a label that a client chooses.",
    labels: { endpoint: { open: true }, method: { values: METHODS } },
    buckets: [0.25, 0.5, 1, 2],
  }),
  jobs: counter({
    name: "soak_jobs_total",
    help: "Events in series that are removed.",
    labels: { job: { open: true } },
  }),
  depth: gauge({ name: "soak_depth", help: "A level that rises and falls.", labels: { queue: {} } }),
});

const passing = defineCatalogue({
  sessions: counter({ name: "soak_sessions_total", help: "Events in series that go idle.", labels: { session: {} } }),
});

const pick = <Value>(values: readonly [Value, ...Value[]]): Value =>
  values[Math.floor(Math.random() * values.length)] ?? values[0];

/** Events of every kind, and what has to be on the page because of them: each number is kept here a second time. */
export class Workload {
  /** Events so far. */
  events = 0;

  private readonly metrics;
  private readonly sessions;
  private readonly kept;
  private readonly counted = {
    visits: 0,
    keptVisits: 0,
    observations: 0,
    seconds: 0,
    jobs: 0,
    removedJobs: 0,
    depth: 0,
  };
  private readonly liveJobs: { readonly job: string; readonly events: number }[] = [];
  private nextUser = 0;
  private nextJob = 0;
  private nextSession = 0;

  constructor(registry: MetricsRegistry) {
    this.metrics = createMetrics(durable, { registry });
    this.sessions = createMetrics(passing, { registry, expireAfter: SESSION_LIFE }).sessions;
    this.kept = {
      visits: this.metrics.visits.labels({ user: "kept", status: "200" }),
      latency: this.metrics.latency.labels({ endpoint: "/kept", method: "GET" }),
      depth: this.metrics.depth.labels({ queue: "kept" }),
    };
  }

  /** A few thousand events. */
  batch(): void {
    for (let round = 0; round < 250; round += 1) {
      this.visit();
      this.observe();
      this.level();
    }
    for (let jobs = 0; jobs < 20; jobs += 1) this.job();
    this.session();
  }

  /** What a page lacks, or has too much of, now that no event is under way; nothing when all is there. */
  faults(page: Page): string[] {
    const { counted } = this;
    const overflow = 'user="overflow"';
    const expected: readonly (readonly [string, number, number])[] = [
      ["visits", page.total("soak_visits_total"), counted.visits],
      ["visits of a kept series", page.total("soak_visits_total", 'user="kept"'), counted.keptVisits],
      [
        "folded visits, by what tells of them",
        page.total("soak_visits_total", overflow),
        page.total("metrics_overflow_events_total", 'metric="soak_visits_total"'),
      ],
      ["observations", page.total("soak_latency_seconds_count"), counted.observations],
      ["observations in buckets", page.total("soak_latency_seconds_bucket", 'le="+Inf"'), counted.observations],
      ["seconds observed", page.total("soak_latency_seconds_sum"), counted.seconds],
      ["jobs that are not removed", page.total("soak_jobs_total"), counted.jobs - counted.removedJobs],
      ["series of jobs", page.samples("soak_jobs_total").length, this.liveJobs.length],
      ["the depth", page.total("soak_depth"), counted.depth],
    ];
    const faults = expected
      .filter(([, found, wanted]) => found !== wanted)
      .map(([what, found, wanted]) => `${what}: ${wanted} are expected, and ${found} are there`);
    if (page.total("soak_visits_total", overflow) === 0) faults.push("no visit was folded: the budget was not reached");
    const newest = `session="${this.nextSession}"`;
    if (page.samples("soak_sessions_total", newest).length !== 1) faults.push(`${newest} is not there`);
    const sessions = page.samples("soak_sessions_total").filter(({ value }) => value !== EVENTS_A_SESSION);
    return [...faults, ...sessions.map(({ labels, value }) => `session ${labels}: has ${value} events`)];
  }

  private visit(): void {
    const status = pick(STATUSES);
    this.metrics.visits.inc({ user: `hot-${this.events % 50}`, status });
    this.nextUser += 1;
    this.metrics.visits.inc({ user: `user-${this.nextUser}`, status }, 1, { trace_id: `trace-${this.nextUser}` });
    this.kept.visits.inc();
    this.counted.visits += 3;
    this.counted.keptVisits += 1;
    this.events += 3;
  }

  private observe(): void {
    // Multiples of 1/1024 add up without rounding.
    const seconds = Math.floor(Math.random() * 4_096) / 1_024;
    this.metrics.latency.observe({ endpoint: `/route-${this.events % 97}`, method: pick(METHODS) }, seconds);
    this.metrics.latency.observe({ endpoint: `/path-${this.nextUser}`, method: "GET" }, seconds);
    this.kept.latency.observe(seconds);
    this.counted.observations += 3;
    this.counted.seconds += 3 * seconds;
    this.events += 3;
  }

  private level(): void {
    const step = Math.floor(Math.random() * 9) - 4;
    this.metrics.depth.inc({ queue: `queue-${this.events % 20}` }, step);
    this.kept.depth.dec(step);
    this.kept.depth.inc();
    this.counted.depth += 1;
    this.events += 3;
  }

  /** A job of which the series comes, counts and, a hundred jobs later, goes. */
  private job(): void {
    const job = `job-${this.nextJob}`;
    const events = 1 + Math.floor(Math.random() * 3);
    this.nextJob += 1;
    const series = this.metrics.jobs.labels({ job });
    for (let event = 0; event < events; event += 1) series.inc();
    this.liveJobs.push({ job, events });
    this.counted.jobs += events;
    this.events += events;
    if (this.liveJobs.length <= 100) return;
    const oldest = this.liveJobs.shift();
    if (oldest === undefined) return;
    this.metrics.jobs.remove({ job: oldest.job });
    this.counted.removedJobs += oldest.events;
  }

  private session(): void {
    this.nextSession += 1;
    for (let event = 0; event < EVENTS_A_SESSION; event += 1) this.sessions.inc({ session: this.nextSession });
    this.events += EVENTS_A_SESSION;
  }
}
