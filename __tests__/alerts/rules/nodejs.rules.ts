import { nodejsAlerts } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import { labelsOf } from "./monitoring-series";
import type { FiringAlert, RuleCase } from "./promtool";
import { API, API_SECOND_INSTANCE, counting } from "./series";

const holds = (alert: string, testCase: Omit<RuleCase, "alert">) =>
  expectFiringOf(nodejsAlerts(), { alert, ...testCase });

const warning = (summary: string, description: string, page: string): FiringAlert => ({
  labels: { severity: "warning", ...labelsOf(API) },
  annotations: { summary, description, runbook_url: `docs/runbooks/${page}` },
});

describe("NodejsEventLoopDelayed", () => {
  const delay = (target: string) => `nodejs_eventloop_lag_p99_seconds{${target}}`;
  const delayed = (time: string) =>
    warning(
      "The event loop of a Node.js process is held up",
      `The event loop of api at web-1:8000 is held up for ${time} or longer once in a hundred turns. The limit is 0.1s.`,
      "nodejs-event-loop-delayed.md",
    );

  it("fires for the process whose loop was held up for 5 minutes", () => {
    holds("NodejsEventLoopDelayed", {
      series: { [delay(API)]: "0.012x20 0.11x40", [delay(API_SECOND_INSTANCE)]: "0.012x60" },
      firing: { "10m": [], "10m30s": [delayed("110ms")] },
    });
  });

  it("stays silent at the limit, below it, and for a peak", () => {
    holds("NodejsEventLoopDelayed", {
      series: { [delay(API)]: "0.1x40 0.09x20", [delay(API_SECOND_INSTANCE)]: "0.012x10 0.9x12 0.012x40" },
      firing: { "5m": [], "8m": [], "14m": [] },
    });
  });
});

describe("NodejsGarbageCollectionHigh", () => {
  const seconds = (target: string, kind: string) => `nodejs_gc_duration_seconds_sum{${target},kind="${kind}"}`;
  const high = (share: string) =>
    warning(
      "A Node.js process spends much of its time collecting garbage",
      `api at web-1:8000 spent ${share} of the last 5m collecting garbage. The limit is 10%.`,
      "nodejs-garbage-collection-high.md",
    );

  it("fires once all kinds of collections together took more than 10 % of the time for 10 minutes", () => {
    holds("NodejsGarbageCollectionHigh", {
      series: {
        // 15 seconds pass between two scrapes.
        [seconds(API, "major")]: counting([0, 20], [0.9, 80]),
        [seconds(API, "minor")]: counting([0, 20], [0.9, 80]),
        [seconds(API_SECOND_INSTANCE, "minor")]: counting([0.3, 100]),
      },
      firing: { "19m": [], "19m30s": [high("12%")], "20m": [high("12%")] },
    });
  });

  it("stays silent at 10 %", () => {
    holds("NodejsGarbageCollectionHigh", {
      scrapedEvery: "30s",
      series: { [seconds(API, "major")]: counting([3, 60]) },
      firing: { "12m": [], "25m": [] },
    });
  });

  it("stays silent at little less than 10 %, and for a minute of much more", () => {
    holds("NodejsGarbageCollectionHigh", {
      series: {
        [seconds(API, "major")]: counting([1.4, 120]),
        [seconds(API_SECOND_INSTANCE, "major")]: counting([0, 20], [9, 4], [0, 80]),
      },
      firing: { "12m": [], "16m": [], "25m": [] },
    });
  });
});

describe("NodejsHeapNearLimit", () => {
  const heap = (target: string, used: string, limit: string) => ({
    [`nodejs_heap_size_used_bytes{${target}}`]: used,
    [`nodejs_heap_size_limit_bytes{${target}}`]: limit,
  });
  const near = (share: string) =>
    warning(
      "The heap of a Node.js process is near its limit",
      `api at web-1:8000 uses ${share} of the largest heap that V8 allows. The limit is 90%; at 100% the process ends.`,
      "nodejs-heap-near-limit.md",
    );

  it("fires for the process that used more than 90 % of its largest heap for 5 minutes", () => {
    holds("NodejsHeapNearLimit", {
      series: { ...heap(API, "500x20 950x40", "1000x60"), ...heap(API_SECOND_INSTANCE, "500x60", "1000x60") },
      firing: { "10m": [], "10m30s": [near("95%")] },
    });
  });

  it("stays silent at 90 %, below it, for a peak, and where the limit is not exposed", () => {
    holds("NodejsHeapNearLimit", {
      series: {
        ...heap(API, "900x40 800x20", "1000x60"),
        ...heap(API_SECOND_INSTANCE, "500x10 990x12 500x40", "1000x60"),
        'nodejs_heap_size_used_bytes{host="web-1",instance="web-1:8001",job="shop"}': "4000x60",
      },
      firing: { "6m": [], "8m": [], "14m": [] },
    });
  });
});
