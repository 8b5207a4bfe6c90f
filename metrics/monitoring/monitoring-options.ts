import type { Catalogue } from "../definitions";
import type { CreateMetricsOptions } from "../handles";

/** What an application's monitoring consists of. */
export interface MonitoringOptions<Extra extends Catalogue = Catalogue> extends CreateMetricsOptions {
  /**
   * Metrics beside those of `apiMetrics`.
   *
   * @default - none
   */
  readonly catalogue?: Extra;
  /**
   * Whether prom-client's metrics of the process and of Node are collected, and the largest heap that V8 allows; they are
   * left alone where the registry has them already.
   *
   * @default true
   */
  readonly defaultMetrics?: boolean;
  /**
   * How many users `active_users` remembers one by one, from 1 to 1,000,000, at about 60 bytes each. A timeframe with no
   * more users than these is counted exactly; beyond, it is an estimate with a standard error of 0.81 %, which takes 2 MiB
   * for any number of users.
   *
   * @default 10000
   */
  readonly exactUsers?: number;
  /**
   * A clock that never goes back, in milliseconds; for tests.
   *
   * @default - process.hrtime
   */
  readonly now?: () => number;
}
