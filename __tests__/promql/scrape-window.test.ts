import { windowOfScrapes } from "../../promql/scrape-window";

describe("windowOfScrapes", () => {
  it.each([
    ["5m", undefined, "5m"],
    ["5m", "15s", "5m"],
    ["5m", "1m15s", "5m"],
    ["5m", "1m16s", "5m4s"],
    ["5m", "2m", "8m"],
    ["1h", "2m", "1h"],
  ])("makes of %s, scraped every %s, a window of four scrapes or more: %s", (window, interval, expected) => {
    expect(windowOfScrapes(window, interval)).toBe(expected);
  });

  it.each([
    ["soon", "2m"],
    ["5m", "often"],
    ["5m", "0s"],
  ])("leaves %s at an interval of %s to whoever checks them", (window, interval) => {
    expect(windowOfScrapes(window, interval)).toBe(window);
  });
});
