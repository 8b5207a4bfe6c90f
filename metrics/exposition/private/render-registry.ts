import { Registry } from "prom-client";
import type { MetricsRegistry } from "../../handles";
import { exposedMetric, type ExposedMetric } from "../../handles/exposed-metric";
import { countCollectError } from "../../private/collect-errors";
import { once, within } from "../../private/collecting";
import { defaultLabelsOf } from "../../private/default-labels";
import { definedName } from "../../private/defined-name";
import { catchUp } from "../../private/put-off";
import type { ExpositionFormat } from "../exposition-format";
import { Turns } from "../../private/turns";
import { foreignText, type ForeignMetric } from "./foreign-metric";
import { PageRenderer } from "./page-renderer";
import { labelsText, TextWriter } from "./text-writer";

/** Seconds that one metric may take to be collected. */
export const COLLECT_TIMEOUT = 5;

/** How a registry is printed. */
export interface RenderOptions {
  readonly format: ExpositionFormat;
  /**
   * The seconds that a metric may take to be collected, up to 3,600.
   *
   * @default 5
   */
  readonly collectTimeout?: number;
  /**
   * A clock that never goes back, in milliseconds; for tests.
   *
   * @default - performance.now
   */
  readonly now?: () => number;
  /**
   * Lets everything else that waits have its turn; for tests.
   *
   * @default - by setImmediate
   */
  readonly turn?: () => Promise<void>;
}

/** Texts that take more bytes than this are handed over as they are. */
const LONGEST_COPIED = 65_536;

/** What the last scrape wrote into, for the next one. */
let spare: TextWriter | undefined;

type DefaultLabels = readonly (readonly [string, unknown])[];

interface Renderer {
  readonly pages: PageRenderer;
  readonly defaults: string;
}

const renderers = new WeakMap<ExposedMetric, Map<ExpositionFormat, Renderer>>();

/**
 * What prints a metric in a format; default labels that change make a new one.
 *
 * @param defaults the default labels as a text, which tells whether they have changed
 */
function rendererOf(
  metric: ExposedMetric,
  format: ExpositionFormat,
  labels: DefaultLabels,
  defaults: string,
): PageRenderer {
  const own = renderers.get(metric) ?? new Map<ExpositionFormat, Renderer>();
  renderers.set(metric, own);
  const known = own.get(format);
  if (known?.defaults === defaults) return known.pages;
  known?.pages.retire();
  const pages = new PageRenderer(metric, format, labels);
  own.set(format, { pages, defaults });
  return pages;
}

/** Registries by number: what one prints of a metric has its own default labels, and is not another one's. */
const numbers = new WeakMap<MetricsRegistry, number>();
let registries = 0;

function numberOf(registry: MetricsRegistry): number {
  const number = numbers.get(registry) ?? (registries += 1);
  numbers.set(registry, number);
  return number;
}

interface Readable {
  get(): Promise<ForeignMetric>;
}

// prom-client's types leave out what every one of its metrics has.
const readable = (registered: object): Readable => registered as Readable;

type Collected = ExposedMetric | string;

/**
 * Prints a registry by options that are checked already. A metric that cannot be collected, or not in time, is left out and
 * counted; one that fails while it is printed is counted, and ends with the series before. Rendering lets the event loop have
 * its turns.
 */
export async function* renderRegistry(
  registry: MetricsRegistry,
  { format, collectTimeout = COLLECT_TIMEOUT, now = () => performance.now(), turn }: RenderOptions,
): AsyncGenerator<Buffer, void> {
  const defaults = Object.entries(defaultLabelsOf(registry));
  const defaultsText = labelsText(defaults);
  const printsText = registry.contentType === Registry.PROMETHEUS_CONTENT_TYPE;

  async function collect(registered: ReturnType<MetricsRegistry["getMetricsAsArray"]>[number]): Promise<Collected[]> {
    const metric = exposedMetric(registered);
    const name = metric?.definition.name ?? definedName(registry, registered);
    try {
      if (metric !== undefined) {
        catchUp();
        if (metric.update !== undefined)
          await within(
            collectTimeout,
            once(metric, "update", () => metric.update?.()),
          );
        await metric.series.prepareReading(now());
        return [metric];
      }
      if (format === "text" && printsText && name === registered.name) {
        const text = once(registered, `text ${numberOf(registry)}`, () => registry.getSingleMetricAsString(name));
        return [`${await within(collectTimeout, text)}\n`];
      }
      const values = once(registered, "values", () => readable(registered).get());
      return [foreignText({ ...(await within(collectTimeout, values)), name }, format, defaults)];
    } catch (error) {
      countCollectError(registry, name, error);
      return [];
    }
  }

  function* printed(output: TextWriter, metric: Collected): Generator<Buffer, void> {
    if (typeof metric === "string") {
      yield* printText(output, metric);
      return;
    }
    try {
      yield* rendererOf(metric, format, defaults, defaultsText).print(output);
    } catch (error) {
      countCollectError(registry, metric.definition.name, error);
    }
  }

  const metrics = (await Promise.all(registry.getMetricsAsArray().map(collect))).flat();
  const output = spare ?? new TextWriter();
  spare = undefined;
  const turns = new Turns(now, turn);
  const separator = format === "text" ? "\n" : "";
  try {
    for (const [index, metric] of metrics.entries()) {
      if (index > 0) output.putText(separator);
      for (const chunk of printed(output, metric)) {
        yield chunk;
        if (turns.due) await turns.pass();
      }
    }
    if (metrics.length === 0 && format === "text") output.putText("\n");
    if (format === "openmetrics") output.putText("# EOF\n");
    yield output.take();
  } finally {
    output.clear();
    if (output.isUsual) spare = output;
  }
}

/** Writes a text; one that is longer than a chunk is handed over by itself. */
function* printText(output: TextWriter, text: string): Generator<Buffer, void> {
  const isLong = text.length * 3 > LONGEST_COPIED;
  if (isLong ? output.position > 0 : output.isFull(text.length * 3)) yield output.take();
  if (isLong) yield Buffer.from(text);
  else output.putText(text);
}
