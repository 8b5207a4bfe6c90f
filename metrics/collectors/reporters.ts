import { MetricUsageError, type LabelValues, type LabelledGauge, type MetricsRegistry } from "../handles";
import { countCollectError } from "../private/collect-errors";
import { once, within } from "../private/collecting";
import { provideParts, type RatioPart } from "../private/merge-parts";
import { refuse } from "../private/refuse";
import { inNextTurn } from "../private/turns";
import { registrationProblems, reportProblems } from "./private/report-problems";
import type { ReadReport } from "./reports";

/**
 * Seconds that a report may take. It is less than a metric may take for a scraper that waits longer than 2 seconds, so that
 * one report that hangs does not cost its gauge the others.
 */
export const REPORT_TIMEOUT = 1;

/** One gauge that is computed from a report; undefined where the report gives no value. */
export interface ReportedGauge<Label extends string, Report> {
  readonly gauge: LabelledGauge<Label>;
  /** What of the report the value takes. */
  readonly fields: readonly (keyof Report & string)[];
  /**
   * Whether the report may leave all of these out.
   *
   * @default false
   */
  readonly isOptional?: boolean;
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

/** One that reports. */
interface Reporter<Report> {
  readonly name: string;
  readonly read: ReadReport<Report>;
}

/** One reading of all reports. */
interface Reading {
  readonly over: Promise<void>;
  isOver: boolean;
  /** The gauges that have had it. */
  readonly gauges: Set<object>;
}

/**
 * Things of one kind that report about themselves at a scrape, each under a name of its own. A report is read once a scrape,
 * for all gauges.
 */
export class Reporters<Label extends string, Report> {
  private readonly reporters = new Map<string, Reporter<Report>>();
  /** What the latest ratios were computed from. */
  private readonly parts = new Map<string, RatioPart>();
  private latest: Reading | undefined;

  constructor(
    private readonly registry: MetricsRegistry,
    private readonly options: ReportersOptions<Label, Report>,
  ) {
    for (const { gauge, ratio } of options.gauges) {
      gauge.collect(() => this.update(gauge));
      if (ratio !== undefined) {
        provideParts(registry, ratio.metric, { kind: "ratio", read: () => [...this.parts.values()] });
      }
    }
  }

  /**
   * @returns what ends it; the series end with it
   * @throws {MetricUsageError} when the name is no text, `read` no function, or the name taken: two of one name would
   *   overwrite each other at every scrape
   */
  register(name: string, read: ReadReport<Report>): () => void {
    refuse(registrationProblems(name, read), this.options.method);
    if (this.reporters.has(name)) {
      throw new MetricUsageError([
        `${this.options.method}("${name}"): the name is registered already: give each one a name of its own, or end the earlier registration by calling what it returned`,
      ]);
    }
    const reporter = { name, read };
    this.reporters.set(name, reporter);
    return () => {
      if (!this.isRegistered(reporter)) return;
      this.reporters.delete(name);
      for (const reported of this.options.gauges) this.leaveOut(reported, name);
    };
  }

  private isRegistered(reporter: Reporter<Report>): boolean {
    return this.reporters.get(reporter.name) === reporter;
  }

  /** Waits for the reading that all gauges of one scrape share; a gauge that has had it already is of a later scrape. */
  private update(gauge: object): Promise<void> {
    let reading = this.latest;
    if (reading === undefined || (reading.isOver && reading.gauges.has(gauge))) reading = this.begin();
    reading.gauges.add(gauge);
    return reading.over;
  }

  private begin(): Reading {
    const over = Promise.all(Array.from(this.reporters.values(), (reporter) => this.report(reporter))).then(() => {
      reading.isOver = true;
      // A scrape may come to its gauges one after the other, but does so in one turn of the event loop.
      inNextTurn(() => {
        if (this.latest === reading) this.latest = undefined;
      });
    });
    const reading: Reading = { over, isOver: false, gauges: new Set() };
    this.latest = reading;
    return reading;
  }

  private async report(reporter: Reporter<Report>): Promise<void> {
    const { gauges } = this.options;
    const { name, read } = reporter;
    try {
      const report = await within(REPORT_TIMEOUT, once(reporter, "report", read));
      // It may have ended while it was being read.
      if (!this.isRegistered(reporter)) return;
      const problems = gauges.flatMap((reported) => this.show(reported, name, report));
      if (problems.length > 0) this.count(name, new MetricUsageError(problems));
    } catch (error) {
      if (!this.isRegistered(reporter)) return;
      for (const reported of gauges) this.leaveOut(reported, name);
      this.count(name, error);
    }
  }

  /** @returns what is wrong with the report, so that it cannot be shown */
  private show(reported: ReportedGauge<Label, Report>, name: string, report: Report): string[] {
    const { gauge, value, ratio, fields, isOptional = false } = reported;
    const given = isOptional ? fields.filter((field) => report[field] !== undefined) : fields;
    const problems = reportProblems(report, given);
    const current = problems.length === 0 && given.length > 0 ? value(report) : undefined;
    if (current === undefined) {
      this.leaveOut(reported, name);
      return problems;
    }
    const labels = this.options.labels(name);
    gauge.set(labels, current);
    if (ratio !== undefined) this.parts.set(name, { labels, ...ratio.parts(report) });
    return problems;
  }

  private leaveOut({ gauge, ratio }: ReportedGauge<Label, Report>, name: string): void {
    gauge.remove(this.options.labels(name));
    if (ratio !== undefined) this.parts.delete(name);
  }

  private count(name: string, error: unknown): void {
    countCollectError(this.registry, `${this.options.method} ${name}`, error);
  }
}
