import { putOff, type PutOff } from "../private/put-off";

/** How the requests of one server are recorded. */
export interface RequestRules {
  /** The value of the label `status`. */
  statusLabel(status: number): number | string;
  /** The latency above which a request is an anomaly, in seconds. */
  latencyThreshold(endpoint: string): number;
}

// Not an object: fractions in one are allocated, each by itself.
/**
 * Records a request that is over.
 *
 * @param template the route template, never the path
 * @param method as the client wrote it
 * @param milliseconds how long it took
 * @param now when it was over, in milliseconds, by a clock that never goes back
 */
export type RecordRequest = (
  rules: RequestRules,
  template: string,
  method: string | undefined,
  status: number,
  milliseconds: number,
  now: number,
) => void;

/** How many requests are recorded together. */
const TOGETHER = 64;
const NUMBERS = 3;

/**
 * Requests that are over and not recorded yet. Between two requests a server runs so much other code that whatever
 * records one has left the processor's caches: recording 64 together, or as many as there are before anybody reads them,
 * takes the time for that once.
 */
export class PendingRequests implements PutOff {
  private readonly rules: RequestRules[] = [];
  private readonly templates: string[] = [];
  private readonly methods: (string | undefined)[] = [];
  /** Of each request its status, how long it took, and when it was over. */
  private readonly numbers = new Float64Array(TOGETHER * NUMBERS);
  private size = 0;

  /** @param record records one of them */
  constructor(private readonly record: RecordRequest) {}

  /** Records a request, together with others. */
  readonly add: RecordRequest = (rules, template, method, status, milliseconds, now) => {
    const { size, numbers } = this;
    const at = size * NUMBERS;
    this.rules[size] = rules;
    this.templates[size] = template;
    this.methods[size] = method;
    numbers[at] = status;
    numbers[at + 1] = milliseconds;
    numbers[at + 2] = now;
    this.size = size + 1;
    if (size === 0) putOff(this);
    if (size === TOGETHER - 1) this.catchUp();
  };

  catchUp(): void {
    const { size, rules, templates, methods, numbers } = this;
    this.size = 0;
    for (let index = 0; index < size; index += 1) {
      const at = index * NUMBERS;
      this.record(
        rules[index] as RequestRules,
        templates[index] as string,
        methods[index],
        numbers[at] as number,
        numbers[at + 1] as number,
        numbers[at + 2] as number,
      );
    }
  }
}
