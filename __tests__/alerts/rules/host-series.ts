/** Where a series was scraped from, as the stack labels Node Exporter. */
export const WEB_1 = 'host="web-1",instance="web-1:9100",job="node"';
export const WEB_2 = 'host="web-2",instance="web-2:9100",job="node"';

/** The labels that an alert of the host keeps of its target. */
export const TARGET_1 = { host: "web-1", instance: "web-1:9100", job: "node" };
export const TARGET_2 = { host: "web-2", instance: "web-2:9100", job: "node" };

/** A metric without labels of its own. */
export const ofHost = (metric: string, target = WEB_1): string => `${metric}{${target}}`;

/** Seconds that a processor spent in a mode. */
export const cpuSeconds = (cpu: string, mode: string, target = WEB_1): string =>
  `node_cpu_seconds_total{${target},cpu="${cpu}",mode="${mode}"}`;

/** A mount as Node Exporter labels it. */
export interface Mount {
  readonly device: string;
  readonly device_error: string;
  readonly fstype: string;
  readonly mountpoint: string;
}

export const ROOT: Mount = { device: "/dev/vda1", device_error: "", fstype: "ext4", mountpoint: "/" };
export const DOCKER: Mount = { device: "/dev/vdb", device_error: "", fstype: "xfs", mountpoint: "/var/lib/docker" };

/** Mounts of every type that holds no files of its own on a disk. */
export const NO_DISKS: readonly Mount[] = [
  "tmpfs",
  "ramfs",
  "overlay",
  "squashfs",
  "erofs",
  "iso9660",
  "udf",
  "fuse.lxcfs",
  "fuse.snapfuse",
].map((fstype) => ({ device: fstype, device_error: "", fstype, mountpoint: `/mnt/${fstype}` }));

/** A metric of a mount. */
export const ofMount = (metric: string, mount = ROOT, target = WEB_1): string =>
  `node_filesystem_${metric}{${target},device="${mount.device}",device_error="${mount.device_error}",` +
  `fstype="${mount.fstype}",mountpoint="${mount.mountpoint}"}`;

/** The labels that an alert keeps of a mount; an empty label is none. */
export const mountLabels = ({ device_error, ...labels }: Mount): Record<string, string> => ({
  ...labels,
  ...(device_error === "" ? {} : { device_error }),
});

/** A counter of an interface. */
export const ofInterface = (metric: string, device = "eth0", target = WEB_1): string =>
  `node_network_${metric}_total{${target},device="${device}"}`;

/** A mount as descriptions name it. */
export const place = ({ mountpoint, device }: Mount, { host }: { readonly host: string }) =>
  `${mountpoint} (${device}) on ${host}`;

/** What Node Exporter says of a file system's space; all values have to be given for as long. */
export const space = (available: string, size: string, readOnly: string, mount = ROOT, target = WEB_1) => ({
  [ofMount("avail_bytes", mount, target)]: available,
  [ofMount("size_bytes", mount, target)]: size,
  [ofMount("readonly", mount, target)]: readOnly,
});

/** The series of several mounts. */
export const onAll = (mounts: readonly Mount[], seriesOf: (mount: Mount) => Readonly<Record<string, string>>) =>
  Object.fromEntries(mounts.flatMap((mount) => Object.entries(seriesOf(mount))));
