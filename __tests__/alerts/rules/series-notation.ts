/** A value at a place among the scrapes; a scrape without one has none. */
export interface NotedSample {
  readonly scrape: number;
  readonly value: string;
}

const NUMBER = String.raw`[-+]?[\d.]+(?:e[-+]?\d+)?`;
const ITEM = new RegExp(`^(?:(_|stale)|(${NUMBER})(?:([-+])(${NUMBER}))?)(?:x(\\d+))?$`, "i");

/**
 * The samples of a series in promtool's notation: `1 2+3x4 _x5 stale`. `a+bxn` has n further values after the first one,
 * `_xn` leaves n scrapes out.
 */
export function samplesOf(notation: string): NotedSample[] {
  const samples: NotedSample[] = [];
  let scrape = 0;
  for (const item of notation.trim().split(/\s+/)) {
    const parts = ITEM.exec(item);
    if (parts === null) throw new Error(`no samples in promtool's notation: ${JSON.stringify(item)}`);
    const [, nothing, first = "", sign, step = "0", times] = parts;
    if (nothing !== undefined) {
      scrape += Number(times ?? 1);
      continue;
    }
    const increment = (sign === "-" ? -1 : 1) * Number(step);
    for (let index = 0; index <= Number(times ?? 0); index += 1) {
      samples.push({ scrape, value: String(Number(first) + index * increment) });
      scrape += 1;
    }
  }
  return samples;
}
