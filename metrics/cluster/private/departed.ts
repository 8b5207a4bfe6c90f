import { isCumulative, widthOf, type FamilyLayout, type Snapshot } from "./snapshot";

interface Total {
  readonly layout: FamilyLayout;
  readonly values: Map<string, number>;
}

/** What processes have counted that are gone, all together: a worker that is started again and again takes no more room. */
export class Departed {
  private readonly totals = new Map<string, Total>();
  private latest: Snapshot | undefined;

  /** Keeps what a process counted. */
  add({ families, numbers }: Snapshot): void {
    let at = 0;
    for (const layout of families) {
      if (isCumulative(layout)) this.addFamily(layout, numbers.subarray(at, at + layout.lines.length));
      at += widthOf(layout);
    }
    this.latest = undefined;
  }

  /** All of it as if one process had counted it. */
  snapshot(): Snapshot {
    const totals = Array.from(this.totals.values());
    this.latest ??= {
      newest: 0,
      families: totals.map(({ layout, values }) => ({ ...layout, lines: [...values.keys()] })),
      numbers: Float64Array.from(totals.flatMap(({ values }) => [...values.values()])),
      distinct: new Map(),
    };
    return this.latest;
  }

  private addFamily(layout: FamilyLayout, numbers: Float64Array): void {
    const { values } = this.totals.get(layout.name) ?? { values: new Map<string, number>() };
    this.totals.set(layout.name, { layout, values });
    layout.lines.forEach((line, index) => values.set(line, (values.get(line) ?? 0) + (numbers[index] as number)));
  }
}
