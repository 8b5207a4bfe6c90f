import { Counter } from "prom-client";
import type { MetricsRegistry } from "../handles";

/** The name of one of the metrics, of which prom-client's default metrics always have all. */
export const PROCESS_CPU_USER = "process_cpu_user_seconds_total";

const SYSTEM = "process_cpu_system_seconds_total";
const BOTH = "process_cpu_seconds_total";

/** The names of the metrics of the processor time. */
export const PROCESS_CPU_METRICS: readonly string[] = [PROCESS_CPU_USER, SYSTEM, BOTH];

/**
 * Exposes the processor time of the process since now, under the names that prom-client's default metrics have. They are
 * counters of each registry: one that prints OpenMetrics renames its counters, and each may begin again at 0.
 */
export function collectProcessCpu(registry: MetricsRegistry): void {
  const registers = [registry];
  let latest = process.cpuUsage();
  const user = new Counter({
    name: PROCESS_CPU_USER,
    help: "Total user CPU time spent in seconds.",
    registers,
    collect() {
      const { user: inUser, system: inSystem } = process.cpuUsage(latest);
      latest = { user: latest.user + inUser, system: latest.system + inSystem };
      user.inc(inUser / 1e6);
      system.inc(inSystem / 1e6);
      both.inc((inUser + inSystem) / 1e6);
    },
  });
  const system = new Counter({ name: SYSTEM, help: "Total system CPU time spent in seconds.", registers });
  const both = new Counter({ name: BOTH, help: "Total user and system CPU time spent in seconds.", registers });
}
