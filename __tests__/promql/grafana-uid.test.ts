import { grafanaUid, isGrafanaUid, LONGEST_UID } from "../../promql";

describe("Grafana takes a uid", () => {
  it.each([["a"], ["api-alerts"], ["HighErrorRate_2"], ["1a"], ["x".repeat(40)]])("%s", (uid) => {
    expect(isGrafanaUid(uid)).toBe(true);
  });

  it.each([[""], ["a b"], ["a.b"], ["é"], ["123"], ["x".repeat(41)]])("but not '%s'", (uid) => {
    expect(isGrafanaUid(uid)).toBe(false);
  });
});

describe("a uid is made from names", () => {
  it("in lower case, joined with hyphens", () => {
    expect(grafanaUid("monitoring", "API Alerts", "HighErrorRate")).toBe("monitoring-api-alerts-higherrorrate");
  });

  it("without what Grafana refuses", () => {
    expect(grafanaUid("(Django) API: Übersicht!")).toBe("django-api-bersicht");
  });

  it("and is the same for the same names", () => {
    expect(grafanaUid("a", "b")).toBe(grafanaUid("a", "b"));
  });

  it("and is cut, with a hash of the whole, where it is too long", () => {
    const long = "a-very-long-name-of-a-dashboard-that-nobody-can-read";
    const first = grafanaUid(long, "first");
    const second = grafanaUid(long, "second");
    expect(first).toHaveLength(LONGEST_UID);
    expect(first).toMatch(/^a-very-long-name-of-a-dashboard-[0-9a-f]{8}$/);
    expect(second).not.toBe(first);
  });

  it.each([["123"], ["日本"], [""], ["---"]])("and is one that Grafana takes even of '%s'", (name) => {
    expect(isGrafanaUid(grafanaUid(name))).toBe(true);
  });

  it("and tells two names apart of which nothing is left", () => {
    expect(grafanaUid("日本")).not.toBe(grafanaUid("中国"));
  });
});
