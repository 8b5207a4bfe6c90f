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

/**
 * The format that a scrape asks for: OpenMetrics where it is wanted at least as much as plain text.
 *
 * @param usual what is served to whoever has no preference
 */
export function formatFor(accept: string | undefined, usual: ExpositionFormat): ExpositionFormat {
  if (accept === undefined) return usual;
  const offers = offersIn(accept);
  const best = (wanted: (offer: Offer) => boolean) =>
    Math.max(-1, ...offers.filter(wanted).map(({ quality }) => quality));
  const openMetrics = best(
    ({ type, parameters }) =>
      type === "application/openmetrics-text" && OPENMETRICS_VERSIONS.includes(parameters.get("version")),
  );
  const text = best(({ type }) => type === "text/plain" || type === "text/*");
  if (openMetrics <= 0 && text <= 0) return usual;
  return openMetrics >= text ? "openmetrics" : "text";
}

/** Whether the answer may be compressed with gzip. */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  if (acceptEncoding === undefined) return false;
  const offers = offersIn(acceptEncoding);
  const gzip =
    offers.find(({ type }) => type === "gzip" || type === "x-gzip") ?? offers.find(({ type }) => type === "*");
  return gzip !== undefined && gzip.quality > 0;
}
