import { exportedContent } from "../../cli/check/exported-content";
import { apiMetrics } from "../../metrics/definitions";
import { checkFiles } from "./support/check-files";

const metrics = `
interface Definition { readonly type: "counter"; readonly name: string; readonly labelNames: readonly string[] }
const ordersTotal: Definition & { help: string; labels: object } = {
  type: "counter",
  name: "shop_orders_total",
  help: "Orders.",
  labelNames: ["payment"],
  labels: { payment: { values: ["card", "invoice"] } },
};
export const shopMetrics = { ordersTotal } as const;
console.log("loaded");
`;

const alerts = `
const alert = (name: string, expression: string, more = {}) => ({
  name,
  expression,
  for: "5m",
  severity: "warning",
  ...more,
});
export const shop = {
  name: "shop",
  interval: "30s",
  alerts: [
    alert("NoOrders", "job:shop_orders:rate5m == 0"),
    alert("CardsRefused", 'sum by (job) (rate(shop_orders_total{payment="cart"}[5m])) == 0'),
    alert("AskedElsewhere", "elsewhere == 0", { unchecked: "another Prometheus has it" }),
  ],
  recordings: [{ record: "job:shop_orders:rate5m", expression: "sum by (job) (rate(shop_orders_total[5m]))" }],
};
`;

const dashboard = `
export const dashboards = [
  {
    uid: "shop",
    title: "Shop",
    model: { panels: [{ title: "Orders", targets: [{ expr: "sum(shop_" + "order_total)" }] }] },
  },
  { uid: "old", title: "Old", unchecked: "imported as it is", model: { panels: [{ targets: [{ expr: "nope" }] }] } },
];
`;

// Each check of modules starts a process.
jest.setTimeout(60_000);

describe("a module of content", () => {
  it("is checked by what it exports, and makes its metrics known to the others", async () => {
    const files = { "alerts.ts": alerts, "dashboard.ts": dashboard, "metrics.ts": metrics };
    expect(await checkFiles({ files })).toEqual({
      code: 1,
      written: [
        'alerts.ts:14: alert "CardsRefused": label "payment" of "shop_orders_total" is never "cart"; did you mean "card"? at ""cart""',
        'dashboard.ts:6: dashboard "Shop": panel "Orders": unknown metric "shop_order_total"; did you mean "shop_orders_total"? at "shop_order_total"',
      ],
      noted: ["4 queries in 3 files: 2 findings"],
    });
  });

  it("may be JavaScript, with the functions called that make its content", async () => {
    const files = {
      "content.mjs": `export const shop = () => ({ name: "shop", alerts: [{ name: "Nope", expression: "nope" }] });`,
    };
    expect((await checkFiles({ files, options: { callFunctions: true } })).written).toEqual([
      'content.mjs:1: alert "Nope": unknown metric "nope" at "nope"',
    ]);
    expect(await checkFiles({ files })).toMatchObject({
      code: 2,
      noted: [
        "error: content.mjs: exports nothing to check: export dashboards, alert groups or metric definitions, or have the functions called that make them, by --call-functions",
      ],
    });
  });

  it("cannot be checked when it cannot be loaded, or a function of it fails", async () => {
    const files = {
      "broken.ts": 'throw new Error("not today");',
      "fails.ts": 'export function shop() { throw new Error("no shop"); }',
      "ends.cjs": "process.exit(3);",
    };
    const broken = await checkFiles({ files, checked: ["broken.ts", "fails.ts"], options: { callFunctions: true } });
    expect(broken).toEqual({
      code: 2,
      written: [],
      noted: [
        "error: broken.ts: cannot be loaded: not today",
        "error: fails.ts: cannot be loaded: shop() failed: no shop",
      ],
    });
    const ended = await checkFiles({ files, checked: ["ends.cjs"] });
    expect(ended.noted).toEqual(["error: ends.cjs: cannot be loaded: what runs it ended with exit code 3"]);
  });
});

describe("what a module exports", () => {
  const group = { name: "shop", interval: "30s", alerts: [] };

  it("counts once, be it alone, in lists, in objects or in several exports", () => {
    const content = exportedContent({ group, all: { shop: [group] }, default: { group } }, false);
    expect(content.groups).toEqual([{ name: "group", value: group }]);
  });

  it("is what a CommonJS module exports, which arrives as one default export", () => {
    const module = { default: { __esModule: true, group, make: () => ({ ...group, name: "made" }) } };
    expect(exportedContent(module, true).groups).toEqual([
      { name: "group", value: group },
      { name: "make", value: { ...group, name: "made" } },
    ]);
    expect(exportedContent({ default: group }, true).groups).toEqual([{ name: "default", value: group }]);
  });

  it("does not count where it only looks like content", () => {
    const module = {
      state: { name: "shop", alerts: [1] },
      rules: { name: "shop", alerts: [], recordings: [{ record: "a" }] },
      page: { uid: "a", title: "A" },
      metric: { type: "counter", name: "a", labelNames: [] },
      nothing: null,
    };
    expect(exportedContent(module, false)).toEqual({ dashboards: [], groups: [], metrics: [] });
  });

  it("makes metrics known as definitions and as a map of known metrics", () => {
    const known = new Map([["probe_success", { type: "gauge", labels: ["job"] }]]);
    const names = exportedContent({ apiMetrics, known }, false).metrics.map(([name]) => name);
    expect(names).toEqual([...Object.values(apiMetrics).map(({ name }) => name), "probe_success"]);
  });

  it("is what functions return only where they are to be called, and need nothing", () => {
    class Stack extends Map {}
    const module = { make: () => group, withName: (name: string) => ({ ...group, name }), Stack };
    expect(exportedContent(module, false).groups).toEqual([]);
    expect(exportedContent(module, true).groups).toEqual([{ name: "make", value: group }]);
  });
});
