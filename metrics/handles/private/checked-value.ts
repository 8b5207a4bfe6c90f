import { MetricUsageError } from "../metric-usage-error";

function refuse(metric: string, rule: string, value: unknown): never {
  const received = typeof value === "string" ? `"${value}"` : String(value);
  throw new MetricUsageError([`metric "${metric}": ${rule}: received ${received}`]);
}

/**
 * @returns the value, which is finite and not negative
 * @throws {MetricUsageError} for any other value
 */
export function increment(metric: string, value: number): number {
  return Number.isFinite(value) && value >= 0
    ? value
    : refuse(metric, "a counter grows by a finite number that is not negative", value);
}

/**
 * @returns the value, which is finite
 * @throws {MetricUsageError} for any other value
 */
export function finite(metric: string, value: number): number {
  return Number.isFinite(value) ? value : refuse(metric, "the value must be a finite number", value);
}

/**
 * @returns the value, which is a number, infinite ones included
 * @throws {MetricUsageError} for any other value
 */
export function level(metric: string, value: number): number {
  return typeof value === "number" && !Number.isNaN(value)
    ? value
    : refuse(metric, "a gauge is set to a number other than NaN", value);
}
