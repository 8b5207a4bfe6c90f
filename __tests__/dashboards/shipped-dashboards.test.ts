import { everythingOf, panelNamed, panelsOf, shippedDashboards } from "./shipped-dashboards";

describe.each(Object.entries(shippedDashboards))("%s", (_, make) => {
  const dashboard = make();
  const { model } = dashboard;
  const everything = everythingOf(dashboard);
  const titles = panelsOf(dashboard).map(({ title }) => title);

  it("has panels with titles of their own", () => {
    expect(titles).not.toEqual([]);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it.each(titles)("gives the panel %s a description, a unit, words for no data, and thresholds", (title) => {
    const { description, fieldConfig } = panelNamed(title, dashboard);
    expect(description).toMatch(/\.$/);
    expect(fieldConfig?.defaults).toMatchObject({
      unit: expect.stringMatching(/./) as string,
      noValue: expect.stringMatching(/./) as string,
      thresholds: { mode: "absolute" },
    });
  });

  it.each(titles)("gives each query of the panel %s a refId of its own, a legend and the datasource", (title) => {
    const { targets = [], datasource } = panelNamed(title, dashboard);
    expect(targets).not.toEqual([]);
    expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
    for (const target of targets) {
      expect(target).toMatchObject({
        refId: expect.stringMatching(/^[A-Z]$/) as string,
        legendFormat: expect.stringMatching(/./) as string,
        datasource: { type: "prometheus", uid: "prometheus" },
      });
    }
    expect(datasource).toEqual({ type: "prometheus", uid: "prometheus" });
  });

  it("gives each panel an id of its own", () => {
    const ids = everything.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => Number.isInteger(id) && id > 0)).toBe(true);
  });

  it("gives each panel a place of its own, within the grid", () => {
    const beyond = everything.filter(({ gridPos }) => gridPos.x < 0 || gridPos.x + gridPos.w > 24);
    const overlapping = everything.filter(({ id, gridPos: one }) =>
      everything.some(
        ({ id: otherId, gridPos: other }) =>
          otherId !== id &&
          one.x < other.x + other.w &&
          other.x < one.x + one.w &&
          one.y < other.y + other.h &&
          other.y < one.y + one.h,
      ),
    );
    expect({ beyond, overlapping }).toEqual({ beyond: [], overlapping: [] });
  });

  it("fills its lines, so that the grid has no gaps", () => {
    const areas = everything.map(({ gridPos }) => gridPos.w * gridPos.h);
    const bottom = Math.max(...everything.map(({ gridPos }) => gridPos.y + gridPos.h));
    expect(areas.reduce((sum, area) => sum + area, 0)).toBe(24 * bottom);
  });

  it("has no null, which Grafana would rewrite", () => {
    expect(JSON.stringify(model)).not.toMatch(/\bnull\b/);
  });

  it("is complete, and has nothing that Grafana counts itself", () => {
    const { uid, title } = dashboard;
    expect(model).toMatchObject({ uid, title, schemaVersion: 42 });
    expect(model).not.toHaveProperty("id");
    expect(model).not.toHaveProperty("version");
  });

  it("is the same on every call, byte for byte", () => {
    expect(JSON.stringify(make().model)).toBe(JSON.stringify(model));
  });

  it("leads to nowhere on the internet", () => {
    expect(JSON.stringify(model)).not.toMatch(/https?:/);
    expect(model["links"]).toEqual([]);
  });

  it("holds nothing that Terraform would take for an interpolation", () => {
    expect(JSON.stringify(model)).not.toMatch(/[$%]\{/);
  });
});
