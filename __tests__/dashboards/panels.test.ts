import { statPanel, tablePanel, timeSeriesPanel, type PanelOptions } from "../../dashboards";
import { panelModel, panelProblems, query } from "./support";

describe("panels of every kind", () => {
  const base = { title: "Up", description: "Which targets answer.", unit: "short" };
  const kinds = [
    ["timeSeriesPanel", (more: Partial<PanelOptions>) => timeSeriesPanel({ ...base, queries: [query], ...more })],
    ["statPanel", (more: Partial<PanelOptions>) => statPanel({ ...base, query, ...more })],
    [
      "tablePanel",
      (more: Partial<PanelOptions>) =>
        tablePanel({ ...base, labels: { job: "Job" }, columns: [{ name: "Up", expression: "up" }], ...more }),
    ],
  ] as const;

  it.each(kinds)("%s carries its title, description and unit", (_, make) => {
    expect(panelModel(make({}))).toMatchObject({
      title: "Up",
      description: "Which targets answer.",
      fieldConfig: { defaults: { unit: "short" } },
    });
  });

  it.each(kinds)("%s says that there are no data, in its own words if it has some", (_, make) => {
    expect(panelModel(make({}))).toMatchObject({ fieldConfig: { defaults: { noValue: "no data" } } });
    expect(panelModel(make({ noValue: "none" }))).toMatchObject({ fieldConfig: { defaults: { noValue: "none" } } });
  });

  it.each(kinds)("%s shows as many digits as it is told", (_, make) => {
    expect(JSON.stringify(panelModel(make({})))).not.toContain("decimals");
    expect(panelModel(make({ decimals: 1 }))).toMatchObject({ fieldConfig: { defaults: { decimals: 1 } } });
  });

  it.each(kinds)("%s takes the size that it is told", (_, make) => {
    expect(panelModel(make({ width: 5, height: 6 }))).toMatchObject({ gridPos: { w: 5, h: 6 } });
  });

  it.each(kinds)("%s refuses empty texts and a size that the grid has not", (_, make) => {
    expect(panelProblems(make({ title: "", description: " ", unit: "", width: 25, height: 0 }))).toEqual([
      'panel "": title must say what the panel shows: received an empty text',
      'panel "": description must say how to read the panel: received an empty text',
      'panel "": unit must be a unit of Grafana\'s, such as "short" or "s": received an empty text',
      'panel "": width must be a whole number of columns from 1 to 24: received 25',
      'panel "": height must be a whole number of rows, at least 1: received 0',
    ]);
  });
});

describe("timeSeriesPanel", () => {
  const base = { title: "Up", description: "Which targets answer.", unit: "short", queries: [query] };

  it("asks over the time range, each query under a name of its own", () => {
    const queries = Array.from({ length: 28 }, () => query);
    const model = panelModel(timeSeriesPanel({ ...base, queries })) as { targets: { refId: string }[] };
    expect(model.targets[0]).toEqual({
      refId: "A",
      datasource: { type: "prometheus", uid: "prometheus" },
      editorMode: "code",
      expr: "up",
      legendFormat: "{{job}}",
      range: true,
      instant: false,
    });
    expect(model.targets.slice(24).map(({ refId }) => refId)).toEqual(["Y", "Z", "AA", "AB"]);
  });

  it("asks for a window that fits how often the numbers change", () => {
    const queries = [{ ...query, interval: "1m" }];
    expect(panelModel(timeSeriesPanel({ ...base, queries }))).toMatchObject({ targets: [{ interval: "1m" }] });
    expect(panelProblems(timeSeriesPanel({ ...base, queries: [{ ...query, interval: "soon" }] }))).toEqual([
      'panel "Up": queries[0].interval must be a duration such as 1m: received "soon"',
    ]);
  });

  it("shows a legend with each series' mean, maximum and last value, and all series in the tooltip", () => {
    expect(panelModel(timeSeriesPanel(base))).toMatchObject({
      options: {
        legend: { showLegend: true, displayMode: "table", calcs: ["mean", "max", "lastNotNull"] },
        tooltip: { mode: "multi", sort: "desc" },
      },
    });
  });

  it("draws lines from 0 on, by default", () => {
    const { fieldConfig } = panelModel(timeSeriesPanel(base)) as { fieldConfig: { defaults: object } };
    expect(fieldConfig.defaults).toMatchObject({
      min: 0,
      custom: { drawStyle: "line", stacking: { mode: "none" }, thresholdsStyle: { mode: "off" } },
    });
    expect(fieldConfig.defaults).not.toHaveProperty("max");
  });

  it("draws bars, stacks, and bounds the axis when it is told", () => {
    const panel = timeSeriesPanel({ ...base, draw: "bars", stacked: true, min: -1, max: 1 });
    expect(panelModel(panel)).toMatchObject({
      fieldConfig: { defaults: { min: -1, max: 1, custom: { drawStyle: "bars", stacking: { mode: "normal" } } } },
    });
  });

  it("draws thresholds as dashed lines", () => {
    const panel = timeSeriesPanel({ ...base, thresholds: [{ value: 0.5, color: "red" }] });
    expect(panelModel(panel)).toMatchObject({
      fieldConfig: {
        defaults: {
          thresholds: {
            mode: "absolute",
            steps: [
              { color: "green", value: 0 },
              { color: "red", value: 0.5 },
            ],
          },
          custom: { thresholdsStyle: { mode: "dashed" } },
        },
      },
    });
  });

  it("colours series by their names", () => {
    expect(panelModel(timeSeriesPanel({ ...base, colors: { " 5..$": "red" } }))).toMatchObject({
      fieldConfig: {
        overrides: [
          {
            matcher: { id: "byRegexp", options: "/ 5..$/" },
            properties: [{ id: "color", value: { mode: "shades", fixedColor: "red" } }],
          },
        ],
      },
    });
  });

  it("refuses to be without queries, and queries without an expression or a legend", () => {
    expect(panelProblems(timeSeriesPanel({ ...base, queries: [] }))).toEqual([
      'panel "Up": queries must have at least one query: received none',
    ]);
    expect(panelProblems(timeSeriesPanel({ ...base, queries: [query, { expression: "", legend: " " }] }))).toEqual([
      'panel "Up": queries[1].expression must be PromQL: received an empty text',
      'panel "Up": queries[1].legend must name the series: received an empty text',
    ]);
  });

  it.each([[[2, 1]], [[1, 1]], [[NaN]], [[Infinity]]])("refuses the thresholds %j", (values) => {
    const thresholds = values.map((value) => ({ value, color: "red" }));
    expect(panelProblems(timeSeriesPanel({ ...base, thresholds }))).toEqual([
      `panel "Up": thresholds must be finite numbers, ascending: received [${values.join(", ")}]`,
    ]);
  });
});

