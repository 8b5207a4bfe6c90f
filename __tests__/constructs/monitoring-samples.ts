import type { TerraformStack } from "cdktf";
import { Monitoring, type MonitoringProps } from "../../constructs/monitoring";
import { shopAlerts, shopRecording, shopTarget } from "./samples";

/** Fills a stack with a Monitoring to which something is added. */
export const monitoringWith =
  (props: MonitoringProps = {}, add: (monitoring: Monitoring, stack: TerraformStack) => void = () => undefined) =>
  (stack: TerraformStack): Monitoring => {
    const monitoring = new Monitoring(stack, "monitoring", props);
    add(monitoring, stack);
    return monitoring;
  };

/** Adds the shop with its alerts and its recording. */
export function addShop(monitoring: Monitoring): void {
  monitoring.addScrapeTarget(shopTarget());
  monitoring.addAlerts(shopAlerts({ recordings: [shopRecording] }));
}
