import { AlertGroupError, slo, type SloSettings } from "../../alerts";

function problemsOf(settings: unknown): readonly string[] {
  try {
    slo(settings as SloSettings);
  } catch (error) {
    if (error instanceof AlertGroupError) return error.problems;
    throw error;
  }
  return [];
}

const expressionOf = (settings: SloSettings, severity: string) =>
  slo(settings).alerts.find((alert) => alert.severity === severity)?.expression;

const recordOf = (settings: SloSettings, record: string) =>
  slo(settings).recordings?.find((recording) => recording.record === record)?.expression;

describe("an objective", () => {
  const group = slo({ objective: 0.999 });

  it("of one line is a group that is evaluated every minute, with a page and a ticket", () => {
    expect(group).toMatchObject({ name: "slo-availability", interval: "1m" });
    expect(group.alerts.map(({ name, severity, for: pending }) => [name, severity, pending])).toEqual([
      ["ErrorBudgetBurn", "critical", "0s"],
      ["ErrorBudgetBurn", "warning", "0s"],
    ]);
  });

  it("records errors per request over seven windows, what they are made of, and what is left of the budget", () => {
    expect(group.recordings?.map(({ record }) => record)).toEqual([
      "job:slo_requests:rate5m",
      "job:slo_errors:rate5m",
      "job:slo_errors_per_request:ratio_rate5m",
      "job:slo_errors_per_request:ratio_rate30m",
      "job:slo_errors_per_request:ratio_rate1h",
      "job:slo_errors_per_request:ratio_rate2h",
      "job:slo_errors_per_request:ratio_rate6h",
      "job:slo_errors_per_request:ratio_rate1d",
      "job:slo_errors_per_request:ratio_rate3d",
      "job:slo_error_budget_remaining:ratio",
    ]);
    for (const { labels } of group.recordings ?? []) expect(labels).toEqual({ slo: "availability" });
  });

  it("pages at 14.4 times the budget over 1 h and 5 min, or 6 times over 6 h and 30 min, from 5 errors on", () => {
    expect(expressionOf({ objective: 0.999 }, "critical")).toBe(`(
  job:slo_errors_per_request:ratio_rate1h{slo="availability"} > (14.4 * 0.001)
  and
  job:slo_errors_per_request:ratio_rate5m{slo="availability"} > (14.4 * 0.001)
  and
  sum_over_time(job:slo_errors:rate5m{slo="availability"}[1h]) * 60 >= 5
)
or
(
  job:slo_errors_per_request:ratio_rate6h{slo="availability"} > (6 * 0.001)
  and
  job:slo_errors_per_request:ratio_rate30m{slo="availability"} > (6 * 0.001)
  and
  sum_over_time(job:slo_errors:rate5m{slo="availability"}[6h]) * 60 >= 5
)`);
  });

  it("has a ticket at 3 times the budget over 1 d and 2 h, or 1 time over 3 d and 6 h", () => {
    const ticket = expressionOf({ objective: 0.999, minimumErrors: 0 }, "warning");
    expect(ticket).toBe(`(
  job:slo_errors_per_request:ratio_rate1d{slo="availability"} > (3 * 0.001)
  and
  job:slo_errors_per_request:ratio_rate2h{slo="availability"} > (3 * 0.001)
)
or
(
  job:slo_errors_per_request:ratio_rate3d{slo="availability"} > (1 * 0.001)
  and
  job:slo_errors_per_request:ratio_rate6h{slo="availability"} > (1 * 0.001)
)`);
  });

  it("of a latency counts what took longer than its bound, in the form in which Prometheus stores bounds", () => {
    const latency = slo({ objective: 0.99, latency: 1 });
    expect(latency.name).toBe("slo-latency");
    expect(recordOf({ objective: 0.99, latency: 1 }, "job:slo_errors:rate5m")).toBe(
      "sum by (job) (rate(api_request_latency_seconds_count[5m])) - " +
        'sum by (job) (rate(api_request_latency_seconds_bucket{le="1.0"}[5m]))',
    );
    expect(latency.alerts[0]?.description).toContain("took longer than 1s");
  });

  it("takes a name, a narrower choice of requests, another period, and another interval", () => {
    const settings: SloSettings = {
      objective: 0.9995,
      name: "checkout",
      where: { endpoint: '="/checkout"' },
      period: "28d",
      interval: "30s",
      minimumErrors: 10,
    };
    const checkout = slo(settings);
    expect(checkout).toMatchObject({ name: "slo-checkout", interval: "30s" });
    expect(recordOf(settings, "job:slo_requests:rate5m")).toBe(
      'sum by (job) (rate(api_requests_total{endpoint="/checkout"}[5m]))',
    );
    expect(recordOf(settings, "job:slo_error_budget_remaining:ratio")).toMatch(/\[28d\][^]*\/ 0\.0005$/);
    expect(expressionOf(settings, "critical")).toContain(
      'sum_over_time(job:slo_errors:rate5m{slo="checkout"}[1h]) * 30 >= 10',
    );
    expect(checkout.alerts[0]?.description).toContain(
      "allows 0.05% over 28d: as it burns now, that error budget lasts 4d16h",
    );
  });

  it("can do without the page, without the ticket, and as recordings alone", () => {
    const names = (settings: Partial<SloSettings>) =>
      slo({ objective: 0.999, ...settings }).alerts.map(({ severity }) => severity);
    expect(names({ page: false })).toEqual(["warning"]);
    expect(names({ ticket: false })).toEqual(["critical"]);
    expect(names({ page: false, ticket: false })).toEqual([]);
  });

  it("has alerts that are tuned one by one", () => {
    const { alerts } = slo({
      objective: 0.999,
      page: { for: "2m", severity: "warning" },
      ticket: { severity: "info" },
    });
    expect(alerts.map(({ severity, for: pending }) => [severity, pending])).toEqual([
      ["warning", "2m"],
      ["info", "0s"],
    ]);
  });

  it("leaves out burn rates that more than all requests would have to fail for", () => {
    const page = expressionOf({ objective: 0.9 }, "critical");
    expect(page).not.toContain("14.4");
    expect(page).toContain("> (6 * 0.1)");
  });
});

