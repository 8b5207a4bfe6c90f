import type { MetricsRegistry } from "../handles";
import { optionProblems, type OptionNames } from "../private/option-problems";
import { refuse } from "../private/refuse";
import { shown } from "../private/shown";
import { CONTENT_TYPES } from "./exposition-format";
import { renderRegistry as render, type RenderOptions } from "./private/render-registry";

const OPTIONS: OptionNames<RenderOptions> = { format: true, collectTimeout: true, now: true, turn: true };

const formatProblems = (format: string): string[] =>
  Object.hasOwn(CONTENT_TYPES, format)
    ? []
    : [`option "format" must be one of ${Object.keys(CONTENT_TYPES).join(", ")}: received ${shown(format)}`];

/**
 * Prints a registry, a chunk at a time; a chunk stays as it is until the next one is asked for. A metric that cannot be
 * collected, or not in time, is left out and counted; rendering lets the event loop have its turns.
 *
 * @throws {MetricUsageError} naming every option that cannot be used
 */
export function renderRegistry(registry: MetricsRegistry, options: RenderOptions): AsyncGenerator<Buffer, void> {
  refuse(optionProblems(options, OPTIONS, () => formatProblems(options.format)));
  return render(registry, options);
}
