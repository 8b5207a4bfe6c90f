import { counter, defineCatalogue, histogram } from "cdktf-monitoring/metrics";

/** What the shop exposes: the service imports this file too, so that no name can drift. */
export const shopMetrics = defineCatalogue({
  ordersTotal: counter({
    name: "shop_orders_total",
    help: "Orders placed, by payment method.",
    labels: { payment: { values: ["card", "invoice"] } },
  }),
  checkoutSeconds: histogram({
    name: "shop_checkout_seconds",
    help: "Time from the first click to the placed order.",
    buckets: [1, 5, 15, 60],
  }),
});
