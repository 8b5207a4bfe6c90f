import {
  AlertGroupError,
  apiAlerts,
  containerAlerts,
  hostAlerts,
  monitoringAlerts,
  nodejsAlerts,
  type AlertGroup,
} from "../../alerts";

const GROUPS = { apiAlerts, containerAlerts, hostAlerts, monitoringAlerts, nodejsAlerts };

/** What a group's alerts ask and say, in which windows stand. */
const textsOf = ({ alerts }: AlertGroup) =>
  alerts.map(({ expression, description }) => `${expression}\n${description}`);

describe.each(Object.entries(GROUPS))("the windows of %s", (_, group) => {
  it("hold four scrapes at any interval, in the expression and in what it says", () => {
    const seldom = textsOf(group({ scrapeInterval: "2m" }));
    expect(seldom.filter((text) => /\[5m\]|last 5m/.test(text))).toEqual([]);
    expect(seldom.some((text) => text.includes("[8m]"))).toBe(true);
  });

  it("are what they are without it where they hold four scrapes", () => {
    expect(group({ scrapeInterval: "1m15s" })).toEqual(group());
  });
});

describe("a window that is given", () => {
  const expressionsOf = (settings: Parameters<typeof apiAlerts>[0]) =>
    apiAlerts(settings).alerts.map(({ name, expression }) => `${name} ${expression}`);

  it("stays as it was written, for a group and for an alert", () => {
    const highErrorRate = { window: "1m" };
    const [first = "", second = ""] = expressionsOf({ scrapeInterval: "2m", window: "6m", highErrorRate });
    expect([first, second].map((text) => /\[\w+\]/.exec(text)?.[0])).toEqual(["[1m]", "[6m]"]);
  });
});

describe("a scrape interval that is none", () => {
  it("is refused", () => {
    expect(() => hostAlerts({ scrapeInterval: "often" })).toThrow(AlertGroupError);
    expect(() => hostAlerts({ scrapeInterval: "often" })).toThrow(
      'scrapeInterval must be above zero, a duration as Prometheus writes it, such as 90s, 5m or 1h30m: received "often"',
    );
  });
});
