import { dashboardQueries, dashboardVariables } from "../../dashboards";

const queriesOf = (model: Record<string, unknown>) => dashboardQueries({ uid: "one", title: "One", model });

const OURS = { type: "prometheus", uid: "prometheus" };

describe("dashboardQueries", () => {
  it("lists panels, then variables, then annotations, each by its place", () => {
    expect(
      queriesOf({
        annotations: { list: [{ name: "Restarts", datasource: OURS, target: { expr: "changes(up[1m])" } }] },
        templating: { list: [{ type: "query", name: "job", datasource: OURS, query: "label_values(up, job)" }] },
        panels: [{ title: "Up", datasource: OURS, targets: [{ refId: "A", expr: "up" }] }],
      }),
    ).toEqual([
      { place: 'panel "Up"', expression: "up", kind: "range" },
      { place: 'variable "job"', expression: "label_values(up, job)", kind: "variable" },
      { place: 'annotation "Restarts"', expression: "changes(up[1m])", kind: "range" },
    ]);
  });

  it("knows the names of the dashboard's variables", () => {
    const templating = {
      list: [{ name: "job", type: "query" }, { name: "window", type: "interval" }, { type: "adhoc" }],
    };
    const model = { uid: "a", title: "A", templating };
    expect(dashboardVariables({ uid: "a", title: "A", model })).toEqual(["job", "window"]);
    expect(dashboardVariables({ uid: "a", title: "A", model: {} })).toEqual([]);
  });

  it("finds nothing in a model without queries", () => {
    expect(queriesOf({})).toEqual([]);
    expect(queriesOf({ panels: null, templating: { list: null }, annotations: {} })).toEqual([]);
  });

  it("finds panels in collapsed rows, and in the rows that dashboards had before the grid", () => {
    const panel = (expr: string) => ({ title: expr, targets: [{ expr }] });
    const model = {
      panels: [panel("a"), { type: "row", panels: [panel("b")] }],
      rows: [{ panels: [panel("c")] }, { title: "empty" }],
    };
    expect(queriesOf(model).map(({ expression }) => expression)).toEqual(["a", "b", "c"]);
  });

  it.each([
    [{ instant: true }, "instant"],
    [{ instant: true, range: false }, "instant"],
    [{ instant: true, range: true }, "range"],
    [{ range: true }, "range"],
    [{}, "range"],
  ])("takes a target with %j as %s", (target, kind) => {
    expect(queriesOf({ panels: [{ title: "Up", targets: [{ expr: "up", ...target }] }] })).toMatchObject([{ kind }]);
  });

  it("leaves library panels out, whose queries are not part of the model", () => {
    expect(queriesOf({ panels: [{ libraryPanel: { uid: "lib-1", name: "Errors" } }] })).toEqual([]);
  });

  it("leaves targets without an expression out", () => {
    expect(queriesOf({ panels: [{ targets: [{ refId: "A" }, { expr: " " }, { expr: null }] }] })).toEqual([]);
  });

  it("leaves queries to other datasources out", () => {
    const loki = { type: "loki", uid: "loki" };
    expect(
      queriesOf({
        annotations: {
          list: [
            { name: "Logs", datasource: loki, expr: "{}" },
            { name: "Own", datasource: { type: "grafana", uid: "-- Grafana --" }, target: { expr: "up" } },
          ],
        },
        templating: { list: [{ type: "query", name: "app", datasource: loki, query: "label_values(app)" }] },
        panels: [
          { datasource: loki, targets: [{ expr: "{}" }] },
          { datasource: OURS, targets: [{ datasource: { type: "__expr__", uid: "__expr__" }, expr: "$A" }] },
        ],
      }),
    ).toEqual([]);
  });

  it("asks each query of a mixed panel for its datasource", () => {
    const targets = [
      { datasource: OURS, expr: "up" },
      { datasource: { type: "loki", uid: "loki" }, expr: "{}" },
    ];
    expect(queriesOf({ panels: [{ title: "Mixed", datasource: { uid: "-- Mixed --" }, targets }] })).toEqual([
      { place: 'panel "Mixed"', expression: "up", kind: "range" },
    ]);
  });

  it.each([
    ["by name", "Prometheus"],
    ["by default", null],
    ["by variable", { uid: "${source}" }],
  ])("takes a datasource that is given %s for Prometheus", (_, datasource) => {
    expect(queriesOf({ panels: [{ title: "Up", datasource, targets: [{ expr: "up" }] }] })).toHaveLength(1);
  });

  it("reads the query of a variable from a text and from an object", () => {
    const list = [
      { type: "query", name: "a", query: "label_values(job)" },
      { type: "query", name: "b", query: { query: "query_result(up)", refId: "x" } },
    ];
    expect(queriesOf({ templating: { list } })).toEqual([
      { place: 'variable "a"', expression: "label_values(job)", kind: "variable" },
      { place: 'variable "b"', expression: "query_result(up)", kind: "variable" },
    ]);
  });

  it("leaves variables out that ask nothing", () => {
    const list = [
      { type: "custom", name: "a", query: "1,2" },
      { type: "textbox", name: "b", query: "up" },
      { type: "query", name: "c", query: "" },
    ];
    expect(queriesOf({ templating: { list } })).toEqual([]);
  });

  it("reads an annotation's expression where dashboards of old have it", () => {
    expect(queriesOf({ annotations: { list: [{ name: "Old", datasource: "Prometheus", expr: "up == 0" }] } })).toEqual([
      { place: 'annotation "Old"', expression: "up == 0", kind: "range" },
    ]);
  });
});
