import { MetricUsageError, type LabelValues, type LabelledGauge, type MetricsRegistry } from "../handles";
import { countCollectError } from "../private/collect-errors";
import { provideParts, type RatioPart } from "../private/merge-parts";
import type { ReadReport } from "./reports";

/** One gauge that is computed from a report; undefined where the report gives no value. */
export interface ReportedGauge<Label extends string, Report> {
  readonly gauge: LabelledGauge<Label>;
  readonly value: (report: Report) => number | undefined;
  /** What the value is computed from, where it is a ratio, and the name of its metric. */
  readonly ratio?: { readonly metric: string; readonly parts: (report: Report) => Omit<RatioPart, "labels"> };
}

/** What the reporters of one kind have in common. */
export interface ReportersOptions<Label extends string, Report> {
  /** The method that registers them, for errors. */
  readonly method: string;
  readonly labels: (name: string) => LabelValues<Label>;
  readonly gauges: readonly ReportedGauge<Label, Report>[];
}

/** Things of one kind that report about themselves at a scrape, each under a name of its own. */
export class Reporters<Label extends string, Report> {
  private readonly reads = new Map<string, ReadReport<Report>>();
  /** What the latest ratios were computed from. */
  private readonly parts = new Map<string, RatioPart>();

  constructor(
    private readonly registry: MetricsRegistry,
    private readonly options: ReportersOptions<Label, Report>,
  ) {
    for (const reported of options.gauges) {
      reported.gauge.collect(() => this.update(reported));
      if (reported.ratio !== undefined) {
        provideParts(registry, reported.ratio.metric, { kind: "ratio", read: () => [...this.parts.values()] });
      }
    }
  }

  /**
   * @returns what ends it; the series end with it
   * @throws {MetricUsageError} when the name is taken: two of one name would overwrite each other at every scrape
   */
  register(name: string, read: ReadReport<Report>): () => void {
    if (this.reads.has(name)) {
      throw new MetricUsageError([
        `${this.options.method}("${name}"): the name is registered already: give each one a name of its own, or end the earlier registration by calling what it returned`,
      ]);
    }
    this.reads.set(name, read);
    return () => {
      if (this.reads.get(name) !== read) return;
      this.reads.delete(name);
      this.parts.delete(name);
      for (const { gauge } of this.options.gauges) gauge.remove(this.options.labels(name));
    };
  }

  private async update({ gauge, value, ratio }: ReportedGauge<Label, Report>): Promise<void> {
    await Promise.all(
      Array.from(this.reads, async ([name, read]) => {
        const labels = this.options.labels(name);
        if (ratio !== undefined) this.parts.delete(name);
        try {
          const report = await read();
          const current = value(report);
          // It may have ended while it was being read.
          if (this.reads.get(name) !== read) return;
          if (current === undefined) gauge.remove(labels);
          else gauge.set(labels, current);
          if (ratio !== undefined && current !== undefined) this.parts.set(name, { labels, ...ratio.parts(report) });
        } catch (error) {
          gauge.remove(labels);
          countCollectError(this.registry, `${this.options.method} ${name}`, error);
        }
      }),
    );
  }
}
