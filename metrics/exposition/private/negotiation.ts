import type { ExpositionFormat } from "../exposition-format";

interface Offer {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly quality: number;
}

/** What is read of a header at most, so that a long one costs no more: offers, and parameters of each. */
const MOST_OFFERS = 32;
const MOST_PARAMETERS = 8;

/** The first offers of an `Accept` or `Accept-Encoding`, each with its quality. */
function offersIn(header: string): Offer[] {
  return header.split(",", MOST_OFFERS).map((offer) => {
    const [type = "", ...rest] = offer.split(";", MOST_PARAMETERS + 1).map((part) => part.trim().toLowerCase());
    const parameters = new Map(
      rest.map((parameter) => {
        const [name = "", value = ""] = parameter.split("=");
        return [name.trim(), value.trim().replace(/^"|"$/g, "")] as const;
      }),
    );
    const quality = Number(parameters.get("q") ?? 1);
    return { type, parameters, quality: quality >= 0 && quality <= 1 ? quality : 0 };
  });
}

const OPENMETRICS_VERSIONS: readonly (string | undefined)[] = [undefined, "1.0.0", "0.0.1"];

/** The ranges of types that each format is in, the most precise first. */
const RANGES: Readonly<Record<ExpositionFormat, readonly string[]>> = {
  text: ["text/plain", "text/*", "*/*"],
  openmetrics: ["application/openmetrics-text", "application/*", "*/*"],
};

const isOf = ({ type, parameters }: Offer, range: string): boolean =>
  type === range &&
  (range !== "application/openmetrics-text" || OPENMETRICS_VERSIONS.includes(parameters.get("version")));

/** The quality of the most precise of these ranges that is offered at all; undefined where none is. */
function qualityOf(offers: readonly Offer[], ranges: readonly string[]): number | undefined {
  const range = ranges.find((each) => offers.some((offer) => isOf(offer, each)));
  if (range === undefined) return undefined;
  return Math.max(...offers.filter((offer) => isOf(offer, range)).map(({ quality }) => quality));
}

/**
 * The format that a scrape asks for: OpenMetrics where it is wanted at least as much as plain text.
 *
 * @param usual what is served to whoever has no preference, unless it is refused and the other format is not
 */
export function formatFor(accept: string | undefined, usual: ExpositionFormat): ExpositionFormat {
  if (accept === undefined) return usual;
  const offers = offersIn(accept);
  // Ranges that take in other types as well tell of no preference among formats.
  const openMetrics = qualityOf(offers, ["application/openmetrics-text"]) ?? 0;
  const text = qualityOf(offers, ["text/plain", "text/*"]) ?? 0;
  if (openMetrics > 0 || text > 0) return openMetrics >= text ? "openmetrics" : "text";
  const other = usual === "text" ? "openmetrics" : "text";
  const refuses = (format: ExpositionFormat) => qualityOf(offers, RANGES[format]) === 0;
  return refuses(usual) && !refuses(other) ? other : usual;
}

/** Whether the answer may be compressed with gzip. */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  if (acceptEncoding === undefined) return false;
  const offers = offersIn(acceptEncoding);
  const gzip =
    offers.find(({ type }) => type === "gzip" || type === "x-gzip") ?? offers.find(({ type }) => type === "*");
  return gzip !== undefined && gzip.quality > 0;
}
