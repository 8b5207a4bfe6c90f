import { sumOfRates } from "../private/query-text";
import { selector, type Matchers } from "../queries/matchers";

/** Which containers a signal is asked for. */
export interface ContainerSignalOptions {
  /**
   * Which series count, by label.
   *
   * @default - those of every container
   */
  readonly where?: Matchers;
}

// Of two series that are matched by their labels, only the first one is narrowed: the second follows.

/** The same, for what is taken over a window. */
export interface ContainerRateOptions extends ContainerSignalOptions {
  /** A duration as Prometheus writes it, or `$__rate_interval` in a panel. */
  readonly window: string;
}

/**
 * The labels by which containers stay apart. Not among them are `id`, which is new each time a container is made anew,
 * and the count of restarts: a container that comes back under its name is the same to whoever watches it.
 */
const CONTAINER = ["job", "instance", "host", "name"];

/** The same, as an aggregation names them. */
export const BY_CONTAINER = `by (${CONTAINER.join(", ")})`;

/** The cgroups around containers have no name. */
const inContainers = (where?: Matchers): Matchers => ({ name: '!=""', ...where });

/** A container's series by cAdvisor's name for the metric. */
export const containerSeries = (metric: string, { where }: ContainerSignalOptions = {}): string =>
  selector(metric, inContainers(where));

/**
 * A series of each container that runs. It goes with the first scrape after the container did, as cAdvisor gives it no
 * time of its own. All that is measured, `container_last_seen` included, has one, and Prometheus keeps showing it for
 * five minutes.
 */
export const runningContainers = (options: ContainerSignalOptions = {}): string =>
  containerSeries("container_start_time_seconds", options);

/**
 * How often each container was seen with another count of restarts within the window. The count is a label that cAdvisor
 * writes from the first restart on; restarts between two scrapes are seen as one.
 */
export const restartsSeen = ({ window, where }: ContainerRateOptions): string =>
  `max ${BY_CONTAINER} (count by (job, instance, host, id, name) (` +
  "count by (job, instance, host, id, name, container_label_restartcount) (" +
  `last_over_time(${runningContainers({ where })}[${window}]))) - 1)`;

/** Share of each container's memory limit that its working set takes, from 0 to 1; nothing where there is no limit. */
export const memoryOfLimitRatio = (options: ContainerSignalOptions): string =>
  `max ${BY_CONTAINER} (${containerSeries("container_memory_working_set_bytes", options)}` +
  " / (container_spec_memory_limit_bytes > 0))";

/** Periods of the scheduler a second in which each container with a CPU quota wanted to run. */
export const cpuPeriodRate = ({ window, where }: ContainerRateOptions): string =>
  sumOfRates("container_cpu_cfs_periods_total", { window, by: CONTAINER, where });

/** Share of those periods in which the container had used up its quota and waited, from 0 to 1. */
export const cpuThrottledRatio = ({ window, where }: ContainerRateOptions): string =>
  sumOfRates("container_cpu_cfs_throttled_periods_total", { window, by: CONTAINER, where: inContainers(where) }) +
  ` / ${cpuPeriodRate({ window })}`;

/** Share of the engine's disk that each container's own layer and log take, from 0 to 1; volumes do not count. */
export const layerOfDiskRatio = (options: ContainerSignalOptions): string =>
  `max ${BY_CONTAINER} (${containerSeries("container_fs_usage_bytes", options)}` + " / (container_fs_limit_bytes > 0))";

/**
 * Processes of each container that the kernel killed for memory within the window, where cAdvisor reads the kernel's log.
 * cAdvisor counts by container and writes the count into whatever series the container has at that time, so a restart
 * begins a new series with the old count: the difference is taken over all of them.
 */
export function containerKills({ window, where }: ContainerRateOptions): string {
  const each = "by (job, instance, host, id, name)";
  const now = `max ${each} (${containerSeries("container_oom_events_total", { where })})`;
  return `sum ${BY_CONTAINER} (${now} - min ${each} (min_over_time(container_oom_events_total[${window}])))`;
}

/** Processors that each container keeps busy: 0.5 is half of one. */
export const containerCpuUsed = ({ window, where }: ContainerRateOptions): string =>
  `sum ${BY_CONTAINER} (rate(${containerSeries("container_cpu_usage_seconds_total", { where })}[${window}]))`;

/** Bytes of memory that each container cannot do without: its working set, by which the kernel's limit is held. */
export const containerMemoryUsed = (options: ContainerSignalOptions = {}): string =>
  `max ${BY_CONTAINER} (${containerSeries("container_memory_working_set_bytes", options)})`;

/** Bytes a second that each container receives or sends; one in the host's network shows all that the host carries. */
export const containerNetworkRate = (
  direction: "receive" | "transmit",
  { window, where }: ContainerRateOptions,
): string =>
  `sum ${BY_CONTAINER} (rate(${containerSeries(`container_network_${direction}_bytes_total`, { where })}[${window}]))`;

/** Bytes that each container's own layer and log take; volumes do not count. */
export const layerSize = (options: ContainerSignalOptions = {}): string =>
  `max ${BY_CONTAINER} (${containerSeries("container_fs_usage_bytes", options)})`;
