import { LABEL_VALUE_LENGTH } from "./exposer";

/** How much a scrape of an exposer can bring at most, as Prometheus' limits of a target. */
export interface ExposerScrapeLimits {
  /** Lines of samples: `sample_limit`. */
  readonly samples: number;
  /** Bytes of a label's value: `label_value_length_limit`. */
  readonly labelValueLength: number;
  /** Bytes of the answer before compression: `body_size_limit`. */
  readonly bodySize: number;
}

/** Lines of metrics that no budget covers: closed lists of values, and what prom-client tells of Node and the process. */
const UNBUDGETED_LINES = 5_000;

/** A UTF-16 code unit takes at most 3 bytes in UTF-8. */
const BYTES_PER_UNIT = 3;

/** Bytes of a line beside its longest label value: names, the other values, the number. */
const BYTES_PER_LINE = 512;

/**
 * Limits above all that an exposer with this budget writes, so that a full budget is still scraped. Open labels fold at the
 * budget, and everything else that has no list of values at twice the budget; one long label value a line is allowed for.
 *
 * @param lineBudget lines; see `DEFAULT_LINE_BUDGET`
 */
export function scrapeLimitsFor(lineBudget: number): ExposerScrapeLimits {
  const samples = 2 * lineBudget + UNBUDGETED_LINES;
  const labelValueLength = LABEL_VALUE_LENGTH * BYTES_PER_UNIT;
  return { samples, labelValueLength, bodySize: samples * (labelValueLength + BYTES_PER_LINE) };
}
