/** One line of a scrape. */
interface Sample {
  readonly name: string;
  /** As they are printed, without the braces. */
  readonly labels: string;
  readonly value: number;
}

// What follows the value, an exemplar, is not read.
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{([^}]*)\})? (\S+)/;

/** The samples of a scrape, in either format, whose label values hold no brace. */
export class Page {
  private readonly byName = new Map<string, Sample[]>();

  /** @throws {Error} for a line that is neither a sample nor a comment */
  constructor(text: string) {
    for (const line of text.split("\n")) {
      if (line === "" || line.startsWith("#")) continue;
      const [, name, labels = "", value] = SAMPLE.exec(line) ?? [];
      if (name === undefined) throw new Error(`the page has a line that is no sample: ${line}`);
      const samples = this.byName.get(name) ?? [];
      samples.push({ name, labels, value: Number(value) });
      this.byName.set(name, samples);
    }
  }

  /** The values of a name's lines, added up: of those only that have a label as it is printed, where one is given. */
  total(name: string, label = ""): number {
    return this.samples(name, label).reduce((sum, { value }) => sum + value, 0);
  }

  /** The lines of a name: of those only that have a label as it is printed, where one is given. */
  samples(name: string, label = ""): readonly Sample[] {
    return (this.byName.get(name) ?? []).filter(({ labels }) => label === "" || labels.split(",").includes(label));
  }
}
