import type { AlertGroup } from "../../alerts/alert-group";
import type { DashboardDefinition } from "../../dashboards/dashboard-definition";
import { metricsOf, type KnownMetric } from "../../promql/known-metrics";
import type { MetricDefinition } from "cdktf-monitoring-metrics/definitions";
import { messageOf } from "../private/command-error";
import { isObject, type JsonObject } from "../private/json";

/** Something that a module exports. */
export interface Exported<Value> {
  /** The name that it is exported under, or is in. */
  readonly name: string;
  readonly value: Value;
}

/** What a module exports that can be checked, and the metrics that it makes known. */
export interface ExportedContent {
  readonly dashboards: readonly Exported<DashboardDefinition>[];
  readonly groups: readonly Exported<AlertGroup>[];
  readonly metrics: readonly (readonly [name: string, metric: KnownMetric])[];
}

/** How deep lists and objects of content are looked into: `{ shop: [dashboard, …] }`. */
const DEEPEST = 4;

const METRIC_TYPES: readonly unknown[] = ["counter", "gauge", "histogram", "summary"];

/**
 * Every dashboard, alert group and metric definition that a module exports, alone or in lists, objects and maps.
 *
 * @param callFunctions whether exported functions that need no argument are called, and what they return counts too
 */
export function exportedContent(module: object, callFunctions: boolean): ExportedContent {
  const dashboards: Exported<DashboardDefinition>[] = [];
  const groups: Exported<AlertGroup>[] = [];
  const metrics: (readonly [string, KnownMetric])[] = [];
  const seen = new Set<unknown>();
  const visit = (name: string, value: unknown, depth: number): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (isDashboard(value)) dashboards.push({ name, value });
    else if (isAlertGroup(value)) groups.push({ name, value });
    else if (isMetricDefinition(value)) metrics.push(...metricsOf({ [name]: value }));
    else if (value instanceof Map) metrics.push(...[...value].filter(isKnownMetric));
    else if (depth < DEEPEST) {
      for (const inner of Object.values(value)) visit(name, inner, depth + 1);
    }
  };
  for (const [name, value] of Object.entries(exportsOf(module)))
    visit(name, callFunctions ? called(name, value) : value, 0);
  return { dashboards, groups, metrics };
}

/** A CommonJS module arrives as its default export, with some of its names beside it or none. */
function exportsOf(module: object): object {
  const whole: unknown = "default" in module ? module.default : undefined;
  return isObject(whole) && !isDashboard(whole) && !isAlertGroup(whole) ? { ...whole, ...module } : module;
}

/** What a function returns that needs no argument; anything else as it is. */
function called(name: string, value: unknown): unknown {
  if (typeof value !== "function" || value.length > 0 || /^class\b/.test(String(value))) return value;
  try {
    return (value as () => unknown)();
  } catch (error) {
    throw new Error(`${name}() failed: ${messageOf(error)}`, { cause: error });
  }
}

const hasTexts = (value: unknown, ...names: readonly string[]): value is JsonObject =>
  isObject(value) && names.every((name) => typeof value[name] === "string");

const isListOf = (value: unknown, ...names: readonly string[]): boolean =>
  Array.isArray(value) && value.every((item) => hasTexts(item, ...names));

const isDashboard = (value: unknown): value is DashboardDefinition =>
  hasTexts(value, "uid", "title") && isObject(value.model);

const isAlertGroup = (value: unknown): value is AlertGroup =>
  hasTexts(value, "name") &&
  isListOf(value.alerts, "name", "expression") &&
  isListOf(value.recordings ?? [], "record", "expression");

const isMetricDefinition = (value: unknown): value is MetricDefinition =>
  hasTexts(value, "name") &&
  METRIC_TYPES.includes(value.type) &&
  Array.isArray(value.labelNames) &&
  isObject(value.labels);

const isKnownMetric = (entry: readonly [unknown, unknown]): entry is readonly [string, KnownMetric] =>
  typeof entry[0] === "string" && isObject(entry[1]) && Array.isArray(entry[1].labels);
