import { apiMetrics, type GaugeDefinition } from "cdktf-monitoring-metrics/definitions";
import type { SignalOptions } from "./api-signals";
import { selector, type Matchers } from "../queries/matchers";

/** What the signal of a gauge is asked for: of which series, and kept apart by which labels. */
export type GaugeSignalOptions = Omit<SignalOptions, "window">;

/**
 * A gauge over several instances, merged as its definition says: added up where they add up, and else the largest, since
 * there is no sum of shares, of one machine's memory seen twice, or of users who may be the same.
 */
export const gaugeValue = (definition: GaugeDefinition, { by, where }: GaugeSignalOptions): string =>
  `${definition.aggregation === "sum" ? "sum" : "max"} by (${by.join(", ")}) (${selector(definition.name, where)})`;

/** Share of the connection pool that is in use, from 0 to 1. */
export const poolUsedRatio = (options: GaugeSignalOptions): string =>
  `${gaugeValue(apiMetrics.dbConnectionPoolUsed, options)} / ${gaugeValue(apiMetrics.dbConnectionPoolSize, options)}`;

const memory = (type: string, { by, where }: GaugeSignalOptions) =>
  gaugeValue(apiMetrics.systemMemoryUsage, { by, where: { ...where, type: `="${type}"` } satisfies Matchers });

/** Share of the memory that is in use, from 0 to 1; keep `instance`, as each sees a machine or container of its own. */
export const memoryUsedRatio = (options: GaugeSignalOptions): string =>
  `${memory("used", options)} / ${memory("total", options)}`;
