import { durationMilliseconds, formatDuration } from "./duration";

/** With fewer, one failed scrape and the ends of the window leave too few samples for a rate. */
export const LEAST_SCRAPES = 4;

/**
 * A window that was chosen before anybody knew how often targets are scraped: as it is, or of four scrapes where it would
 * hold fewer. Both are written as Prometheus writes durations; with one that is none, the window stays.
 */
export function windowOfScrapes(window: string, scrapeInterval: string | undefined): string {
  const least = LEAST_SCRAPES * (durationMilliseconds(scrapeInterval ?? "") ?? 0);
  return (durationMilliseconds(window) ?? Infinity) < least ? formatDuration(least) : window;
}
