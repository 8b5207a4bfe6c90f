import type { DashboardDefinition } from "cdktf-monitoring/dashboards";
import { shopMetrics } from "./shop-metrics";

const { ordersTotal, checkoutSeconds } = shopMetrics;
const datasource = { type: "prometheus", uid: "prometheus" };

const panel = (id: number, title: string, unit: string, expression: string) => ({
  id,
  type: "timeseries",
  title,
  datasource,
  gridPos: { x: (id - 1) * 12, y: 0, w: 12, h: 8 },
  fieldConfig: { defaults: { unit }, overrides: [] },
  options: { legend: { showLegend: true, displayMode: "list", placement: "bottom" }, tooltip: { mode: "multi" } },
  targets: [{ refId: "A", datasource, expr: expression }],
});

/** A dashboard of one's own: its queries are checked at synth against the shop's catalogue. */
export const shopDashboard: DashboardDefinition = {
  uid: "shop",
  title: "Shop",
  model: {
    uid: "shop",
    title: "Shop",
    schemaVersion: 42,
    tags: ["shop"],
    time: { from: "now-6h", to: "now" },
    panels: [
      panel(1, "Orders", "ops", `sum by (job, payment) (rate(${ordersTotal.name}[$__rate_interval]))`),
      panel(
        2,
        "Checkout, 95th percentile",
        "s",
        `histogram_quantile(0.95, sum by (job, le) (rate(${checkoutSeconds.name}_bucket[$__rate_interval])))`,
      ),
    ],
  },
};
