import { defineDashboard, type DashboardOptions } from "../../dashboards";
import { graph, modelOf, options, problems } from "./support";

/** Ids, places and sizes of everything in the grid: `101 Up 0,1 12x8`. */
const grid = (more: Partial<DashboardOptions>) =>
  (modelOf(more)["panels"] as { id: number; title: string; gridPos: Record<"x" | "y" | "w" | "h", number> }[]).map(
    ({ id, title, gridPos: { x, y, w, h } }) => `${id} ${title} ${x},${y} ${w}x${h}`,
  );

describe("defineDashboard", () => {
  it("gives a model that Grafana stores as it is", () => {
    const { uid, title, model } = defineDashboard(options());
    expect({ uid, title }).toEqual({ uid: "one", title: "One" });
    expect(model).toMatchObject({ uid: "one", title: "One", schemaVersion: 42 });
    expect(model).not.toHaveProperty("id");
    expect(model).not.toHaveProperty("version");
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  it("shares nothing between two dashboards", () => {
    const shared = options();
    const [first, second] = [defineDashboard(shared), defineDashboard(shared)];
    expect(first).toEqual(second);
    expect(first.model["annotations"]).not.toBe(second.model["annotations"]);
    expect(first.model["panels"]).not.toBe(second.model["panels"]);
  });

  it("cannot be edited in Grafana, where the next deployment would undo it", () => {
    expect(modelOf()).toMatchObject({ editable: false });
  });

  it("keeps what users and alerts noted", () => {
    expect(modelOf()).toMatchObject({
      annotations: { list: [{ builtIn: 1, datasource: { type: "grafana", uid: "-- Grafana --" } }] },
    });
  });

  describe("settings", () => {
    it("opens with the last hour, asks again every 30 s, and shows the reader's time, by default", () => {
      expect(modelOf()).toMatchObject({
        time: { from: "now-1h", to: "now" },
        refresh: "30s",
        timezone: "browser",
        tags: [],
      });
    });

    it("takes a time range, a refresh, a time zone and tags", () => {
      const settings = {
        timeRange: { from: "now-2d/d", to: "now/d" },
        refresh: "5m",
        timezone: "Europe/Lisbon",
        tags: ["shop"],
      };
      const { timeRange, ...rest } = settings;
      expect(modelOf(settings)).toMatchObject({ ...rest, time: timeRange });
    });

    it("never asks again where refresh is false", () => {
      expect(modelOf({ refresh: false })).toMatchObject({ refresh: "" });
    });

    it("takes a fixed time range", () => {
      const time = { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" };
      expect(modelOf({ timeRange: time })).toMatchObject({ time });
    });

    it("asks the datasource prometheus by default, and the given one everywhere", () => {
      const variables = [{ name: "job", title: "Job", description: "A job.", series: "up" }];
      const annotations = [{ name: "Down", expression: "up == 0", title: "{{job}} is down", color: "red" }];
      expect(JSON.stringify(modelOf({ variables, annotations }))).toContain('{"type":"prometheus","uid":"prometheus"}');
      const model = JSON.stringify(modelOf({ variables, annotations, datasourceUid: "second" }));
      expect(model.match(/"type":"prometheus","uid":"second"/g)).toHaveLength(5);
      expect(model).not.toContain('"uid":"prometheus"');
    });

    it.each([
      ["123", "all digits"],
      ["a b", "a space"],
      ["a".repeat(41), "41 characters"],
      ["", "no characters"],
    ])("refuses the uid %j, which has %s", (uid) => {
      const rule = '1 to 40 letters, digits, "-" and "_", and not all digits';
      expect(problems({ uid, datasourceUid: uid })).toEqual([
        `dashboard "One": uid must be ${rule}: received "${uid}": derive one with grafanaUid`,
        `dashboard "One": datasourceUid must be ${rule}: received "${uid}": give the datasource's uid`,
      ]);
    });

    it.each(["4s", "30", "0m", "1h30m", "soon", ""])("refuses the refresh %j", (refresh) => {
      expect(problems({ refresh })).toEqual([
        `dashboard "One": refresh must be a duration such as "30s", at least 5s, or false for never: received "${refresh}"`,
      ]);
    });

    it.each(["yesterday", "now-1", "", "1h"])("refuses the time %j", (time) => {
      expect(problems({ timeRange: { from: time, to: time } })).toEqual(
        ["from", "to"].map(
          (end) => `dashboard "One": timeRange.${end} must be a time such as "now-1h" or "now": received "${time}"`,
        ),
      );
    });

    it("refuses a time zone that there is not", () => {
      expect(problems({ timezone: "Europe/Atlantis" })).toEqual([
        'dashboard "One": timezone must be "browser", "utc" or a name such as "Europe/Lisbon": received "Europe/Atlantis"',
      ]);
    });

    it("refuses an empty title", () => {
      expect(problems({ title: " " })).toEqual([
        'dashboard " ": title must be the name of the dashboard: received an empty text',
      ]);
    });

    it("names everything that is wrong at once", () => {
      expect(problems({ uid: "1", refresh: "1s", timezone: "x", rows: [{ title: "", panels: [] }] })).toHaveLength(4);
    });
  });

  describe("layout", () => {
    const rows = [
      { title: "First", panels: [graph({ width: 8 }), graph({ width: 8 }), graph({ width: 12, height: 5 })] },
      { title: "Second", panels: [graph({ width: 24, height: 3 })] },
    ];

    it("puts panels from left to right, and on a new line where the columns are full", () => {
      expect(grid({ rows })).toEqual([
        "100 First 0,0 24x1",
        "101 Up 0,1 8x8",
        "102 Up 8,1 8x8",
        "103 Up 0,9 12x5",
        "200 Second 0,14 24x1",
        "201 Up 0,15 24x3",
      ]);
    });

    it("makes a line as high as its highest panel", () => {
      const panels = [graph({ height: 4 }), graph({ height: 9 }), graph()];
      expect(grid({ rows: [{ title: "All", panels }] })[3]).toBe("103 Up 0,10 12x8");
    });

    it("leaves the ids of one row as they are when another gets a panel", () => {
      const [first, second] = rows;
      if (first === undefined || second === undefined) throw new Error("two rows are needed");
      const longer = [{ ...first, panels: [...first.panels, graph()] }, second];
      expect(grid({ rows: longer }).at(-1)).toMatch(/^201 /);
    });

    it("has a heading for a row without panels", () => {
      expect(grid({ rows: [{ title: "Empty", panels: [] }, ...rows.slice(1)] })).toEqual([
        "100 Empty 0,0 24x1",
        "200 Second 0,1 24x1",
        "201 Up 0,2 24x3",
      ]);
    });

    it("refuses a row whose ids would run into the next one's", () => {
      const full = { title: "Full", panels: Array.from({ length: 100 }, () => graph()) };
      expect(problems({ rows: [full] })).toEqual([
        'dashboard "One": row "Full": panels must be at most 99: received 100: make a row of some',
      ]);
      expect(problems({ rows: [{ ...full, panels: full.panels.slice(1) }] })).toEqual([]);
    });
  });

  describe("variables", () => {
    const variable = { name: "job", title: "Service", description: "The job.", series: "up" };

    it("offer the values of a label, several at a time, with all chosen at first", () => {
      expect(modelOf({ variables: [variable] })).toMatchObject({
        templating: {
          list: [
            {
              type: "query",
              name: "job",
              label: "Service",
              description: "The job.",
              query: { query: "label_values(up, job)" },
              multi: true,
              includeAll: true,
              allValue: ".*",
              current: { value: ["$__all"] },
            },
          ],
        },
      });
    });

    it("offer the values of the label that they are told", () => {
      expect(JSON.stringify(modelOf({ variables: [{ ...variable, label: "service" }] }))).toContain(
        "label_values(up, service)",
      );
    });

    it("refuse a name that a query cannot write, and a name that is taken", () => {
      const variables = [variable, variable, { ...variable, name: "a-b" }];
      expect(problems({ variables })).toEqual([
        'dashboard "One": variable names must match [a-zA-Z_][a-zA-Z0-9_]*: received "a-b"',
        'dashboard "One": variable names must differ: received "job" twice',
      ]);
    });
  });

  it("refuses an annotation without an expression", () => {
    expect(problems({ annotations: [{ name: "Down", expression: "", title: "down", color: "red" }] })).toEqual([
      'dashboard "One": annotation "Down": expression must be PromQL: received an empty text',
    ]);
  });
});