describe("statPanel", () => {
  const base = { title: "Up", description: "Which targets answer.", unit: "short", query };

  it("shows the latest value and the line that led to it, by default", () => {
    expect(panelModel(statPanel(base))).toMatchObject({
      targets: [{ refId: "A", range: true, instant: false }],
      options: { graphMode: "area", reduceOptions: { calcs: ["lastNotNull"] } },
    });
  });

  it("shows a total of the time range, asked once", () => {
    expect(panelModel(statPanel({ ...base, shows: "total" }))).toMatchObject({
      targets: [{ refId: "A", range: false, instant: true, format: "time_series" }],
      options: { graphMode: "none" },
    });
  });

  it("is blue without thresholds, and green below the first", () => {
    expect(panelModel(statPanel(base))).toMatchObject({
      fieldConfig: { defaults: { thresholds: { steps: [{ color: "blue", value: 0 }] } } },
    });
    expect(panelModel(statPanel({ ...base, thresholds: [{ value: 1, color: "red" }] }))).toMatchObject({
      fieldConfig: { defaults: { thresholds: { steps: [{ color: "green" }, { color: "red", value: 1 }] } } },
    });
  });

  it("refuses a query without an expression or a legend", () => {
    expect(panelProblems(statPanel({ ...base, query: { expression: "", legend: "" } }))).toEqual([
      'panel "Up": query.expression must be PromQL: received an empty text',
      'panel "Up": query.legend must name the series: received an empty text',
    ]);
  });
});

describe("tablePanel", () => {
  const base = { title: "Up", description: "Which targets answer.", unit: "short", labels: { job: "Job" } };
  const columns = [
    { name: "Requests", expression: "a", bar: true },
    { name: "Errors", expression: "b", unit: "percentunit", thresholds: [{ value: 0.1, color: "red" }] },
  ];

  it("asks for each column once, at the end of the time range", () => {
    expect(panelModel(tablePanel({ ...base, columns }))).toMatchObject({
      targets: [
        { refId: "A", expr: "a", legendFormat: "Requests", format: "table", range: false, instant: true },
        { refId: "B", expr: "b", legendFormat: "Errors", format: "table", range: false, instant: true },
      ],
    });
  });

  it("joins the columns to lines, names them, and puts the largest of the first on top", () => {
    expect(panelModel(tablePanel({ ...base, columns }))).toMatchObject({
      transformations: [
        { id: "merge", options: {} },
        {
          id: "organize",
          options: {
            excludeByName: { Time: true },
            indexByName: { job: 0, "Value #A": 1, "Value #B": 2 },
            renameByName: { job: "Job", "Value #A": "Requests", "Value #B": "Errors" },
          },
        },
      ],
      options: { sortBy: [{ displayName: "Requests", desc: true }] },
    });
  });

  it("finds the column of a single query, which Grafana names differently", () => {
    expect(panelModel(tablePanel({ ...base, columns: columns.slice(0, 1) }))).toMatchObject({
      transformations: [{}, { options: { renameByName: { job: "Job", Value: "Requests" } } }],
    });
  });

  it("gives each column its unit, bar and thresholds", () => {
    expect(panelModel(tablePanel({ ...base, columns }))).toMatchObject({
      fieldConfig: {
        overrides: [
          {
            matcher: { id: "byName", options: "Requests" },
            properties: [
              { id: "min", value: 0 },
              { id: "custom.cellOptions", value: { type: "gauge" } },
            ],
          },
          {
            matcher: { id: "byName", options: "Errors" },
            properties: [
              { id: "unit", value: "percentunit" },
              { id: "thresholds", value: { steps: [{ color: "green" }, { color: "red", value: 0.1 }] } },
              { id: "custom.cellOptions", value: { type: "color-text" } },
            ],
          },
        ],
      },
    });
  });

  it("refuses to be without columns, and columns that lack something or share a heading", () => {
    expect(panelProblems(tablePanel({ ...base, columns: [] }))).toEqual([
      'panel "Up": columns must have at least one column: received none',
    ]);
    const broken = [
      { name: "", expression: "" },
      { name: "Job", expression: "a", thresholds: [{ value: NaN, color: "red" }] },
    ];
    expect(panelProblems(tablePanel({ ...base, columns: broken }))).toEqual([
      'panel "Up": columns[0].name must be a heading: received an empty text',
      'panel "Up": columns[0].expression must be PromQL: received an empty text',
      'panel "Up": columns[1].thresholds must be finite numbers, ascending: received [NaN]',
      'panel "Up": headings must differ: received "Job" twice',
    ]);
  });
});
