import { putOff, type PutOff } from "../private/put-off";

/** How the requests of one server are recorded. */
export interface RequestRules {
  /** The value of the label `status`. */
  statusLabel(status: number): number | string;
  /** The latency above which a request is an anomaly, in seconds. */
  latencyThreshold(endpoint: string): number;
}

/** Requests of one route that were over one after the other. */
export interface RequestRun {
  readonly rules: RequestRules;
  /** The route template, never the path. */
  readonly template: string;
  /** As the client wrote it. */
  readonly method: string | undefined;
}

/**
 * Records the requests of a run.
 *
 * @param numbers of each request its status, how many milliseconds it took, and when it was over, in milliseconds, by a clock
 * that never goes back
 * @param begin where the numbers of the first one are
 * @param end where those of the last one end
 */
export type RecordRun = (run: RequestRun, numbers: Float64Array, begin: number, end: number) => void;

/** How many numbers there are of a request. */
export const NUMBERS_OF_A_REQUEST = 3;

/** How many requests are recorded together. */
const TOGETHER = 64;
const CAPACITY = TOGETHER * NUMBERS_OF_A_REQUEST;

type PendingRun = { -readonly [Key in keyof RequestRun]: RequestRun[Key] } & { end: number };

/**
 * Requests that are over and not recorded yet. Between two requests a server runs so much other code that whatever
 * records one has left the processor's caches: recording 64 together, or as many as there are before anybody reads them,
 * takes the time for that once, and what a route is recorded in is looked up once for all of a run.
 */
export class PendingRequests implements PutOff {
  /** The runs, of which the first `count` hold requests; they are kept, and used again. */
  private readonly runs: PendingRun[] = [];
  private count = 0;
  /** The run of the request that came last. */
  private last: PendingRun | undefined = undefined;
  private readonly numbers = new Float64Array(CAPACITY);
  private size = 0;

  /** @param record records one run of them */
  constructor(private readonly record: RecordRun) {}

  // Not an object: fractions in one are allocated, each by itself.
  /**
   * Records a request, together with others.
   *
   * @param template the route template, never the path
   * @param method as the client wrote it
   * @param milliseconds how long it took
   * @param now when it was over, in milliseconds, by a clock that never goes back
   */
  add(
    rules: RequestRules,
    template: string,
    method: string | undefined,
    status: number,
    milliseconds: number,
    now: number,
  ): void {
    const { last, size, numbers } = this;
    const run =
      last?.template === template && last.method === method && last.rules === rules
        ? last
        : this.begin(rules, template, method);
    numbers[size] = status;
    numbers[size + 1] = milliseconds;
    numbers[size + 2] = now;
    this.size = run.end = size + NUMBERS_OF_A_REQUEST;
    if (run.end === CAPACITY) this.catchUp();
  }

  catchUp(): void {
    const { count, runs, numbers } = this;
    this.size = this.count = 0;
    this.last = undefined;
    let begin = 0;
    for (let index = 0; index < count; index += 1) {
      const run = runs[index] as PendingRun;
      this.record(run, numbers, begin, run.end);
      begin = run.end;
    }
  }

  private begin(rules: RequestRules, template: string, method: string | undefined): PendingRun {
    const { count, runs } = this;
    if (count === 0) putOff(this);
    const run = (runs[count] ??= { rules, template, method, end: 0 });
    run.rules = rules;
    run.template = template;
    run.method = method;
    this.count = count + 1;
    this.last = run;
    return run;
  }
}
