import type { Matchers } from "../../../promql/signals";
import { COLORS } from "../../style";
import type { PanelThreshold } from "../../panel";

/** The window of a rate that is drawn over time: Grafana fits it to the zoom and to the scrape interval. */
export const RATE_WINDOW = "$__rate_interval";

/** The window of a total: the whole time range. */
export const TIME_RANGE = "$__range";

/** What every query is narrowed by. */
export const TARGETS: Matchers = { job: '=~"$job"', host: '=~"$host"' };

/** What queries of metrics with an endpoint are narrowed by. */
export const ENDPOINTS: Matchers = { ...TARGETS, endpoint: '=~"$endpoint"' };

/** What queries of requests are narrowed by. */
export const REQUESTS: Matchers = { ...ENDPOINTS, method: '=~"$method"' };

/** Shares of a resource of fixed size: it is time to look before it is used up. */
export const NEARLY_FULL: readonly PanelThreshold[] = [
  { value: 0.8, color: COLORS.warning },
  { value: 0.95, color: COLORS.critical },
];

/** The quantiles by which a latency is drawn: what is usual, what many meet, what the unlucky meet. */
export const QUANTILES = [0.5, 0.95, 0.99] as const;

/** A quantile's short name: 0.95 is `p95`. */
export const percentile = (quantile: number): string => `p${Number((quantile * 100).toPrecision(6))}`;
