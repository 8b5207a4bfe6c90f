import { Registry } from "prom-client";
import type { MetricsRegistry } from "../../handles";
import { exposedMetric, type ExposedMetric } from "../../handles/exposed-metric";
import { countCollectError } from "../../private/collect-errors";
import { once, within } from "../../private/collecting";
import type { ExpositionFormat } from "../exposition-format";
import { foreignText, type ForeignMetric } from "./foreign-metric";
import { PageRenderer } from "./page-renderer";
import { TextWriter } from "./text-writer";

/** How long rendering may keep the event loop to itself, in milliseconds. */
const LONGEST_TURN = 10;

/** Seconds that one metric may take to be collected. */
export const COLLECT_TIMEOUT = 5;

/** How a registry is printed. */
export interface RenderOptions {
  readonly format: ExpositionFormat;
  /** Seconds. */
  readonly collectTimeout?: number;
  /** Milliseconds, from a clock that never goes back. */
  readonly now?: () => number;
  /** Lets everything else that waits have its turn. */
  readonly turn?: () => Promise<void>;
}

/** Texts that take more bytes than this are handed over as they are. */
const LONGEST_COPIED = 65_536;

/** What the last scrape wrote into, for the next one. */
let spare: TextWriter | undefined;

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

type DefaultLabels = readonly (readonly [string, unknown])[];

interface Renderer {
  readonly pages: PageRenderer;
  readonly defaults: string;
}

const renderers = new WeakMap<ExposedMetric, Map<ExpositionFormat, Renderer>>();

/** What prints a metric in a format; default labels that change make a new one. */
function rendererOf(metric: ExposedMetric, format: ExpositionFormat, labels: DefaultLabels): PageRenderer {
  const own = renderers.get(metric) ?? new Map<ExpositionFormat, Renderer>();
  renderers.set(metric, own);
  const known = own.get(format);
  const defaults = JSON.stringify(labels);
  if (known?.defaults === defaults) return known.pages;
  known?.pages.retire();
  const pages = new PageRenderer(metric, format, labels);
  own.set(format, { pages, defaults });
  return pages;
}

interface Readable {
  get(): Promise<ForeignMetric>;
}

// prom-client's types leave out what every one of its metrics has.
const readable = (registered: object): Readable => registered as Readable;

type Collected = ExposedMetric | string;

/**
 * Prints a registry, a chunk at a time; a chunk stays as it is until the next one is asked for. A metric that cannot be
 * collected, or not in time, is left out and counted; rendering lets the event loop have its turns.
 */
export async function* renderRegistry(
  registry: MetricsRegistry,
  { format, collectTimeout = COLLECT_TIMEOUT, now = () => performance.now(), turn = nextTurn }: RenderOptions,
): AsyncGenerator<Buffer, void> {
  const found: unknown = Reflect.get(registry, "_defaultLabels");
  const defaults = Object.entries(typeof found === "object" && found !== null ? found : {});
  const printsText = registry.contentType === Registry.PROMETHEUS_CONTENT_TYPE;

  async function collect(registered: ReturnType<MetricsRegistry["getMetricsAsArray"]>[number]): Promise<Collected[]> {
    const metric = exposedMetric(registered);
    const { name } = registered;
    try {
      if (metric !== undefined) {
        if (metric.update !== undefined)
          await within(
            collectTimeout,
            once(metric, "update", () => metric.update?.()),
          );
        metric.series.expire(now());
        return [metric];
      }
      if (format === "text" && printsText) {
        const text = once(registered, "text", () => registry.getSingleMetricAsString(name));
        return [`${await within(collectTimeout, text)}\n`];
      }
      const values = once(registered, "values", () => readable(registered).get());
      return [foreignText(await within(collectTimeout, values), format, defaults)];
    } catch (error) {
      countCollectError(registry, metric?.definition.name ?? name, error);
      return [];
    }
  }

  const metrics = (await Promise.all(registry.getMetricsAsArray().map(collect))).flat();
  const output = spare ?? new TextWriter();
  spare = undefined;
  let started = now();
  const separator = format === "text" ? "\n" : "";
  try {
    for (const [index, metric] of metrics.entries()) {
      if (index > 0) output.putText(separator);
      const printed =
        typeof metric === "string" ? printText(output, metric) : rendererOf(metric, format, defaults).print(output);
      for (const chunk of printed) {
        yield chunk;
        if (now() - started < LONGEST_TURN) continue;
        await turn();
        started = now();
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
