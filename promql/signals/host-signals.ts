import { selector, type Matchers } from "../queries/matchers";

/** Which hosts a signal is asked for. */
export interface HostSignalOptions {
  /**
   * Which series count, by label.
   *
   * @default - all
   */
  readonly where?: Matchers;
}

/** The same, for what is taken over a window. */
export interface HostRateOptions extends HostSignalOptions {
  /** A duration as Prometheus writes it, or `$__rate_interval` in a panel. */
  readonly window: string;
}

// Of two series that are matched by their labels, only the first one is narrowed: the second follows.

/** The labels of a target, by which hosts stay apart. */
const BY_TARGET = "by (job, instance, host)";

/**
 * File systems that hold files of their own on a disk. Memory, images that are always full, and the layers of containers,
 * which lie on another file system, are left out.
 */
export const DISK_FILE_SYSTEMS: Matchers = {
  fstype: '!~"tmpfs|ramfs|overlay|squashfs|erofs|iso9660|udf|fuse.lxcfs|fuse.snapfuse"',
};

/**
 * Interfaces that lead out of the host. The loopback, and those that Docker makes, carry what an interface outside of
 * containers carries already, or never leave the host.
 */
export const OUTER_INTERFACES: Matchers = { device: '!~"lo|veth.+|docker.+|br-.+|ifb.+"' };

/** Share of all processors that works, from 0 to 1; waiting for a disk is not work, and what a hypervisor took is. */
export const cpuUsedRatio = ({ window, where }: HostRateOptions): string => {
  const busy = selector("node_cpu_seconds_total", { ...where, mode: '!~"idle|iowait"' });
  return `avg ${BY_TARGET} (sum by (job, instance, host, cpu) (rate(${busy}[${window}])))`;
};

/** Share of the memory that nothing more can be given of, from 0 to 1; caches that can be dropped do not count. */
export const hostMemoryUsedRatio = ({ where }: HostSignalOptions): string =>
  `1 - ${selector("node_memory_MemAvailable_bytes", where)} / node_memory_MemTotal_bytes`;

/** Share of each file system that ordinary users cannot write to any more, from 0 to 1. */
export const filesystemUsedRatio = ({ where }: HostSignalOptions): string =>
  `1 - ${selector("node_filesystem_avail_bytes", where)} / node_filesystem_size_bytes`;

/** Share of each file system's inodes in use, from 0 to 1; NaN where it has no fixed number of them. */
export const inodesUsedRatio = ({ where }: HostSignalOptions): string =>
  `1 - ${selector("node_filesystem_files_free", where)} / node_filesystem_files`;

/** Share of the kernel's file handles that are taken, from 0 to 1. */
export const fileDescriptorsUsedRatio = ({ where }: HostSignalOptions): string =>
  `${selector("node_filefd_allocated", where)} / node_filefd_maximum`;

/** The direction of an interface's packets. */
export type NetworkDirection = "receive" | "transmit";

/** Packets a second of each interface, those with an error included. */
export const packetRate = (direction: NetworkDirection, { window, where }: HostRateOptions): string =>
  `(rate(${selector(`node_network_${direction}_packets_total`, where)}[${window}])` +
  ` + rate(${selector(`node_network_${direction}_errs_total`, where)}[${window}]))`;

/** Share of each interface's packets that had an error, from 0 to 1. */
export const packetErrorRatio = (direction: NetworkDirection, options: HostRateOptions): string =>
  `rate(${selector(`node_network_${direction}_errs_total`, options.where)}[${options.window}]) / ` +
  packetRate(direction, { window: options.window });

/** Processes that the kernel killed for memory within the window, containers' processes included. */
export const outOfMemoryKills = ({ window, where }: HostRateOptions): string =>
  `increase(${selector("node_vmstat_oom_kill", where)}[${window}])`;

/** Seconds since the host started, by its own clock. */
export const hostUptime = ({ where }: HostSignalOptions): string =>
  `${selector("node_time_seconds", where)} - node_boot_time_seconds`;

/** Processes that work or wait for a disk, for each processor: above 1 some wait. */
export const loadPerProcessor = ({ where }: HostSignalOptions): string =>
  `max ${BY_TARGET} (${selector("node_load1", where)})` +
  ` / count ${BY_TARGET} (${selector("node_cpu_seconds_total", { ...where, mode: '="idle"' })})`;

/** Bytes a second that each interface carries in one direction. */
export const networkRate = (direction: NetworkDirection, { window, where }: HostRateOptions): string =>
  `rate(${selector(`node_network_${direction}_bytes_total`, where)}[${window}])`;

/** Bytes a second that each disk reads or writes. */
export const diskRate = (direction: "read" | "written", { window, where }: HostRateOptions): string =>
  `rate(${selector(`node_disk_${direction}_bytes_total`, where)}[${window}])`;

/** Share of the time in which each disk had something to do, from 0 to 1; a disk that works in parallel may take more. */
export const diskBusyRatio = ({ window, where }: HostRateOptions): string =>
  `rate(${selector("node_disk_io_time_seconds_total", where)}[${window}])`;

/** Seconds between the host's clock and its time server, in either direction. */
export const clockOffset = ({ where }: HostSignalOptions): string =>
  `abs(${selector("node_timex_offset_seconds", where)})`;
