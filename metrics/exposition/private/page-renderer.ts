import type { ExposedMetric } from "../../handles/exposed-metric";
import { GONE, UNRENDERED_IN } from "../../series/series-table";
import { familyHeader, type ExpositionFormat } from "../exposition-format";
import { KeptPage, type PlaceWriter } from "./kept-page";
import { SeriesWriter } from "./series-writer";
import type { TextWriter } from "./text-writer";

/** Lines that are kept, or written anew, together. */
const LINES_A_PAGE = 2_048;

/** The share of a page's series that may change from one scrape to the next for its text to be worth keeping. */
const CHANGING_AT_MOST = 1 / 3;

/** A page that was written once, and whose text is not kept. */
const NOT_KEPT = Symbol("written, and not kept");

/**
 * Prints one metric in one format. The text of series that are idle from one scrape to the next is kept, so that such a
 * scrape costs what has changed; where much of a page changes, keeping its text would cost memory and gain nothing.
 */
export class PageRenderer implements PlaceWriter {
  private readonly header: string;
  private readonly writer: SeriesWriter;
  private readonly seriesAPage: number;
  private readonly unrendered: number;
  private pages: (KeptPage | typeof NOT_KEPT)[] = [];
  private generation = -1;
  private retired = false;

  /** @param defaults the registry's labels for every series */
  constructor(
    private readonly metric: ExposedMetric,
    format: ExpositionFormat,
    defaults: readonly (readonly [string, unknown])[],
  ) {
    this.header = familyHeader(metric.definition, format);
    this.writer = new SeriesWriter(metric, format, defaults);
    this.seriesAPage = Math.max(1, Math.floor(LINES_A_PAGE / metric.series.lines));
    this.unrendered = UNRENDERED_IN[format];
  }

  /** Says that another renderer looks after the format from now on: a scrape that still runs then keeps nothing. */
  retire(): void {
    this.retired = true;
    this.pages = [];
  }

  /**
   * Writes the metric, and hands over what is written as often as memory is full. What is handed over stays as it is until
   * the next is asked for. Series that are added meanwhile are left to the next scrape: one that is removed and comes back
   * would be there twice. For the same reason nothing more is written once everything was removed.
   *
   * @throws what writing a series throws; of every series there are then all lines or none
   */
  *print(output: TextWriter): Generator<Buffer, void> {
    const { table } = this.metric.series;
    table.beginReading();
    try {
      if (output.isFull(this.header.length * 3)) yield output.take();
      output.putText(this.header);
      const { size, generation } = table;
      if (this.generation !== generation) {
        this.generation = generation;
        this.pages = [];
      }
      for (let first = 0; first < size && table.generation === generation; first += this.seriesAPage) {
        yield* this.printPage(output, first, Math.min(first + this.seriesAPage, size));
      }
    } catch (error) {
      // What a page was about to become is not known.
      this.pages = [];
      throw error;
    } finally {
      table.endReading();
    }
  }

  lengthOf(place: number): number {
    return this.writer.lengthOf(place);
  }

  write(output: TextWriter, place: number): void {
    if (((this.metric.series.table.marks[place] as number) & GONE) !== 0) return;
    const before = output.position;
    try {
      this.writer.write(output, place);
    } catch (error) {
      output.position = before;
      throw error;
    }
  }

  isUnrendered(place: number): boolean {
    return ((this.metric.series.table.marks[place] as number) & this.unrendered) !== 0;
  }

  rendered(place: number): void {
    const { marks } = this.metric.series.table;
    marks[place] = (marks[place] as number) & ~this.unrendered;
  }

  private *printPage(output: TextWriter, first: number, end: number): Generator<Buffer, void> {
    const number = first / this.seriesAPage;
    const known = this.pages[number];
    const changed = this.changed(first, end);
    if (this.retired || known === undefined || changed > (end - first) * CHANGING_AT_MOST) {
      if (!this.retired) this.pages[number] = NOT_KEPT;
      yield* this.writeOnce(output, first, end);
      return;
    }
    const page = known === NOT_KEPT ? new KeptPage() : known;
    this.pages[number] = page;
    if (changed > 0 || known === NOT_KEPT || page.series !== end - first) page.update(this, first, end);
    yield* page.print(output);
  }

  private *writeOnce(output: TextWriter, first: number, end: number): Generator<Buffer, void> {
    const { table } = this.metric.series;
    const { generation } = table;
    const number = first / this.seriesAPage;
    for (let place = first; place < end; place += 1) {
      let length = this.lengthOf(place);
      if (output.isFull(length)) {
        yield output.take();
        if (table.generation !== generation) return;
        // The series may have got an exemplar meanwhile.
        length = this.lengthOf(place);
      }
      output.reserve(length);
      this.write(output, place);
      // Another scrape may keep the page by now: its text has then to hear of what this one writes.
      if (this.pages[number] === NOT_KEPT) this.rendered(place);
    }
  }

  private changed(first: number, end: number): number {
    const { marks } = this.metric.series.table;
    let changed = 0;
    for (let place = first; place < end; place += 1) {
      if (((marks[place] as number) & this.unrendered) !== 0) changed += 1;
    }
    return changed;
  }
}
