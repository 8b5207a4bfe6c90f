import type { MetricsRegistry } from "../handles";
import { registryProblems } from "../interop/registry-problems";
import {
  clockProblems,
  functionProblems,
  optionProblems,
  secondsProblems,
  type OptionNames,
} from "../private/option-problems";
import { refuse } from "../private/refuse";
import { shown } from "../private/shown";
import { CONTENT_TYPES } from "./exposition-format";
import { renderRegistry as render, type RenderOptions } from "./private/render-registry";

const OPTIONS: OptionNames<RenderOptions> = { format: true, collectTimeout: true, now: true, turn: true };

const formatProblems = (format: unknown): string[] =>
  typeof format === "string" && Object.hasOwn(CONTENT_TYPES, format)
    ? []
    : [`option "format" must be one of ${Object.keys(CONTENT_TYPES).join(", ")}: received ${shown(format)}`];

const valueProblems = ({ format, collectTimeout, now, turn }: RenderOptions): string[] => [
  ...formatProblems(format),
  ...secondsProblems("collectTimeout", collectTimeout),
  ...clockProblems("now", now),
  ...functionProblems("turn", turn, "function that returns a promise"),
];

/**
 * Prints a registry, a chunk at a time; a chunk stays as it is until the next one is asked for. A metric that cannot be
 * collected, or not in time, is left out and counted; rendering lets the event loop have its turns.
 *
 * @throws {MetricUsageError} naming a registry that is none, and every option that cannot be used
 */
export function renderRegistry(registry: MetricsRegistry, options: RenderOptions): AsyncGenerator<Buffer, void> {
  refuse([...registryProblems(registry), ...optionProblems(options, OPTIONS, () => valueProblems(options))]);
  return render(registry, options);
}
