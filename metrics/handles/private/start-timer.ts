import { readClock } from "../../private/clock";

/** Starts a timer; calling what it returns records the seconds since in the series, and returns them. */
export function startTimer(series: { observe(seconds: number): void }): () => number {
  const start = readClock();
  return () => {
    const seconds = (readClock() - start) / 1_000;
    series.observe(seconds);
    return seconds;
  };
}
