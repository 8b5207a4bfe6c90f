/** The time over which an error rate is taken, in milliseconds. */
export const ERROR_RATE_WINDOW = 300_000;

const SLICE = 10_000;
const SLICES = ERROR_RATE_WINDOW / SLICE;

/**
 * Requests and errors over the last 5 minutes, in slices of 10 seconds: its memory does not depend on the traffic, and
 * an event is forgotten at most one slice early. What it tells is as of the last time that it was moved to.
 */
export class ErrorRateWindow {
  private readonly requestSlices = new Float64Array(SLICES);
  private readonly errorSlices = new Float64Array(SLICES);
  private current = -1;
  private currentEnds = -Infinity;
  private totalRequests = 0;
  private totalErrors = 0;

  /** Requests within the window. */
  get requests(): number {
    return this.totalRequests;
  }

  /** Errors within the window. */
  get errors(): number {
    return this.totalErrors;
  }

  /** Share of errors within the window, from 0 to 1; 0 when nothing happened. */
  get rate(): number {
    return this.totalErrors === 0 ? 0 : this.totalErrors / this.totalRequests;
  }

  /**
   * Forgets what is older than the window.
   *
   * @param now milliseconds, from a clock that never goes back
   */
  moveTo(now: number): void {
    if (now >= this.currentEnds) this.advance(Math.floor(now / SLICE));
  }

  /** Counts a request at the time that the window was last moved to. */
  add(failed: boolean): void {
    const slot = this.current % SLICES;
    (this.requestSlices[slot] as number) += 1;
    this.totalRequests += 1;
    if (!failed) return;
    (this.errorSlices[slot] as number) += 1;
    this.totalErrors += 1;
  }

  /** Forgets everything. */
  clear(): void {
    this.requestSlices.fill(0);
    this.errorSlices.fill(0);
    this.totalRequests = 0;
    this.totalErrors = 0;
  }

  private advance(slice: number): void {
    for (let next = Math.max(this.current + 1, slice - SLICES + 1); next <= slice; next += 1) {
      const slot = next % SLICES;
      this.totalRequests -= this.requestSlices[slot] ?? 0;
      this.totalErrors -= this.errorSlices[slot] ?? 0;
      this.requestSlices[slot] = 0;
      this.errorSlices[slot] = 0;
    }
    this.current = slice;
    this.currentEnds = (slice + 1) * SLICE;
  }
}
