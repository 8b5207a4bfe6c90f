import {
  containerPanelThresholds,
  hostPanelThresholds,
  panelThresholds,
} from "../../../constructs/private/panel-thresholds";

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

describe("hostPanelThresholds and containerPanelThresholds", () => {
  const given = (thresholds: object) => Object.entries(thresholds).filter(([, levels]) => levels !== undefined);

  it("leave the defaults alone where no alert is tuned", () => {
    expect(given(hostPanelThresholds())).toEqual([]);
    expect(given(containerPanelThresholds())).toEqual([]);
    expect(given(hostPanelThresholds({ highCpu: false, diskSpaceLow: {} }))).toEqual([]);
  });

  it("draw a line for each severity, or the one that is given, in its colour", () => {
    expect(hostPanelThresholds({ highCpu: { thresholds: { warning: 0.8, critical: 0.95 } } }).highCpu).toEqual({
      warning: 0.8,
      critical: 0.95,
    });
    expect(hostPanelThresholds({ highCpu: { threshold: 0.8 } }).highCpu).toEqual({ warning: 0.8 });
    expect(hostPanelThresholds({ clockSkew: { severity: "critical" } }).clockSkew).toEqual({ critical: 0.05 });
    expect(containerPanelThresholds({ cpuThrottled: { threshold: 0.5 } }).cpuThrottled).toEqual({ info: 0.5 });
  });

  it.each(["highMemory", "diskSpaceLow", "inodesLow", "fileDescriptorsLow"] as const)(
    "draw the lines of %s where its alert has them",
    (alert) => {
      const thresholds = { critical: 0.5 };
      expect(hostPanelThresholds({ [alert]: { thresholds } })[alert]).toEqual(thresholds);
    },
  );

  it.each(["memoryNearLimit", "filesystemFilling"] as const)("draw the line of %s where its alert begins", (alert) => {
    expect(containerPanelThresholds({ [alert]: { threshold: 0.5 } })[alert]).toEqual({ warning: 0.5 });
  });

  it("draw the line of networkErrors where its alert begins", () => {
    expect(hostPanelThresholds({ networkErrors: { threshold: 0.5 } }).networkErrors).toEqual({ warning: 0.5 });
  });
});
