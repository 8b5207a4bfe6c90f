import type { Container } from "@cdktf/provider-docker/lib/container";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { exporterMetrics } from "../promql/known";
import type { KnownMetrics } from "../promql/known-metrics";
import type { HostedProps, PublishedContainerOptions } from "./container-options";
import type { MonitoringHost } from "./monitoring-host";
import { refuseBadContainer } from "./private/container-problems";
import { hardenedContainer } from "./private/hardened-container";
import { publishedPort } from "./private/published-port";
import type { IScrapeTarget, ScrapeConfig } from "./scrape-target";

/** What {@link Cadvisor} can be told, beside where it runs. */
export interface CadvisorOptions extends PublishedContainerOptions {
  /**
   * Metric groups that cAdvisor leaves out, by the names of its flag `disable_metrics`.
   *
   * @default - the expensive ones: what it keeps is CPU, memory, network, disk and out-of-memory kills
   */
  readonly disabledMetrics?: readonly string[];
  /**
   * Container labels that become metric labels; each value multiplies the series.
   *
   * @default ["restartcount"], by which a restart shows
   */
  readonly containerLabels?: readonly string[];
  /**
   * The engine's data folder on the host, where it is not the usual one.
   *
   * @default "/var/lib/docker"
   */
  readonly dockerRoot?: string;
  /**
   * Whether the kernel's log is given to cAdvisor. Only with it are out-of-memory kills counted per container; a reader
   * of the kernel's log may learn of more than containers.
   *
   * @default false
   */
  readonly kernelLog?: boolean;
}

/** Props of {@link Cadvisor}. */
export interface CadvisorProps extends CadvisorOptions, HostedProps {}

/** Groups that cost most and that no dashboard or alert of this package asks for. */
const EXPENSIVE_METRICS = [
  "advtcp",
  "cpu_topology",
  "cpuset",
  "hugetlb",
  "memory_numa",
  "percpu",
  "process",
  "referenced_memory",
  "resctrl",
  "sched",
  "tcp",
  "udp",
];

/**
 * cAdvisor, which reports what each container uses, by name. It reads the host's files without being able to write
 * them, and runs unprivileged.
 */
export class Cadvisor extends Construct implements IScrapeTarget {
  readonly container: Container;
  /** Whether it reads the kernel's log, and so counts out-of-memory kills per container. */
  readonly kernelLog: boolean;

  private readonly host: MonitoringHost;
  private readonly containerLabels: readonly string[];

  constructor(scope: Construct, id: string, props: CadvisorProps) {
    super(scope, id);
    const { host, containerLabels = ["restartcount"], dockerRoot = "/var/lib/docker", kernelLog = false } = props;
    const image = props.image ?? host.image("ghcr.io/google/cadvisor:v0.60.5");
    this.host = host;
    this.kernelLog = kernelLog;
    this.containerLabels = [...containerLabels];

    this.container = hardenedContainer(this, "Default", {
      host,
      component: "cadvisor",
      job: "cadvisor",
      name: "cadvisor",
      image,
      options: props,
      defaults: { memory: 256 },
      command: [
        "--docker_only=true",
        "--housekeeping_interval=10s",
        "--store_container_labels=false",
        `--whitelisted_container_labels=${containerLabels.join(",")}`,
        `--disable_metrics=${(props.disabledMetrics ?? EXPENSIVE_METRICS).join(",")}`,
      ],
      devices: kernelLog ? [{ hostPath: "/dev/kmsg", containerPath: "/dev/kmsg", permissions: "r" }] : undefined,
      ...(kernelLog ? { capabilities: ["CAP_SYSLOG"] } : {}),
      healthcheck: ["CMD-SHELL", "wget -q -O /dev/null http://127.0.0.1:8080/healthz || exit 1"],
      volumes: [
        { hostPath: "/", containerPath: "/rootfs", readOnly: true },
        { hostPath: "/var/run", containerPath: "/var/run", readOnly: true },
        { hostPath: "/sys", containerPath: "/sys", readOnly: true },
        { hostPath: dockerRoot, containerPath: dockerRoot, readOnly: true },
      ],
      port: publishedPort(props, 8080),
    });
    refuseBadContainer(this, host, props, () =>
      Token.isUnresolved(dockerRoot) || dockerRoot.startsWith("/")
        ? []
        : [`dockerRoot must be an absolute path: received "${dockerRoot}"`],
    );
  }

  scrapeConfig(): ScrapeConfig {
    const { name } = this.host;
    return { job: "cadvisor", addresses: [{ address: "cadvisor:8080", instance: `${name}:8080`, host: name }] };
  }

  knownMetrics(): KnownMetrics {
    const added = this.containerLabels.map((label) => `container_label_${label.replace(/[^a-zA-Z0-9_]/g, "_")}`);
    return new Map(
      [...exporterMetrics.cadvisor].map(([name, metric]) => [
        name,
        name.startsWith("container_") ? { ...metric, labels: [...new Set([...metric.labels, ...added])] } : metric,
      ]),
    );
  }
}
