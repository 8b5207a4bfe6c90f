import { panelThresholds } from "../../../constructs/private/panel-thresholds";

describe("panelThresholds", () => {
  it("leaves the defaults alone where no alert is tuned", () => {
    const defaults = { highErrorRate: undefined, highLatency: undefined, latencyQuantile: undefined };
    expect(panelThresholds()).toEqual(defaults);
    expect(panelThresholds({ highErrorRate: false, highLatency: false })).toEqual(defaults);
  });

  it("draws the line where the alert begins", () => {
    const tuned = { highErrorRate: { threshold: 0.02 }, highLatency: { threshold: 0.5, quantile: 0.9 } };
    expect(panelThresholds(tuned)).toEqual({ highErrorRate: 0.02, highLatency: 0.5, latencyQuantile: 0.9 });
  });

  it("draws the line at the lowest of several severities", () => {
    const { highErrorRate } = panelThresholds({ highErrorRate: { thresholds: { critical: 0.2, warning: 0.05 } } });
    expect(highErrorRate).toBe(0.05);
  });
});
