import type { MetricDefinition } from "../../definitions";
import type { ExposedMetric } from "../../handles/exposed-metric";
import type { Exemplar } from "../../series/exemplars";
import { boundText, sampleName, type ExpositionFormat } from "../exposition-format";
import { encoded, labelsText, numberText, type EncodedText, type TextWriter } from "./text-writer";

/** The most bytes that a number and what separates it take. */
const NUMBER = 32;

const LABELS_END = encoded("} ");
const COMMA = 44;
const NEWLINE = 10;

const exemplarText = ({ labels, value, time }: Exemplar): string =>
  ` # {${labelsText(labels)}} ${numberText(value)} ${time}`;

/** The label by which the lines of a series differ: a default label of the same name would be there beside it. */
const RESERVED_LABEL: Readonly<Partial<Record<MetricDefinition["type"], string>>> = {
  histogram: "le",
  summary: "quantile",
};

/** One line of a series: what stands before the labels of the series, and which number it shows. */
interface Line {
  readonly start: EncodedText;
  /** Which of the series' numbers; the sum of all buckets so far where it is a bucket. */
  readonly value: number;
  readonly cumulative: boolean;
  /** Whether the labels of the series are joined to others before them. */
  readonly joined: boolean;
}

/** Writes the lines of one metric's series, in one format, with one set of default labels. */
export class SeriesWriter {
  private readonly lines: readonly Line[];
  private readonly fixedLength: number;
  private readonly tail: EncodedText;
  private readonly views: (DataView | undefined)[] = [];
  private readonly sources: (Uint8Array | undefined)[] = [];

  constructor(
    private readonly metric: ExposedMetric,
    private readonly format: ExpositionFormat,
    defaults: readonly (readonly [string, unknown])[],
  ) {
    const { definition } = metric;
    const reserved = RESERVED_LABEL[definition.type];
    const own = defaults.filter(([name]) => name !== reserved && !definition.labelNames.includes(name));
    // prom-client prints a histogram's default labels before those of the series.
    const before = definition.type === "histogram" ? own : [];
    const after = definition.type === "histogram" ? [] : own;
    const name = sampleName(definition, format);
    const line = (
      at: string,
      extra: readonly (readonly [string, unknown])[],
      value: number,
      cumulative = false,
    ): Line => {
      const labels = labelsText([...extra, ...before]);
      return { start: encoded(`${at}{${labels}`), value, cumulative, joined: labels !== "" };
    };
    const stride = metric.series.table.stride;
    if (definition.type === "histogram") {
      const bounds = [...definition.buckets.map((bound) => boundText(bound, format)), "+Inf"];
      this.lines = [
        ...bounds.map((le, index) => line(`${name}_bucket`, [["le", le]], index, true)),
        line(`${name}_sum`, [], stride - 1),
        line(`${name}_count`, [], stride, true),
      ];
    } else if (definition.type === "summary") {
      this.lines = [
        ...definition.quantiles.map((quantile, index) =>
          line(name, [["quantile", boundText(quantile, format)]], index),
        ),
        line(`${name}_sum`, [], stride - 2),
        line(`${name}_count`, [], stride - 1),
      ];
    } else {
      this.lines = [line(name, [], 0)];
    }
    this.tail = encoded(labelsText(after));
    this.fixedLength = this.lines.reduce((sum, { start }) => sum + start.length + this.tail.length + NUMBER, 0);
  }

  /** The most bytes that a series takes. */
  lengthOf(place: number): number {
    const { columns, ids } = this.metric.series.table;
    let labels = 0;
    for (let index = 0; index < columns.length; index += 1) {
      labels += (columns[index]?.lengths[ids[place * columns.length + index] ?? 0] ?? 0) + 1;
    }
    return this.fixedLength + (labels + 1) * (this.lines.length + 1) + this.exemplarLength(place);
  }

  /** Writes a series, for which there is room. */
  write(writer: TextWriter, place: number): void {
    const { values, stride } = this.metric.series.table;
    const exemplars = this.format === "openmetrics" ? this.metric.exemplars?.of(place) : undefined;
    let labelsAt = -1;
    let labelsLength = 0;
    let below = 0;
    for (let index = 0; index < this.lines.length; index += 1) {
      const { start, value, cumulative, joined } = this.lines[index] as Line;
      writer.put(start);
      if (labelsAt === -1) {
        labelsAt = writer.position;
        this.writeLabels(writer, place, joined);
        // Later lines repeat the labels with what ends them, and without the comma that joins them here where none does.
        const comma = joined && writer.position > labelsAt ? 1 : 0;
        if (writer.position > labelsAt || joined) writer.put(LABELS_END);
        else writer.replaceLast(" ");
        labelsAt += comma;
        labelsLength = writer.position - labelsAt;
      } else if (labelsLength > LABELS_END.length) {
        if (joined) writer.putByte(COMMA);
        writer.repeat(labelsAt, labelsLength);
      } else if (joined) {
        writer.put(LABELS_END);
      } else {
        writer.replaceLast(" ");
      }
      if (!cumulative) writer.putNumber(values[place * stride + value] as number);
      else {
        if (value < stride - 1) below += values[place * stride + value] as number;
        writer.putNumber(below);
      }
      const exemplar = exemplars?.get(index);
      if (exemplar !== undefined) writer.putText(exemplarText(exemplar));
      writer.putByte(NEWLINE);
    }
  }

  private writeLabels(writer: TextWriter, place: number, joined: boolean): void {
    const { columns, ids } = this.metric.series.table;
    let comma = joined;
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index];
      if (column === undefined) continue;
      if (comma) writer.putByte(COMMA);
      comma = true;
      const id = ids[place * columns.length + index] as number;
      writer.copy(this.viewOf(index, column.parts), column.starts[id] as number, column.lengths[id] as number);
    }
    if (this.tail.length === 0) return;
    if (comma) writer.putByte(COMMA);
    writer.put(this.tail);
  }

  /** A column's memory changes when it grows. */
  private viewOf(index: number, parts: Uint8Array): DataView {
    const known = this.views[index];
    if (known !== undefined && this.sources[index] === parts) return known;
    const view = new DataView(parts.buffer);
    this.views[index] = view;
    this.sources[index] = parts;
    return view;
  }

  private exemplarLength(place: number): number {
    const exemplars = this.format === "openmetrics" ? this.metric.exemplars?.of(place) : undefined;
    if (exemplars === undefined) return 0;
    let length = 0;
    for (const exemplar of exemplars.values()) length += exemplarText(exemplar).length * 3;
    return length;
  }
}
