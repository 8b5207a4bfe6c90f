import { Registry } from "prom-client";
import type { MetricsRegistry } from "../../handles";
import { exposedMetric, type ExposedMetric } from "../../handles/exposed-metric";
import { countCollectError } from "../../private/collect-errors";
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

/** What is being collected now, so that scrapes share one run, and a run that hangs is never joined by another. */
const running = new WeakMap<object, Promise<unknown>>();

function once<Value>(metric: object, kind: string, collect: () => Value | Promise<Value>): Promise<Value> {
  const key = kinds(metric, kind);
  const known = running.get(key) as Promise<Value> | undefined;
  if (known !== undefined) return known;
  const run = (async () => collect())().finally(() => running.delete(key));
  running.set(key, run);
  return run;
}

const keys = new WeakMap<object, Map<string, object>>();

function kinds(metric: object, kind: string): object {
  const own = keys.get(metric) ?? new Map<string, object>();
  keys.set(metric, own);
  const key = own.get(kind) ?? {};
  own.set(kind, key);
  return key;
}

/** @throws {Error} when it takes longer than the seconds given */
async function within<Value>(seconds: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no value within ${seconds} s`)), seconds * 1_000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
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
  const output = new TextWriter();
  let started = now();
  const separator = format === "text" ? "\n" : "";
  for (const [index, metric] of metrics.entries()) {
    if (index > 0) output.putText(separator);
    if (typeof metric === "string") {
      if (output.isFull(metric.length * 3)) yield output.take();
      output.putText(metric);
      continue;
    }
    for (const chunk of rendererOf(metric, format, defaults).print(output)) {
      yield chunk;
      if (now() - started < LONGEST_TURN) continue;
      await turn();
      started = now();
    }
  }
  if (metrics.length === 0 && format === "text") output.putText("\n");
  if (format === "openmetrics") output.putText("# EOF\n");
  yield output.take();
}
