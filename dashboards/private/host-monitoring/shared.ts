import { DISK_FILE_SYSTEMS, OUTER_INTERFACES, type Matchers } from "../../../promql/signals";

/** The window of a rate that is drawn over time: Grafana fits it to the zoom and to the scrape interval. */
export const RATE_WINDOW = "$__rate_interval";

/** What every query is narrowed by. */
export const HOSTS: Matchers = { host: '=~"$host"' };

/** What queries of file systems are narrowed by: those that the alerts look at. */
export const FILE_SYSTEMS: Matchers = { ...HOSTS, ...DISK_FILE_SYSTEMS };

/** What queries of network interfaces are narrowed by: those that the alerts look at. */
export const INTERFACES: Matchers = { ...HOSTS, ...OUTER_INTERFACES };

/** What queries of disks are narrowed by: a loop device or a disk in memory is a file or memory already. */
export const DISKS: Matchers = { ...HOSTS, device: '!~"loop.+|ram.+|zram.+|sr.+|fd.+"' };
