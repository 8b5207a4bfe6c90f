import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DashboardError, dashboardQueries, importedDashboards } from "../../dashboards";

const FIXTURES = join(__dirname, "fixtures");
const OURS = { type: "prometheus", uid: "main-prometheus" };

const fixture = (uid: string) => {
  const found = importedDashboards(FIXTURES, { datasourceUid: OURS.uid }).find((dashboard) => dashboard.uid === uid);
  if (found === undefined) throw new Error(`no fixture has the uid "${uid}"`);
  return found;
};

/** The smallest export that is a dashboard. */
const dashboard = (more: object = {}) => ({ title: "One", schemaVersion: 42, panels: [], ...more });

const panel = (more: object) => dashboard({ panels: [{ id: 1, title: "CPU", ...more }] });

describe("importedDashboards", () => {
  let folder: string;

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "dashboards-"))));

  afterEach(() => rmSync(folder, { recursive: true }));

  const save = (name: string, content: unknown) =>
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));

  const problems = (): readonly string[] => {
    try {
      importedDashboards(folder);
    } catch (error) {
      if (error instanceof DashboardError) return error.problems.map((problem) => problem.replaceAll(`${folder}/`, ""));
      throw error;
    }
    return [];
  };

  const modelOf = (content: object) => {
    save("one.json", content);
    return importedDashboards(folder)[0]?.model;
  };

  describe("files", () => {
    it("reads every .json file of the folder, in the order of the names, and nothing else", () => {
      save("b.json", dashboard());
      save("a.json", dashboard());
      save("README.md", "# Imported");
      expect(importedDashboards(folder).map(({ uid }) => uid)).toEqual(["a", "b"]);
    });

    it("imports nothing from a folder without dashboards", () => {
      expect(importedDashboards(folder)).toEqual([]);
    });

    it("refuses a folder that is not there", () => {
      const none = join(folder, "none");
      expect(() => importedDashboards(none)).toThrow(
        new DashboardError([
          `the folder of imported dashboards is not there: received "${none}": create it, or name another`,
        ]),
      );
    });

    it("reads a file that begins with a byte order mark", () => {
      save("one.json", `\uFEFF${JSON.stringify(dashboard())}`);
      expect(importedDashboards(folder)).toHaveLength(1);
    });

    it("marks every dashboard as unchecked, since it may ask for anything", () => {
      save("one.json", dashboard());
      expect(importedDashboards(folder)[0]?.unchecked).toBe(
        "exported from Grafana: its queries may ask for metrics of any kind",
      );
    });

    it("gives the same result twice", () => {
      const once = JSON.stringify(importedDashboards(FIXTURES));
      expect(JSON.stringify(importedDashboards(FIXTURES))).toBe(once);
    });
  });

  describe("the model", () => {
    it("keeps the uid of the file", () => {
      expect(fixture("shop-dashboard").model["uid"]).toBe("shop-dashboard");
    });

    it.each([undefined, null, ""])("derives a uid from the file's name where the file has %p", (uid) => {
      save("My Shop (2).json", dashboard({ uid }));
      expect(importedDashboards(folder)[0]).toMatchObject({ uid: "my-shop-2", model: { uid: "my-shop-2" } });
    });

    it("drops what Grafana's import reads, and what counts in another Grafana", () => {
      const model = modelOf(dashboard({ __inputs: [], __requires: [], __elements: {}, id: 4, version: 9 }));
      expect(Object.keys(model ?? {})).toEqual(["uid", "title", "schemaVersion", "panels"]);
    });

    it("leaves everything else as it is, null included, since Grafana stores that without a rewrite", () => {
      const { model } = fixture("legacy-rows");
      expect(model).toMatchObject({ gnetId: null, rows: [{ panels: [{ timeFrom: null }, {}, {}, {}] }] });
      expect(fixture("shop-dashboard").model).toMatchObject({
        panels: [{ fieldConfig: { defaults: { thresholds: { steps: [{ color: "green", value: null }] } } } }, {}],
      });
    });

    it("puts a library panel that travels in the file in the place that refers to it", () => {
      expect(fixture("shop-dashboard").model).toMatchObject({
        panels: [
          {},
          {
            panels: [
              {
                id: 3,
                gridPos: { x: 0, y: 9, w: 8, h: 8 },
                title: "Errors",
                datasource: OURS,
                targets: [{ refId: "A", expr: "rate(errors_total[5m])" }],
              },
              {},
              {},
            ],
          },
        ],
      });
      expect(JSON.stringify(fixture("shop-dashboard").model)).not.toContain("libraryPanel");
    });

    it("leaves a reference to a library panel that does not travel in the file", () => {
      const reference = { libraryPanel: { name: "Errors", uid: "lib-1" } };
      expect(modelOf(panel(reference))).toMatchObject({ panels: [{ title: "CPU", ...reference }] });
    });
  });

  describe("datasources", () => {
    it("answers an input for a Prometheus datasource, whatever its name", () => {
      expect(fixture("shop-dashboard").model).toMatchObject({
        panels: [{ datasource: OURS, targets: [{ datasource: OURS }, {}] }, {}],
      });
    });

    it("answers an input for expressions with Grafana's own", () => {
      expect(fixture("shop-dashboard").model).toMatchObject({
        panels: [{ targets: [{}, { datasource: { type: "__expr__", uid: "__expr__" } }] }, {}],
      });
    });

    it("leaves panels that ask nothing as they are, whatever they say of a datasource", () => {
      const text = { type: "text", datasource: { type: "loki", uid: "L1" } };
      expect(modelOf(panel(text))).toMatchObject({ panels: [text] });
    });

    it("keeps keys that are called as what every object has", () => {
      expect(modelOf(dashboard({ constructor: "x", rows: [{ title: "empty" }] }))).toMatchObject({
        constructor: "x",
        rows: [{ title: "empty" }],
      });
    });

    it("answers an input within a longer text", () => {
      const links = [{ title: "Explore", url: "/explore?left=${DS_X}" }];
      const inputs = [{ name: "DS_X", type: "datasource", pluginId: "prometheus" }];
      expect(modelOf(dashboard({ __inputs: inputs, links }))).toMatchObject({
        links: [{ title: "Explore", url: "/explore?left=prometheus" }],
      });
    });

    it("fills constants in", () => {
      expect(fixture("shop-dashboard").model).toMatchObject({
        panels: [{ targets: [{ expr: "shop_orders" }, {}] }, {}],
        templating: { list: [{ query: "shop", current: { text: "shop", value: "shop" } }, { query: "${customer}" }] },
      });
    });

    it("binds another Grafana's uid", () => {
      expect(
        modelOf(panel({ datasource: { type: "prometheus", uid: "PX" }, targets: [{ expr: "up" }] })),
      ).toMatchObject({ panels: [{ datasource: { type: "prometheus", uid: "prometheus" } }] });
    });

    it("binds a name, the default by null and the default by silence, in rows of old", () => {
      expect(fixture("legacy-rows").model).toMatchObject({
        rows: [{ panels: [{ datasource: OURS }, { datasource: OURS }, { datasource: OURS }, { datasource: null }] }],
        templating: { list: [{ datasource: OURS }] },
        annotations: { list: [{ datasource: OURS }] },
      });
    });

    it("binds an input that the file does not list", () => {
      expect(
        modelOf(panel({ datasource: { type: "prometheus", uid: "${DS_PROMETHEUS}" }, targets: [{ expr: "up" }] })),
      ).toMatchObject({ panels: [{ datasource: { type: "prometheus", uid: "prometheus" } }] });
    });

    it.each(["grafana-amazonprometheus-datasource", "grafana-azureprometheus-datasource"])(
      "binds a datasource of type %s, which is asked in PromQL too",
      (type) => {
        expect(modelOf(panel({ datasource: { type, uid: "x" }, targets: [{ expr: "up" }] }))).toMatchObject({
          panels: [{ datasource: { type: "prometheus", uid: "prometheus" } }],
        });
      },
    );

    it("keeps what Grafana itself answers", () => {
      expect(fixture("shop-dashboard").model).toMatchObject({
        annotations: { list: [{ datasource: { type: "grafana", uid: "-- Grafana --" } }] },
        panels: [
          {},
          {
            panels: [
              {},
              {
                datasource: { type: "datasource", uid: "-- Mixed --" },
                targets: [{ datasource: OURS }, { datasource: { type: "datasource", uid: "-- Grafana --" } }],
              },
              { datasource: { type: "datasource", uid: "-- Dashboard --" }, targets: [{ refId: "A", panelId: 1 }] },
            ],
          },
        ],
      });
    });

    it("keeps a variable that chooses the datasource, with this stack's chosen, and what refers to it", () => {
      expect(fixture("node").model).toMatchObject({
        panels: [
          {
            datasource: { type: "prometheus", uid: "${source}" },
            targets: [{ datasource: { uid: "$source" } }, { refId: "B", expr: "node_load5", instant: true }],
          },
        ],
        templating: {
          list: [
            {
              name: "source",
              query: "prometheus",
              regex: "",
              options: [],
              current: { text: OURS.uid, value: OURS.uid },
            },
            { datasource: { type: "prometheus", uid: "${source}" } },
            { datasource: OURS },
          ],
        },
      });
    });

    it("keeps a variable that chooses several datasources one of several", () => {
      const variable = { type: "datasource", name: "source", query: "prometheus", current: { value: ["a", "b"] } };
      expect(modelOf(dashboard({ templating: { list: [variable] } }))).toMatchObject({
        templating: { list: [{ current: { text: ["prometheus"], value: ["prometheus"] } }] },
      });
    });

    it("binds to the datasource of the option, and to prometheus by default", () => {
      expect(JSON.stringify(fixture("node").model)).toContain('"uid":"main-prometheus"');
      expect(JSON.stringify(importedDashboards(FIXTURES))).not.toContain("main-prometheus");
    });

    it("refuses a datasource uid that Grafana refuses", () => {
      expect(() => importedDashboards(folder, { datasourceUid: "123" })).toThrow(
        new DashboardError([
          `datasourceUid must be 1 to 40 letters, digits, "-" and "_", and not all digits: received "123": give the datasource's uid`,
        ]),
      );
    });

    it("finds the queries of what it imported", () => {
      expect(dashboardQueries(fixture("node"))).toEqual([
        { place: 'panel "Load"', expression: 'node_load1{instance="$instance"}', kind: "range" },
        { place: 'panel "Load"', expression: "node_load5", kind: "instant" },
        { place: 'variable "instance"', expression: "label_values(node_load1, instance)", kind: "variable" },
      ]);
    });
  });

  describe("refusals", () => {
    const foreign = (type: string) =>
      `one.json: panel "CPU": asks a datasource of type "${type}", and only Prometheus is here: remove it from the file`;

    it.each([
      ["by its type", { datasource: { type: "loki", uid: "L1" } }],
      ["by a name that says so", { datasource: "Loki" }],
      ["by an input that is not listed", { datasource: "${DS_LOKI}" }],
    ])("refuses a panel of another datasource, given %s", (_, more) => {
      save("one.json", panel({ ...more, targets: [{ refId: "A", expr: "{}" }] }));
      expect(problems()).toEqual([foreign("loki")]);
    });

    it("refuses a panel of another datasource, given by an input", () => {
      const inputs = [{ name: "DS_LOGS", type: "datasource", pluginId: "loki" }];
      const targets = [{ refId: "A", expr: "{}" }];
      save("one.json", { __inputs: inputs, ...panel({ datasource: "${DS_LOGS}", targets }) });
      expect(problems()).toEqual([foreign("loki")]);
    });

    it("refuses a panel of another datasource, given by a variable", () => {
      const list = [{ type: "datasource", name: "logs", query: "loki" }];
      const targets = [{ refId: "A", expr: "{}" }];
      save("one.json", { ...panel({ datasource: { uid: "${logs}" }, targets }), templating: { list } });
      expect(problems()).toEqual([foreign("loki")]);
    });

    it("refuses queries, variables and annotations of another datasource, each by its name", () => {
      const loki = { type: "loki", uid: "L1" };
      save("one.json", {
        ...panel({ datasource: "-- Mixed --", targets: [{ refId: "B", datasource: loki, expr: "{}" }] }),
        templating: { list: [{ type: "query", name: "app", datasource: loki, query: "label_values(app)" }] },
        annotations: { list: [{ name: "Deployments", datasource: loki, expr: "{}" }] },
      });
      const rest = 'asks a datasource of type "loki", and only Prometheus is here: remove it from the file';
      expect(problems()).toEqual([
        `one.json: panel "CPU": query B: ${rest}`,
        `one.json: variable "app": ${rest}`,
        `one.json: annotation "Deployments": ${rest}`,
      ]);
    });

    it("names a panel once whose queries all ask another datasource", () => {
      const loki = { type: "loki", uid: "L1" };
      const targets = ["A", "B"].map((refId) => ({ refId, datasource: loki, expr: "{}" }));
      save("one.json", panel({ datasource: loki, targets }));
      expect(problems()).toEqual([foreign("loki")]);
    });

    it("refuses a query in another language, whose datasource is only named", () => {
      save("one.json", panel({ datasource: "Sales", targets: [{ refId: "A", rawSql: "select 1" }] }));
      expect(problems()).toEqual(['one.json: panel "CPU": query A: is not in PromQL: remove it from the file']);
    });

    it("refuses a constant without a value", () => {
      save("one.json", dashboard({ __inputs: [{ name: "VAR_X", type: "constant" }] }));
      expect(problems()).toEqual([
        'one.json: input "VAR_X": a constant needs a value: add "value" to it in "__inputs"',
      ]);
    });

    it.each(["1234", "has a space", "a".repeat(41)])('refuses the uid "%s"', (uid) => {
      save("one.json", dashboard({ uid }));
      expect(problems()).toEqual([
        `one.json: uid must be 1 to 40 letters, digits, "-" and "_", and not all digits: received "${uid}": change it, or delete it to have one derived from the file's name`,
      ]);
    });

    it("refuses two files with one uid", () => {
      save("a.json", dashboard({ uid: "same" }));
      save("b.json", dashboard({ uid: "same" }));
      expect(problems()).toEqual([
        'a.json, b.json: have the same uid "same": change all but one, or delete it to have one derived from the file\'s name',
      ]);
    });

    it.each([
      ['{\n  "title": "One"\n  "panels": []\n}', 'line 3, column 3: expected "," or "}", found "\\""'],
      ['{ "title": One }', 'line 1, column 12: expected a value, found "One"'],
      ['{ "title": "One", }', 'line 1, column 19: expected a name in quotes, found "}"'],
      ['{ "title": "One"', 'line 1, column 17: expected "," or "}", found the end of the file'],
      ["", "line 1, column 1: expected a value, found the end of the file"],
    ])("says where a file stops being JSON: %j", (content, place) => {
      save("one.json", content);
      expect(problems()).toEqual([`one.json: is no JSON: ${place}`]);
    });

    it.each([
      ["a list", "[]", "is no dashboard: the JSON is a list"],
      ["null", "null", "is no dashboard: the JSON is null"],
      [
        "something else",
        { name: "cdktf-monitoring" },
        'is no dashboard as Grafana exports it: it lacks "title", "schemaVersion", "panels": move it out of this folder, or export it again',
      ],
      [
        "a resource",
        { apiVersion: "dashboard.grafana.app/v2beta1", kind: "Dashboard", spec: {} },
        'is wrapped as a resource of "dashboard.grafana.app/v2beta1", which is not the classic JSON: export it again as JSON with the model "Classic"',
      ],
      [
        "the v2 format",
        { title: "One", elements: {}, layout: {} },
        'is in the v2 format, which is not the classic JSON: export it again as JSON with the model "Classic"',
      ],
      [
        "an answer of the API",
        { dashboard: { title: "One" }, meta: {} },
        'is an answer of Grafana\'s API, which has the dashboard under "dashboard": keep only that',
      ],
    ])("refuses JSON that is %s", (_, content, problem) => {
      save("one.json", content);
      expect(problems()).toEqual([`one.json: ${problem}`]);
    });

    it("names all broken files at once, with everything that is wrong with each", () => {
      save("a.json", "{");
      save("b.json", dashboard({ uid: "1", __inputs: [{ name: "VAR_X", type: "constant" }] }));
      save("c.json", dashboard());
      expect(problems()).toEqual([
        'a.json: is no JSON: line 1, column 2: expected a name in quotes or "}", found the end of the file',
        'b.json: uid must be 1 to 40 letters, digits, "-" and "_", and not all digits: received "1": change it, or delete it to have one derived from the file\'s name',
        'b.json: input "VAR_X": a constant needs a value: add "value" to it in "__inputs"',
      ]);
    });
  });
});
