import type { ApiMonitoring } from "../monitoring";
import type { RequestMonitoringOptions } from "./middleware-options";

/** What an adapter to a framework is set up with. */
export interface AdapterOptions<Request> extends RequestMonitoringOptions<Request> {
  /**
   * The monitoring that records the requests.
   *
   * @default - that of the process, `defaultMonitoring()`
   */
  readonly monitoring?: Pick<ApiMonitoring, "requestMonitor">;
}
