import type { Catalogue } from "../definitions";
import type { MetricsRegistry } from "../handles";

/** What an application's monitoring consists of. */
export interface MonitoringOptions<Extra extends Catalogue = Catalogue> {
  /**
   * The registry that exposes the metrics; it may hold other prom-client metrics as well.
   *
   * @default - prom-client's global `register`
   */
  readonly registry?: MetricsRegistry;
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
   * The greatest number of users to keep for `active_users`, at about 150 bytes each. Beyond it the one that was not seen
   * for longest is forgotten, and `1d` no longer counts everybody.
   *
   * @default 100000
   */
  readonly maximumUsers?: number;
  /**
   * A clock that never goes back, in milliseconds; for tests.
   *
   * @default - performance.now
   */
  readonly now?: () => number;
}
