/** The time over which an error rate is taken, in milliseconds. */
export const ERROR_RATE_WINDOW = 300_000;

const SLICE = 10_000;
const SLICES = ERROR_RATE_WINDOW / SLICE;

/**
 * Requests and errors over the last 5 minutes, in slices of 10 seconds: its memory does not depend on the traffic, and
 * an event is forgotten at most one slice early.
 */
export class ErrorRateWindow {
  private readonly requestSlices = new Float64Array(SLICES);
  private readonly errorSlices = new Float64Array(SLICES);
  private current = -1;
  private totalRequests = 0;
  private totalErrors = 0;

  /** @param now milliseconds, from a clock that never goes back */
  add(failed: boolean, now: number): void {
    this.advance(now);
    const slot = this.current % SLICES;
    this.requestSlices[slot] = (this.requestSlices[slot] ?? 0) + 1;
    this.totalRequests += 1;
    if (!failed) return;
    this.errorSlices[slot] = (this.errorSlices[slot] ?? 0) + 1;
    this.totalErrors += 1;
  }

  /** Requests within the window. */
  count(now: number): number {
    this.advance(now);
    return this.totalRequests;
  }

  /** Errors within the window. */
  errors(now: number): number {
    this.advance(now);
    return this.totalErrors;
  }

  /** Share of errors within the window, from 0 to 1; 0 when nothing happened. */
  rate(now: number): number {
    this.advance(now);
    return this.totalRequests === 0 ? 0 : this.totalErrors / this.totalRequests;
  }

  private advance(now: number): void {
    const slice = Math.floor(now / SLICE);
    for (let next = Math.max(this.current + 1, slice - SLICES + 1); next <= slice; next += 1) {
      const slot = next % SLICES;
      this.totalRequests -= this.requestSlices[slot] ?? 0;
      this.totalErrors -= this.errorSlices[slot] ?? 0;
      this.requestSlices[slot] = 0;
      this.errorSlices[slot] = 0;
    }
    this.current = Math.max(this.current, slice);
  }
}
