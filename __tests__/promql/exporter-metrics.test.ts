import { exporterMetrics, type KnownMetric } from "../../promql";

describe("what each program exposes is known", () => {
  it.each([
    ["nodeExporter", "node_cpu_seconds_total", "counter", ["cpu", "mode"]],
    ["nodeExporter", "node_filesystem_avail_bytes", "gauge", ["device", "device_error", "fstype", "mountpoint"]],
    ["nodeExporter", "node_vmstat_oom_kill", "unknown", []],
    ["nodeExporter", "node_pressure_memory_waiting_seconds_total", "counter", []],
    ["cadvisor", "container_memory_working_set_bytes", "gauge", ["id", "image", "name"]],
    ["cadvisor", "container_cpu_cfs_throttled_periods_total", "counter", ["id", "image", "name"]],
    ["cadvisor", "container_oom_events_total", "counter", ["id", "image", "name"]],
    ["prometheus", "prometheus_config_last_reload_successful", "gauge", []],
    ["prometheus", "prometheus_http_request_duration_seconds", "histogram", ["handler"]],
    ["prometheus", "prometheus_target_scrape_pool_targets", "gauge", ["scrape_job"]],
    ["alertmanager", "alertmanager_notifications_failed_total", "counter", ["integration", "reason"]],
    [
      "grafana",
      "grafana_http_request_duration_seconds",
      "histogram",
      ["handler", "method", "slo_group", "status_code", "status_source"],
    ],
    ["grafana", "grafana_alerting_rule_evaluations_total", "counter", ["org"]],
    ["nodejs", "nodejs_eventloop_lag_p99_seconds", "gauge", []],
    ["nodejs", "nodejs_gc_duration_seconds", "histogram", ["kind"]],
  ] as const)("by %s: %s", (program, name, type, labels) => {
    expect(exporterMetrics[program].get(name)).toMatchObject({ type, labels: [...labels, "job", "instance", "host"] });
  });

  it("with the values of labels that never change", () => {
    expect(exporterMetrics.nodeExporter.get("node_cpu_seconds_total")?.labelValues?.["mode"]).toContain("steal");
  });

  it("with the alerts that Prometheus evaluates, whatever labels they have", () => {
    expect(exporterMetrics.prometheus.get("ALERTS")).toMatchObject<Partial<KnownMetric>>({ otherLabels: true });
    expect(exporterMetrics.prometheus.has("ALERTS_FOR_STATE")).toBe(true);
  });

  it("without the collectors of node_exporter that are off by default", () => {
    for (const name of ["node_systemd_units", "node_processes_state", "node_tcp_connection_states"]) {
      expect(exporterMetrics.nodeExporter.has(name)).toBe(false);
    }
  });

  it("without labels of the machine on which it was recorded", () => {
    const labels = [...exporterMetrics.cadvisor.values()].flatMap((metric) => metric.labels);
    expect(labels.filter((label) => /^container_(?:env|label)_|^zone_name$/.test(label))).toEqual([]);
  });

  it("and read once", () => {
    expect(exporterMetrics.cadvisor).toBe(exporterMetrics.cadvisor);
  });
});