describe("an objective that cannot work", () => {
  it("is refused for everything that is wrong at once", () => {
    expect(
      problemsOf({
        objective: 99.9,
        latency: 0.3,
        name: "check out",
        period: "1d",
        minimumErrors: -1,
        page: { for: "90s" },
      }),
    ).toEqual([
      'alert group "slo-check out": objective must lie between 0 and 1, as 0.999 is 99.9%: received 99.9',
      'alert group "slo-check out": name must begin with a letter or digit, then letters, digits, _, . or -: received "check out"',
      'alert group "slo-check out": latency must be a bucket bound of api_request_latency_seconds, one of 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10: received 0.3',
      'alert group "slo-check out": period must be 3d or more, the longest window that is looked at: received "1d"',
      'alert group "slo-check out": minimumErrors must be 0 or more: received -1',
      'alert group "slo-check out": page.for must be a multiple of the group\'s interval, "1m": received "90s"',
    ]);
  });

  it("has a period that is longer than samples are kept, where that is known", () => {
    expect(problemsOf({ objective: 0.999 })).toEqual([]);
    expect(problemsOf({ objective: 0.999, retention: "30d" })).toEqual([]);
    expect(problemsOf({ objective: 0.999, retention: "15d" })).toEqual([
      'alert group "slo-availability": period must not be longer than the retention of samples, "15d": received "30d": shorten it, or keep samples longer',
    ]);
    expect(problemsOf({ objective: 0.999, retention: "two weeks" })).toEqual([
      'alert group "slo-availability": retention must be above zero, a duration as Prometheus writes it, such as 90s, 5m or 1h30m: received "two weeks"',
    ]);
  });

  it("has an alert that could never fire, unless that is switched off", () => {
    expect(problemsOf({ objective: 0.8 })).toEqual([
      'alert group "slo-availability": page must be false: 6 times the error budget of 20% are more than all requests, so that the alert could never fire',
    ]);
    expect(problemsOf({ objective: 0.8, page: false })).toEqual([]);
  });

  it.each([0, 1, NaN, -0.5, "0.999"])("is not %p", (objective) => {
    expect(problemsOf({ objective })).toHaveLength(1);
  });
});

describe("a setting that no rule reads", () => {
  it("does not compile", () => {
    const unread: SloSettings[] = [
      // @ts-expect-error an objective has to be given
      {},
      // @ts-expect-error burn rates have thresholds that follow from the objective
      { objective: 0.999, page: { threshold: 10 } },
      // @ts-expect-error windows belong to burn rates
      { objective: 0.999, ticket: { window: "5m" } },
    ];
    expect(unread).toHaveLength(3);
  });
});
