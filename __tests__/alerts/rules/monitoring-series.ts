/** The stack's own targets, as it labels them. */
export const PROMETHEUS = 'host="web-1",instance="web-1:9090",job="prometheus"';
export const GRAFANA = 'host="web-1",instance="web-1:3000",job="grafana"';
export const ALERTMANAGER = 'host="web-1",instance="web-1:9093",job="alertmanager"';

/** What tells a Prometheus from other programs. */
export const BUILD_INFO =
  `prometheus_build_info{${PROMETHEUS},branch="HEAD",goarch="amd64",goos="linux",goversion="go1.26.8",` +
  `revision="unknown",tags="netgo",version="3.14.0"}`;

/** The labels of an alert on a target, as an object. */
export const labelsOf = (target: string): Record<string, string> =>
  Object.fromEntries(Array.from(target.matchAll(/(\w+)="([^"]*)"/g), ([, name = "", value = ""]) => [name, value]));
