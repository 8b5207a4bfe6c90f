import { durationMilliseconds, formatDuration, formatGoDuration } from "../../promql";

describe("a duration is read as Prometheus reads it", () => {
  it.each([
    ["0", 0],
    ["0s", 0],
    ["250ms", 250],
    ["90s", 90_000],
    ["5m", 300_000],
    ["1h30m", 5_400_000],
    ["15d", 1_296_000_000],
    ["2w", 1_209_600_000],
    ["1y", 31_536_000_000],
    ["1y2w3d4h5m6s7ms", 33_019_506_007],
  ])("%s", (text, milliseconds) => {
    expect(durationMilliseconds(text)).toBe(milliseconds);
  });

  it.each([[""], ["5"], ["1.5h"], ["-5m"], ["5 m"], ["1m1h"], ["1m1m"], ["5M"], ["m"], ["fast"]])(
    "'%s' is none",
    (text) => {
      expect(durationMilliseconds(text)).toBeUndefined();
    },
  );
});

describe("a duration is written", () => {
  it.each([
    [0, "0s", "0s"],
    [7, "7ms", "7ms"],
    [1_500, "1s500ms", "1.5s"],
    [30_000, "30s", "30s"],
    [60_000, "1m", "1m0s"],
    [90_000, "1m30s", "1m30s"],
    [3_600_000, "1h", "1h0m0s"],
    [90_061_000, "1d1h1m1s", "25h1m1s"],
  ])("%d ms as %s for Prometheus and as %s for Go", (milliseconds, prometheus, go) => {
    expect(formatDuration(milliseconds)).toBe(prometheus);
    expect(formatGoDuration(milliseconds)).toBe(go);
    expect(durationMilliseconds(prometheus)).toBe(milliseconds);
  });
});
