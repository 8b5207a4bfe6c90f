import type { ExposedMetric } from "../../handles/exposed-metric";
import { GONE, UNRENDERED } from "../../series/series-table";
import { familyHeader, type ExpositionFormat } from "./exposition-format";
import { SeriesWriter } from "./series-writer";
import { TextWriter } from "./text-writer";

/** Lines that are kept, or written anew, together. */
const LINES_A_PAGE = 512;

/** Pages shorter than this are copied rather than handed over by themselves. */
const LEAST_HANDED_OVER = 16_384;

const EMPTY = Buffer.alloc(0);

/** Where pages are put together; nothing else runs meanwhile. */
const scratch = new TextWriter();

const roomFor = (length: number): number => Math.ceil(length * 1.03) + 64;

/** The text of some neighbouring series. */
interface Page {
  /** The text, where most of the series were idle when it was last written; undefined otherwise. */
  text: Buffer | undefined;
  /** What the text lies in, with room for it to grow. */
  memory: Buffer;
  /** The length of each series' lines in the text. */
  lengths: Uint32Array | undefined;
  /** How many scrapes are sending the text now. */
  readers: number;
}

/**
 * Prints one metric. The text of series that are idle from one scrape to the next is kept, so that such a scrape costs what
 * has changed; where most of a page changes, keeping its text would cost memory and gain nothing.
 */
export class PageRenderer {
  private pages: Page[] = [];
  private generation = -1;
  private layout = "";
  private writer: SeriesWriter | undefined;
  private readonly seriesAPage: number;

  constructor(private readonly metric: ExposedMetric) {
    this.seriesAPage = Math.max(1, Math.floor(LINES_A_PAGE / metric.series.lines));
  }

  /**
   * Writes the metric, and hands over what is written as often as memory is full. What is handed over stays as it is until
   * the next is asked for.
   */
  *print(
    output: TextWriter,
    format: ExpositionFormat,
    defaults: readonly (readonly [string, unknown])[],
  ): Generator<Buffer, void> {
    const { table } = this.metric.series;
    const layout = JSON.stringify([format, defaults]);
    if (this.writer === undefined || layout !== this.layout) {
      this.writer = new SeriesWriter(this.metric, format, defaults);
      this.layout = layout;
      this.pages = [];
    }
    const writer = this.writer;
    const header = familyHeader(this.metric.definition, format);
    if (output.isFull(header.length * 3)) yield output.take();
    output.putText(header);
    for (let first = 0; first < table.size; first += this.seriesAPage) {
      if (this.generation !== table.generation) {
        this.generation = table.generation;
        this.pages = [];
      }
      yield* this.printPage(output, writer, first, Math.min(first + this.seriesAPage, table.size));
    }
  }

  private *printPage(output: TextWriter, writer: SeriesWriter, first: number, end: number): Generator<Buffer, void> {
    const number = first / this.seriesAPage;
    const known = this.pages[number];
    const changed = this.changed(first, end);
    const idle = known !== undefined && changed * 2 <= end - first;
    if (!idle) {
      this.pages[number] = { text: undefined, memory: EMPTY, lengths: undefined, readers: 0 };
      for (let place = first; place < end; place += 1) {
        const length = writer.lengthOf(place);
        if (output.isFull(length)) yield output.take();
        if (place >= this.metric.series.table.size) return;
        output.reserve(length);
        this.writeSeries(output, writer, place);
      }
      return;
    }
    if (changed > 0 || known.text === undefined || known.lengths?.length !== end - first) {
      this.rewrite(known, writer, first);
    }
    const { text } = known;
    if (text === undefined) return;
    if (text.length < LEAST_HANDED_OVER) {
      if (output.isFull(text.length)) yield output.take();
      output.putBytes(text);
      return;
    }
    if (output.position > 0) yield output.take();
    known.readers += 1;
    try {
      yield text;
    } finally {
      known.readers -= 1;
    }
  }

  private changed(first: number, end: number): number {
    const { marks } = this.metric.series.table;
    let changed = 0;
    for (let place = first; place < end; place += 1) changed += (marks[place] ?? 0) & UNRENDERED;
    return changed;
  }

  /** Brings the text of a page up to date. */
  private rewrite(page: Page, writer: SeriesWriter, first: number): void {
    const { table } = this.metric.series;
    const end = Math.min(first + this.seriesAPage, table.size);
    const lengths = new Uint32Array(end - first);
    const output = scratch;
    const { text: old, lengths: oldLengths } = page;
    let at = 0;
    let from = 0;
    for (let place = first; place < end; place += 1) {
      const oldLength = oldLengths?.[place - first] ?? 0;
      const isNew = old === undefined || place - first >= (oldLengths?.length ?? 0);
      if (isNew || ((table.marks[place] ?? 0) & UNRENDERED) !== 0) {
        if (old !== undefined && at > from) output.putBytes(old.subarray(from, at));
        const start = output.position;
        output.reserve(writer.lengthOf(place));
        this.writeSeries(output, writer, place);
        lengths[place - first] = output.position - start;
        from = at + oldLength;
      } else {
        lengths[place - first] = oldLength;
      }
      at += oldLength;
    }
    if (old !== undefined && at > from) output.putBytes(old.subarray(from, at));
    const text = output.take();
    // A scrape that is still sending the old text keeps it.
    if (page.memory.length < text.length || page.readers > 0)
      page.memory = Buffer.allocUnsafeSlow(roomFor(text.length));
    page.memory.set(text);
    page.text = page.memory.subarray(0, text.length);
    page.lengths = lengths;
  }

  private writeSeries(output: TextWriter, writer: SeriesWriter, place: number): void {
    const { marks } = this.metric.series.table;
    const mark = marks[place] ?? GONE;
    if ((mark & GONE) === 0) writer.write(output, place);
    marks[place] = mark & ~UNRENDERED;
  }
}
