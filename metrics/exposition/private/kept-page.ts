import { TextWriter } from "./text-writer";

/** What writes the lines of the series at each place. */
export interface PlaceWriter {
  /** The most bytes that the lines of a series take. */
  lengthOf(place: number): number;
  /** Writes the lines of a series, for which there is room. */
  write(output: TextWriter, place: number): void;
  /** Whether a series was written since it was last taken as rendered. */
  isUnrendered(place: number): boolean;
  /** Takes a series as rendered. */
  rendered(place: number): void;
}

/** A text shorter than this is copied rather than handed over by itself. */
const LEAST_HANDED_OVER = 16_384;

/** Memory of a text, which stays as it is while some scrape sends it. */
interface Memory {
  readonly bytes: Buffer;
  readers: number;
}

/** Where lines are put before their length is known; nothing else runs meanwhile. */
const scratch = new TextWriter();

/** Memory for a text that may grow a little. */
const memoryFor = (length: number): Memory => ({
  bytes: Buffer.allocUnsafeSlow(Math.ceil(length * 1.03) + 64),
  readers: 0,
});

/** The text of neighbouring series, kept from one scrape to the next: only lines that changed are written over. */
export class KeptPage {
  length = 0;

  private memory = memoryFor(0);
  /** Where the lines of each series end. */
  private ends = new Uint32Array(0);

  /** How many series it has. */
  get series(): number {
    return this.ends.length;
  }

  /** Brings the text up to date with the series from one place up to another. */
  update(writer: PlaceWriter, first: number, end: number): void {
    if (this.ends.length !== end - first) {
      this.fill(writer, first, end);
      return;
    }
    for (let place = first; place < end; place += 1) {
      if (!writer.isUnrendered(place)) continue;
      scratch.clear();
      scratch.reserve(writer.lengthOf(place));
      writer.write(scratch, place);
      writer.rendered(place);
      this.replace(place - first);
    }
  }

  /**
   * Adds the text to what is written, or hands it over by itself where it is long. It is the text of now, whatever becomes
   * of the page while what was written before is handed over.
   */
  *print(output: TextWriter): Generator<Buffer, void> {
    const { memory, length } = this;
    const isLong = length >= LEAST_HANDED_OVER;
    memory.readers += 1;
    try {
      if (isLong ? output.position > 0 : output.isFull(length)) yield output.take();
      const text = memory.bytes.subarray(0, length);
      if (isLong) yield text;
      else output.putBytes(text);
    } finally {
      memory.readers -= 1;
    }
  }

  private fill(writer: PlaceWriter, first: number, end: number): void {
    scratch.clear();
    this.ends = new Uint32Array(end - first);
    for (let place = first; place < end; place += 1) {
      scratch.reserve(writer.lengthOf(place));
      writer.write(scratch, place);
      writer.rendered(place);
      this.ends[place - first] = scratch.position;
    }
    this.length = scratch.position;
    this.memory = memoryFor(this.length);
    scratch.copyTo(this.memory.bytes, 0);
  }

  /** Puts the lines that are in `scratch` in the place of a series' own. */
  private replace(series: number): void {
    const { ends } = this;
    const start = ends[series - 1] ?? 0;
    const oldEnd = ends[series] ?? 0;
    const growth = start + scratch.position - oldEnd;
    this.reserve(this.length + growth);
    if (growth !== 0) {
      this.memory.bytes.copyWithin(oldEnd + growth, oldEnd, this.length);
      for (let index = series; index < ends.length; index += 1) ends[index] = (ends[index] ?? 0) + growth;
      this.length += growth;
    }
    scratch.copyTo(this.memory.bytes, start);
  }

  /** Makes room for a text of this length in memory that nobody reads. */
  private reserve(length: number): void {
    const { bytes, readers } = this.memory;
    if (readers === 0 && length <= bytes.length) return;
    this.memory = memoryFor(length);
    this.memory.bytes.set(bytes.subarray(0, this.length));
  }
}
