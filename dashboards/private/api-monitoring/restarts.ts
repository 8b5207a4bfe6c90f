import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { selector } from "../../../promql/signals";
import type { DashboardAnnotation } from "../../dashboard-variable";
import { COLORS } from "../../style";
import { RATE_WINDOW, TARGETS } from "./shared";

/** Marks the times at which a counter began anew: a restart explains a gap, a cold cache, a burst of slow requests. */
export const restarts: DashboardAnnotation = {
  name: "Restarts",
  expression: `sum by (job, instance) (resets(${selector(apiMetrics.apiRequestsTotal.name, TARGETS)}[${RATE_WINDOW}])) > 0`,
  title: "{{job}} restarted on {{instance}}",
  color: COLORS.warning,
};
