import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { selector } from "../../../promql/signals";
import type { DashboardVariable } from "../../dashboard-variable";
import { ENDPOINTS, TARGETS } from "./shared";

const { name: requests } = apiMetrics.apiRequestsTotal;

/** What the reader can choose; each offers what is left by those before it. */
export const variables: readonly DashboardVariable[] = [
  {
    name: "job",
    title: "Service",
    description: "The application, by the name under which it is scraped.",
    series: requests,
  },
  {
    name: "host",
    title: "Host",
    description: "The machine that the application runs on.",
    series: selector(requests, { job: '=~"$job"' }),
  },
  {
    name: "endpoint",
    title: "Endpoint",
    description: "The route template. It narrows requests, latency, errors and anomalies.",
    series: selector(requests, TARGETS),
  },
  {
    name: "method",
    title: "Method",
    description: "The request method. It narrows requests, latency and errors.",
    series: selector(requests, ENDPOINTS),
  },
];
