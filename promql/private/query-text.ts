import { selector, type Matchers } from "../queries/matchers";

/** What a query is asked for: over which time, of which series, and kept apart by which labels. */
export interface QueryParts {
  readonly window: string;
  readonly by: readonly string[];
  readonly where?: Matchers;
}

/** Added up, kept apart by labels; as one number where there are none. */
export const sumBy = (by: readonly string[], expression: string): string =>
  `sum${by.length === 0 ? "" : ` by (${by.join(", ")}) `}(${expression})`;

/** How fast counters grow, a second. */
export const sumOfRates = (series: string, { window, by, where }: QueryParts): string =>
  sumBy(by, `rate(${selector(series, where)}[${window}])`);

/** How much counters grew within the window, as `increase` has it. */
export const sumOfIncreases = (series: string, { window, by, where }: QueryParts): string =>
  sumBy(by, `increase(${selector(series, where)}[${window}])`);

/** The share, 0 to 1, that those of the counted have that match further conditions. */
export const shareOf = (series: string, parts: QueryParts, further: Matchers): string =>
  `${sumOfRates(series, { ...parts, where: { ...parts.where, ...further } })} / ${sumOfRates(series, parts)}`;

/** The value below which the given share of a histogram's observations lies. */
export const quantileOfBuckets = (histogram: string, quantile: number, parts: QueryParts): string =>
  `histogram_quantile(${quantile}, ${sumOfRates(`${histogram}_bucket`, { ...parts, by: [...parts.by, "le"] })})`;
