import { AlertGroupError, nodejsAlerts, type NodejsAlertSettings } from "../../alerts";

function problemsOf(settings: unknown): readonly string[] {
  try {
    nodejsAlerts(settings as NodejsAlertSettings);
  } catch (error) {
    if (error instanceof AlertGroupError) return error.problems;
    throw error;
  }
  return [];
}

describe("the alerts on Node.js processes", () => {
  it("are on the event loop, on garbage collection and on the heap", () => {
    const group = nodejsAlerts();
    expect(group).toMatchObject({ name: "nodejs", interval: "30s" });
    expect(
      group.alerts.map(({ name, severity, for: pending, expression }) => [name, severity, pending, expression]),
    ).toEqual([
      ["NodejsEventLoopDelayed", "warning", "5m", "nodejs_eventloop_lag_p99_seconds > 0.1"],
      [
        "NodejsGarbageCollectionHigh",
        "warning",
        "10m",
        "sum by (job, instance, host) (rate(nodejs_gc_duration_seconds_sum[5m])) > 0.1",
      ],
      ["NodejsHeapNearLimit", "warning", "5m", "nodejs_heap_size_used_bytes / nodejs_heap_size_limit_bytes > 0.9"],
    ]);
  });

  it("can be tuned, narrowed and switched off one by one", () => {
    const { alerts } = nodejsAlerts({
      where: { job: '="api"' },
      window: "10m",
      eventLoopDelayed: false,
      garbageCollectionHigh: { threshold: 0.2, severity: "info" },
      heapNearLimit: { thresholds: { warning: 0.8, critical: 0.95 } },
    });
    expect(alerts.map(({ severity, expression }) => [severity, expression])).toEqual([
      ["info", 'sum by (job, instance, host) (rate(nodejs_gc_duration_seconds_sum{job="api"}[10m])) > 0.2'],
      ["critical", 'nodejs_heap_size_used_bytes{job="api"} / nodejs_heap_size_limit_bytes{job="api"} > 0.95'],
      ["warning", 'nodejs_heap_size_used_bytes{job="api"} / nodejs_heap_size_limit_bytes{job="api"} > 0.8'],
    ]);
  });

  it("are refused for everything that is wrong at once", () => {
    expect(
      problemsOf({
        name: "api-process",
        eventLoopDelayed: { threshold: 0 },
        garbageCollectionHigh: { threshold: 10 },
        heapNearLimit: { threshold: 1 },
      }),
    ).toEqual([
      'alert group "api-process": eventLoopDelayed.threshold must be above 0 seconds: received 0',
      'alert group "api-process": garbageCollectionHigh.threshold must be a share from 0 to below 1, as 0.05 is 5%: received 10',
      'alert group "api-process": heapNearLimit.threshold must be a share from 0 to below 1, as 0.05 is 5%: received 1',
    ]);
  });
});
