import { checkFiles, findingsIn } from "./support/check-files";

const panel = (title: string, expr: string, more: object = {}) => ({
  type: "timeseries",
  title,
  targets: [{ refId: "A", expr }],
  ...more,
});

const dashboard = (more: object) => ({ title: "Shop", uid: "shop", schemaVersion: 42, panels: [], ...more });

const json = (value: object) => JSON.stringify(value, null, 2);

/** The line in which a text stands for the first, second or later time. */
function lineOf(text: string, part: string, time = 1): number {
  const lines = text.split("\n").flatMap((line, index) => (line.includes(part) ? [index + 1] : []));
  return lines[time - 1] ?? 0;
}

describe("a dashboard", () => {
  it("is told by line and panel wherever its queries are", async () => {
    const file = json(
      dashboard({
        annotations: { list: [{ name: "Restarts", expr: "annotation_nope" }] },
        panels: [
          panel("Orders", "panel_nope"),
          { type: "row", title: "More", collapsed: true, panels: [panel("Nested", "nested_nope")] },
        ],
        templating: {
          list: [{ type: "query", name: "shop", query: { query: "label_values(variable_nope, shop)", refId: "A" } }],
        },
        __elements: { one: { name: "Shared", kind: 1, model: panel("Shared", "library_nope") } },
      }),
    );
    const expected = [
      ["panel_nope", 'panel "Orders"'],
      ["nested_nope", 'panel "Nested"'],
      ["annotation_nope", 'annotation "Restarts"'],
      ["variable_nope", 'variable "shop"'],
      ["library_nope", 'panel "Shared"'],
    ].map(
      ([metric = "", place]) =>
        `shop.json:${lineOf(file, metric)}: ${place}: unknown metric "${metric}" at "${metric}"`,
    );
    expect(await findingsIn("shop.json", file)).toEqual(expected);
  });

  it("has a line for each of several queries that read the same", async () => {
    const file = json(dashboard({ panels: [panel("One", "nope"), panel("Two", "nope"), panel("Three", "nope")] }));
    expect(await findingsIn("shop.json", file)).toEqual([
      `shop.json:${lineOf(file, '"nope"', 1)}: panel "One": unknown metric "nope" at "nope"`,
      `shop.json:${lineOf(file, '"nope"', 2)}: panel "Two": unknown metric "nope" at "nope"`,
      `shop.json:${lineOf(file, '"nope"', 3)}: panel "Three": unknown metric "nope" at "nope"`,
    ]);
  });

  it.each([
    ["an answer of Grafana's API", (model: object) => ({ meta: {}, dashboard: model })],
    ["a resource", (model: object) => ({ apiVersion: "dashboard.grafana.app/v1beta1", spec: model })],
    ["one of a list", (model: object) => [model]],
    ["one with rows of old", ({ panels, ...model }: { panels?: unknown }) => ({ ...model, rows: [{ panels }] })],
  ])("may be %s", async (_what, wrapped) => {
    const file = json(wrapped(dashboard({ panels: [panel("Orders", "nope")] })));
    expect(await findingsIn("shop.json", file)).toEqual([
      `shop.json:${lineOf(file, "nope")}: panel "Orders": unknown metric "nope" at "nope"`,
    ]);
  });

  it("understands its own variables and Grafana's, and no others", async () => {
    const query = (variable: string) => `sum(rate(api_requests_total{endpoint=~"$${variable}"}[$__rate_interval]))`;
    const file = json(
      dashboard({
        panels: [panel("Orders", query("endpoint")), panel("Faults", query("endpont"))],
        templating: {
          list: [{ type: "query", name: "endpoint", query: "label_values(api_requests_total, endpoint)" }],
        },
      }),
    );
    expect(await findingsIn("shop.json", file)).toEqual([
      `shop.json:${lineOf(file, "endpont")}: panel "Faults": unknown variable "endpont"; did you mean "endpoint"? at "$endpont"`,
    ]);
  });

  it("leaves out what other datasources are asked", async () => {
    const logs = panel("Logs", '{app="shop"} |= "error"', { datasource: { type: "loki", uid: "loki" } });
    expect(await findingsIn("shop.json", json(dashboard({ panels: [logs] })))).toEqual([]);
  });

  it("has the column of a fault behind escapes", async () => {
    const file = JSON.stringify(dashboard({ panels: [panel("Orders", 'up{job="a"} == 0\n and on (job) nope')] }));
    const { written } = await checkFiles({ files: { "shop.json": file }, options: { format: "json" } });
    const [finding] = JSON.parse(written.join("\n")) as { line: number; column: number }[];
    expect(finding).toMatchObject({ line: 1, column: file.indexOf("nope") + 1 });
  });

  it.each([
    ["is no JSON", '{\n  "panels": [,]\n}', /^error: shop\.json:2: is no JSON: expected a value or "]", found ","$/],
    ["is no dashboard", "{}", /^error: shop\.json: holds no dashboard: it has neither "panels" nor "rows"/],
    ["is a list of other things", "[1]", /^error: shop\.json: holds no dashboard/],
  ])("cannot be checked when it %s", async (_what, text, message) => {
    const { code, written, noted } = await checkFiles({ files: { "shop.json": text } });
    expect({ code, written }).toEqual({ code: 2, written: [] });
    expect(noted).toEqual([expect.stringMatching(message)]);
  });
});
