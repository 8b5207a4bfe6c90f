import type { Matchers } from "../../../promql/signals";

/** The window of a rate that is drawn over time: Grafana fits it to the zoom and to the interval below. */
export const RATE_WINDOW = "$__rate_interval";

/** cAdvisor may look at a quiet container once a minute only, so that more frequent scrapes find the same numbers. */
export const INTERVAL = "1m";

/** The window of a total: the whole time range. */
export const TIME_RANGE = "$__range";

/** What every query is narrowed by. */
export const CONTAINERS: Matchers = { host: '=~"$host"', name: '=~"$container"' };

/** What a series of a container is called. */
export const LEGEND = "{{host}} {{name}}";
