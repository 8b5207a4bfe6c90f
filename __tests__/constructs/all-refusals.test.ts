import { Monitoring } from "../../constructs/monitoring";
import { shopAlert, shopAlerts, shopDashboard, shopTarget } from "./samples";
import { refusals, synthesize } from "./synthesize";

describe("whatever is wrong with a stack", () => {
  const build = (stack: ConstructorParameters<typeof Monitoring>[0]) => {
    const monitoring = new Monitoring(stack, "monitoring", {
      prometheus: { port: 0, retentionTime: "15 days" },
      grafana: { image: "grafana/grafana:" },
      cadvisor: { listenAddress: "0.0.0.0" },
    });
    monitoring.addScrapeTarget(shopTarget());
    monitoring.addScrapeTarget(shopTarget());
    monitoring.addDashboard(shopDashboard());
    monitoring.addDashboard(shopDashboard());
    monitoring.addAlerts(shopAlerts({ alerts: [shopAlert({ expression: "rate(orders_total[59s]) == 0" })] }));
  };

  const expected = [
    '[stack/monitoring] duplicate dashboard uid "shop": give one of them another',
    "[stack/monitoring/prometheus] port must be a whole number from 1 to 65535: received 0",
    '[stack/monitoring/prometheus] retentionTime must be a duration such as 30s, 5m or 15d, units descending: received "15 days"',
    '[stack/monitoring/prometheus] duplicate scrape target: job "shop" has the address "shop:8000" twice: remove one',
    '[stack/monitoring/prometheus] duplicate scrape target: job "shop" has the instance "docker-host:8000" twice: remove one',
    '[stack/monitoring/grafana] image must end in a tag or a digest, such as prom/prometheus:v3.14.0: received "grafana/grafana:"',
    '[stack/monitoring/grafana] adminPassword must not be "admin" while a port is published beyond loopback: give a password of your own',
    '[stack/monitoring/alerts-shop] group "shop": alert "NoOrders": a window of 59s holds fewer than 4 scrapes at an interval of 15s: write 1m or more at "59s" (character 19)',
  ];

  it("is said at once, each with the path of its construct", () => {
    expect(refusals(build)).toEqual(expected);
  });

  it("keeps synth from writing anything", () => {
    expect(() => synthesize(build)).toThrow(
      `Validation failed with the following errors:\n  ${expected.join("\n  ")}\n`,
    );
  });
});
