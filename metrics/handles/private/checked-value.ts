import { shown } from "../../private/shown";
import { MetricUsageError } from "../metric-usage-error";

function refuse(metric: string, rule: string, value: unknown): never {
  throw new MetricUsageError([`metric "${metric}": ${rule}: received ${shown(value)}`]);
}

/** Whether the value is a number, and finite. */
export const isFiniteNumber = (value: number | undefined): value is number => Number.isFinite(value);

// It is a part of whatever counts, and shorter there than by way of the one above.
/** Whether a counter grows by the value. */
export const isIncrement = (value: number | undefined): value is number =>
  typeof value === "number" && value >= 0 && value < Infinity;

/** Whether a gauge is set to the value. */
export const isLevel = (value: number | undefined): value is number =>
  typeof value === "number" && !Number.isNaN(value);

/**
 * @returns the value, which is finite and not negative
 * @throws {MetricUsageError} for any other value
 */
export function increment(metric: string, value: number | undefined): number {
  return isIncrement(value) ? value : refuse(metric, "a counter grows by a finite number that is not negative", value);
}

/**
 * @returns the value, which is finite
 * @throws {MetricUsageError} for any other value
 */
export function finite(metric: string, value: number | undefined): number {
  return isFiniteNumber(value) ? value : refuse(metric, "the value must be a finite number", value);
}

/**
 * @returns the value, which is a number, infinite ones included
 * @throws {MetricUsageError} for any other value
 */
export function level(metric: string, value: number | undefined): number {
  return isLevel(value) ? value : refuse(metric, "a gauge is set to a number other than NaN", value);
}

/** @throws {MetricUsageError} for what cannot compute a gauge */
export function requireUpdate(metric: string, update: unknown): void {
  if (typeof update !== "function") refuse(metric, "collect takes a function that sets its values", update);
}
