import { monitoringAlerts } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import { labelsOf } from "./monitoring-series";
import type { FiringAlert, RuleCase } from "./promtool";
import { API, API_SECOND_INSTANCE, counting, SHOP, up } from "./series";

const OTHER = "route";

/** An alert on what an exposer counts of what it had to leave out. */
interface Counted {
  readonly alert: string;
  /** The counter of a target, of what the alert names unless said otherwise. */
  readonly counter: (target: string, of?: string) => string;
  readonly label: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: (count: number) => string;
  readonly runbook: string;
}

describe.each<Counted>([
  {
    alert: "MetricCollectionFailing",
    counter: (target, source) => `metrics_collect_errors_total{${target},source="${source ?? "registerCache pages"}"}`,
    label: { source: "registerCache pages" },
    summary: "An application cannot compute some of its metrics",
    description: (count) =>
      `api at web-1:8000 could not compute registerCache pages, about ${count} times within the last 5m.`,
    runbook: "docs/runbooks/metric-collection-failing.md",
  },
  {
    alert: "SeriesOverflowing",
    counter: (target, metric) => `metrics_overflow_events_total{${target},metric="${metric ?? "api_requests_total"}"}`,
    label: { metric: "api_requests_total" },
    summary: "An application has more series than its exposer keeps apart",
    description: (count) =>
      `api at web-1:8000 recorded about ${count} events of api_requests_total under the label value overflow within the last 5m: its line budget is full.`,
    runbook: "docs/runbooks/series-overflowing.md",
  },
])("$alert", ({ alert, counter, label, summary, description, runbook }) => {
  const holds = (testCase: Omit<RuleCase, "alert">) => expectFiringOf(monitoringAlerts(), { alert, ...testCase });

  const { job = "", instance = "" } = labelsOf(API);
  const firing = (count: number): FiringAlert => ({
    labels: { severity: "warning", job, instance, ...label },
    annotations: { summary, description: description(count), runbook_url: runbook },
  });

  it("fires once it went on for 5 minutes, from the first event on, by instance and what it is about", () => {
    holds({
      series: {
        [up(API)]: "1x120",
        [up(API_SECOND_INSTANCE)]: "1x120",
        [counter(API)]: "_x40 1+1x80",
        [counter(API, OTHER)]: "3x120",
        [counter(API_SECOND_INSTANCE)]: "0x120",
      },
      firing: { "14m30s": [], "16m": [firing(20)] },
    });
  });

  it("fires for an event every four minutes", () => {
    holds({
      series: { [up(API)]: "1x160", [counter(API)]: "0x19 1x15 2x15 3x15 4x15 5x15" },
      firing: { "13m": [firing(2)] },
    });
  });

  it("fires for the first event of an instance beside others that bring theirs with them", () => {
    holds({
      series: {
        [up(API)]: "1x160",
        // Neither of these was scraped when the errors began, and each has a label of the one that fails.
        [up('host="web-1",instance="web-1:8000",job="other"')]: "0x40 1x120",
        [up('host="web-3",instance="web-3:8000",job="api"')]: "0x40 1x120",
        [counter(API)]: "_x40 1+1x100",
        [counter('host="web-1",instance="web-1:8000",job="other"')]: "_x40 7x100",
        [counter('host="web-3",instance="web-3:8000",job="api"')]: "_x40 7x100",
      },
      firing: { "14m30s": [], "16m": [firing(20)] },
    });
  });

  it("fires from the first failure on, which begins its series, where another one was within minutes", () => {
    holds({
      // The target is scraped for 6 minutes before it; the second failure is 4 minutes after it.
      series: { [up(API)]: "1x80", [counter(API)]: "_x24 1x15 2x40" },
      firing: {
        "10m30s": [],
        "11m": [firing(1)],
        "14m30s": [firing(1)],
        "15m30s": [],
      },
    });
  });

  it("does not take what a target brings with it for a failure, though others with its address or job were there", () => {
    const otherJob = 'host="web-1",instance="web-1:8000",job="other"';
    const otherInstance = 'host="web-3",instance="web-3:8000",job="api"';
    holds({
      // 4 minutes after its first scrape a failure is added, and another one 3 minutes later.
      series: {
        [up(otherJob)]: "1x160",
        [up(otherInstance)]: "1x160",
        [up(API)]: "_x40 1x120",
        [counter(API)]: "_x40 7x15 8x11 9x80",
      },
      firing: { "15m30s": [], "18m30s": [], "19m": [firing(1)] },
    });
  });

  it("does not take a series that begins at 0 for a failure", () => {
    holds({
      series: { [up(API)]: "1x160", [counter(API)]: "_x40 0x11 1x11 2x80" },
      firing: { "15m30s": [], "17m30s": [], "18m": [firing(1)] },
    });
  });

  it("ends once the failures left the window", () => {
    holds({
      series: { [up(API)]: "1x160", [counter(API)]: counting([0, 20], [1, 40], [0, 80]) },
      firing: { "15m": [firing(20)], "20m30s": [] },
    });
  });

  it("stays silent after a single failure, and for those from before an outage", () => {
    holds({
      series: {
        [up(API)]: "1x120",
        [counter(API)]: "_x40 1x80",
        [up(SHOP)]: "1x39 0x39 1x60",
        [counter(SHOP)]: "5x39 stale _x39 5x60",
      },
      firing: { "14m": [], "15m": [], "16m": [], "20m30s": [], "25m": [] },
    });
  });
});
