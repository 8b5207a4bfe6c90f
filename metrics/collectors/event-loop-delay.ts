import { monitorEventLoopDelay, type IntervalHistogram } from "node:perf_hooks";
import { Gauge, type Aggregator } from "prom-client";
import type { MetricsRegistry } from "../handles";
import { nextTurn } from "../private/turns";

/** How often the event loop is sampled, in milliseconds. Two monitors run, so each is half as dense as prom-client's one. */
const RESOLUTION = 25;

/** What a scrape shows goes back this far at least, in milliseconds, and twice as far at most. */
const WINDOW = 30_000;

/** A monitor's numbers include its own pause between two samples. */
const seconds = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - RESOLUTION / 1e3);

/**
 * The delays of the event loop over the last half minute or more. Two monitors take turns, and the older one is shown: a
 * scrape never empties what another scraper has yet to see.
 */
export class EventLoopDelay {
  private shown: IntervalHistogram;
  private next: IntervalHistogram;
  private turnedAt: number;

  /** @param now milliseconds, from a clock that never goes back */
  constructor(private readonly now: () => number) {
    this.shown = monitorEventLoopDelay({ resolution: RESOLUTION });
    this.next = monitorEventLoopDelay({ resolution: RESOLUTION });
    this.shown.enable();
    this.next.enable();
    this.turnedAt = now();
  }

  /** The delays, in nanoseconds, with the pause between samples; undefined before the first sample. */
  read(): IntervalHistogram | undefined {
    const now = this.now();
    if (now - this.turnedAt >= WINDOW) {
      this.shown.reset();
      [this.shown, this.next] = [this.next, this.shown];
      this.turnedAt = now;
    }
    return Number.isNaN(this.shown.mean) ? undefined : this.shown;
  }
}

interface Statistic {
  readonly suffix: string;
  readonly help: string;
  readonly aggregator: Aggregator;
  readonly value: (delay: IntervalHistogram) => number;
}

const percentile = (rank: number): Statistic => ({
  suffix: `_p${rank}_seconds`,
  help: `${rank}th percentile of the event loop's delays.`,
  aggregator: "max",
  value: (delay) => seconds(delay.percentile(rank)),
});

const STATISTICS: readonly Statistic[] = [
  {
    suffix: "_min_seconds",
    help: "Least delay of the event loop.",
    aggregator: "min",
    value: ({ min }) => seconds(min),
  },
  {
    suffix: "_max_seconds",
    help: "Greatest delay of the event loop.",
    aggregator: "max",
    value: ({ max }) => seconds(max),
  },
  {
    suffix: "_mean_seconds",
    help: "Mean delay of the event loop.",
    aggregator: "average",
    value: ({ mean }) => seconds(mean),
  },
  {
    suffix: "_stddev_seconds",
    help: "Standard deviation of the event loop's delays.",
    aggregator: "average",
    value: ({ stddev }) => stddev / 1e9,
  },
  percentile(50),
  percentile(90),
  percentile(99),
];

/** What the names of all metrics of the event loop begin with. */
const NAME = "nodejs_eventloop_lag";

let shared: EventLoopDelay | undefined;

/** There is one event loop, and monitors of it run for good. */
const sharedDelay = (): EventLoopDelay => (shared ??= new EventLoopDelay(() => performance.now()));

/**
 * Exposes the delays of the event loop under the names that prom-client's default metrics have.
 *
 * @param delay that of all registries of this thread unless given
 */
export function collectEventLoopDelay(registry: MetricsRegistry, delay = sharedDelay()): void {
  const registers = [registry];
  new Gauge({
    name: `${NAME}_seconds`,
    help: "Time that the event loop takes for one round, at the scrape.",
    aggregator: "average",
    registers,
    async collect() {
      const from = process.hrtime.bigint();
      await nextTurn();
      this.set(Number(process.hrtime.bigint() - from) / 1e9);
    },
  });
  for (const { suffix, help, aggregator, value } of STATISTICS) {
    new Gauge({
      name: `${NAME}${suffix}`,
      help,
      aggregator,
      registers,
      collect() {
        const read = delay.read();
        if (read !== undefined) this.set(value(read));
      },
    });
  }
}

/** The names of the metrics of the event loop. */
export const EVENT_LOOP_METRICS: readonly string[] = [
  `${NAME}_seconds`,
  ...STATISTICS.map(({ suffix }) => `${NAME}${suffix}`),
];
