import { setTimeout as wait } from "node:timers/promises";
import { Client } from "./client";
import type { TrafficPlan } from "./plan";
import { Tally, type TrafficCounts } from "./tally";
import { Visit } from "./visit";

/** Where traffic goes, and how fast. */
export interface TrafficRun {
  /** The address of the service. */
  readonly url: string;
  /**
   * Actions a second.
   *
   * @default - as fast as answers arrive
   */
  readonly rate?: number;
  /**
   * How many actions may run at a time.
   *
   * @default - twice the rate, so that answers that take up to 2 s do not slow it down; 20 without a rate
   */
  readonly concurrency?: number;
  /** Aborted, no further action starts; what has been done is still reported. */
  readonly signal?: AbortSignal;
}

/** What a run did. */
export interface TrafficReport extends TrafficCounts {
  readonly url: string;
  /** When the first request was sent, and when the last answer had arrived, as ISO 8601 writes it. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** Actions that were not started, since the service was too slow for the rate, or the run was stopped. */
  readonly leftOut: number;
}

const DEFAULT_CONCURRENCY = 20;
/** How long after its time an action may still start. */
const LATEST_START_MILLISECONDS = 5_000;

/** Hands the items out one by one to tasks that run side by side; with the first that fails, no further one starts. */
async function sideBySide<Item>(
  items: Generator<Item> | AsyncGenerator<Item>,
  concurrency: number,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  // All workers draw from one generator, which closes when a task throws.
  const worker = async () => {
    for await (const item of items) await task(item);
  };
  const outcomes = await Promise.allSettled(Array.from({ length: concurrency }, worker));
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") throw outcome.reason;
  }
}

function* each<Item>(items: readonly Item[]): Generator<Item> {
  yield* items;
}

/** The items, each at its time; those whose time is long past, and those after a stop, are left out. */
async function* onTime<Item>(items: readonly Item[], { rate, signal }: TrafficRun): AsyncGenerator<Item> {
  const begin = performance.now();
  for (const [index, item] of items.entries()) {
    const late = rate === undefined ? 0 : performance.now() - begin - (index / rate) * 1_000;
    // An abort ends the wait early, and that is all it has to do here.
    if (late < 0) await wait(-late, undefined, { signal }).catch(() => undefined);
    if (signal?.aborted) return;
    if (late <= LATEST_START_MILLISECONDS) yield item;
  }
}

/**
 * Lets the visitors of a plan log in, do what is planned, and every second of them log out. It ends by itself: an action
 * that could not start within 5 seconds of its time is left out.
 *
 * @throws {TrafficError} when a request gets no answer
 */
export async function runTraffic(plan: TrafficPlan, run: TrafficRun): Promise<TrafficReport> {
  const { url, rate } = run;
  const concurrency = run.concurrency ?? (rate === undefined ? DEFAULT_CONCURRENCY : Math.ceil(rate * 2));
  const tally = new Tally();
  const client = new Client(url, tally);
  const visits = plan.visitors.map((visitor) => new Visit(visitor, client, tally));
  const startedAt = new Date();
  let started = 0;

  await sideBySide(each(visits), DEFAULT_CONCURRENCY, (visit) => visit.begin());
  await sideBySide(onTime(plan.actions, run), concurrency, async (action) => {
    started += 1;
    await visits[action.visitor]?.perform(action);
  });
  const leaving = visits.filter((_, index) => index % 2 === 1);
  await sideBySide(each(leaving), DEFAULT_CONCURRENCY, (visit) => visit.end());

  return {
    url,
    startedAt: startedAt.toISOString(),
    endedAt: new Date().toISOString(),
    leftOut: plan.actions.length - started,
    ...tally.counts(),
  };
}
