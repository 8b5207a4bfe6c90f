import { HTTP_METHODS } from "../definitions";
import { thresholdProblems } from "../private/latency-threshold";
import { optionProblems, type OptionNames } from "../private/option-problems";
import { shown } from "../private/shown";
import type { TrackLatencyOptions } from "./observation-source";
import type { CreditUse, DetectAnomaliesOptions, InstrumentOptions } from "./tracking-options";
import { creditProblems } from "./credit-problems";

const LATENCY_OPTIONS: OptionNames<TrackLatencyOptions> = { errors: true };
const INSTRUMENT_OPTIONS: OptionNames<InstrumentOptions> = { endpoint: true, method: true, latencyThreshold: true };
const ANOMALY_OPTIONS: OptionNames<DetectAnomaliesOptions> = { latencyThreshold: true };
const CREDIT_USE: OptionNames<CreditUse> = { user: true, credits: true };

const METHODS: readonly unknown[] = HTTP_METHODS;

const endpointProblems = (name: string, endpoint: unknown): string[] =>
  typeof endpoint === "string" && endpoint !== ""
    ? []
    : [`${name} must be a text that is not empty: received ${shown(endpoint)}`];

function methodProblems(method: unknown): string[] {
  if (METHODS.includes(method)) return [];
  const upper = typeof method === "string" ? method.toUpperCase() : method;
  const hint = METHODS.includes(upper) ? `; did you mean ${shown(upper)}?` : "";
  return [`option "method" must be one of ${METHODS.join(", ")}: received ${shown(method)}${hint}`];
}

/** prom-client's counters have `labels` even where they have no labels. */
function hasLabels(counter: object): boolean {
  const names: unknown = Reflect.get(counter, "labelNames");
  return "labels" in counter && !(Array.isArray(names) && names.length === 0);
}

/** @param errors what is to count failures; whoever does not compile may hand over anything */
function errorsProblems(errors: unknown): string[] {
  if (errors === undefined) return [];
  const counts = typeof errors === "object" && errors !== null && "inc" in errors && typeof errors.inc === "function";
  if (!counts) return [`option "errors" must be a series of a counter: received ${shown(errors)}`];
  if (!hasLabels(errors)) return [];
  return ['option "errors" must be one series: received a counter with labels: give it as counter.labels({ … })'];
}

/** What is wrong with the options of `trackLatency`; nothing when they can be used. */
export const latencyOptionProblems = (options: TrackLatencyOptions): string[] =>
  optionProblems(options, LATENCY_OPTIONS, () => errorsProblems(options.errors));

/** What is wrong with the options of `instrument`; nothing when they can be used. */
export const instrumentProblems = (options: InstrumentOptions): string[] =>
  optionProblems(options, INSTRUMENT_OPTIONS, () => [
    ...endpointProblems('option "endpoint"', options.endpoint),
    ...methodProblems(options.method),
    ...(options.latencyThreshold === undefined ? [] : thresholdProblems("latencyThreshold", options.latencyThreshold)),
  ]);

/** What is wrong with what `detectAnomalies` is given; nothing when it can be used. */
export const detectionProblems = (endpoint: string, options: DetectAnomaliesOptions): string[] => [
  ...endpointProblems("the endpoint", endpoint),
  ...optionProblems(options, ANOMALY_OPTIONS, () =>
    options.latencyThreshold === undefined ? [] : thresholdProblems("latencyThreshold", options.latencyThreshold),
  ),
];

/** What is wrong with a use of credits that holds for all calls; nothing when it can be counted. */
export function fixedUseProblems(use: CreditUse): string[] {
  const isUse = typeof use === "object" && (use as CreditUse | null) !== null;
  return isUse ? optionProblems(use, CREDIT_USE, () => creditProblems(use)) : creditProblems(use);
}
