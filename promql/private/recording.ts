import type { PageMetric } from "./metrics-page";
import { encodeMetric } from "./recorded-metrics";

const LINE_LENGTH = 120;

function union(first: PageMetric, second: PageMetric): PageMetric {
  return {
    type: first.type === second.type ? first.type : "unknown",
    labels: [...new Set([...first.labels, ...second.labels])],
    buckets: [...new Set([...first.buckets, ...second.buckets])].sort((a, b) => a - b),
    quantiles: [...new Set([...first.quantiles, ...second.quantiles])].sort(),
  };
}

/** Several pages of one program as one, so that a metric need not have a sample on each of them. */
export function mergePages(pages: readonly ReadonlyMap<string, PageMetric>[]): Map<string, PageMetric> {
  const merged = new Map<string, PageMetric>();
  for (const [name, metric] of pages.flatMap((page) => [...page])) {
    const earlier = merged.get(name);
    merged.set(name, earlier === undefined ? metric : union(earlier, metric));
  }
  return merged;
}

function entry(name: string, text: string): string {
  const key = /^[a-zA-Z_]\w*$/.test(name) ? name : JSON.stringify(name);
  const line = `  ${key}: ${JSON.stringify(text)},`;
  return line.length <= LINE_LENGTH ? line : `  ${key}:\n    ${JSON.stringify(text)},`;
}

/** The file in which what a program exposes is kept. */
export function renderRecording(program: string, metrics: ReadonlyMap<string, PageMetric>): string {
  const entries = [...metrics].sort(([first], [second]) => (first < second ? -1 : 1));
  return [
    'import type { RecordedMetrics } from "../private/recorded-metrics";',
    "",
    `// Written by record-known-metrics.ts, from ${program}.`,
    "export const recorded: RecordedMetrics = {",
    ...entries.map(([name, metric]) => entry(name, encodeMetric(metric))),
    "};",
    "",
  ].join("\n");
}
