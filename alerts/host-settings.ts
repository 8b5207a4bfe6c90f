import type {
  WindowedGroupSettings,
  AlertTuning,
  InstantAlertTuning,
  SeveralThresholds,
  SeveritySetting,
  Thresholds,
} from "./alert-settings";

/** How HostDiskFillingUp is tuned; its thresholds are hours until the file system is full, fewer for the graver one. */
export type DiskFillingUpSettings = AlertTuning &
  SeveralThresholds & {
    /**
     * Share of the file system in use, 0 to 1, below which nothing is predicted.
     *
     * @default 0.75
     */
    readonly minimumUsed?: number;
  };

/** How HostNetworkErrors is tuned; its threshold is a share of the packets of one direction. */
export type NetworkErrorsSettings = AlertTuning &
  Thresholds & {
    /**
     * Packets a second in one direction, below which the alert stays silent. 0 lifts the limit.
     *
     * @default 10
     */
    readonly minimumPacketRate?: number;
  };

/** Which file systems or interfaces count, as label matchers: `{ mountpoint: '!~"/mnt/.*"' }`. */
export type FileSystemMatchers = Readonly<Partial<Record<"device" | "fstype" | "mountpoint", string>>>;

/** What can be set of the alerts on hosts; `false` switches an alert off. */
export interface HostAlertSettings extends WindowedGroupSettings {
  /**
   * The name of the group: two groups of a stack need two names.
   *
   * @default "host"
   */
  readonly name?: string;
  /**
   * Which file systems the alerts on file systems look at; a label that is given takes the place of the default's.
   *
   * @default { fstype: '!~"tmpfs|ramfs|overlay|squashfs|erofs|iso9660|udf|fuse.lxcfs|fuse.snapfuse"' }
   */
  readonly fileSystems?: FileSystemMatchers;
  /**
   * Which network interfaces HostNetworkErrors looks at, as a matcher of their names.
   *
   * @default '!~"lo|veth.+|docker.+|br-.+|ifb.+"'
   */
  readonly interfaces?: string;
  /**
   * The share of all processors that works. Warning above 0.9 over 5 minutes, for 15 minutes.
   *
   * @default {}
   */
  readonly highCpu?: (AlertTuning & Thresholds) | false;
  /**
   * The share of the memory that is not available. Warning above 0.9, critical above 0.95, for 10 minutes.
   *
   * @default {}
   */
  readonly highMemory?: (InstantAlertTuning & SeveralThresholds) | false;
  /**
   * The share of a file system in use. Warning above 0.9, critical above 0.95, for 10 minutes.
   *
   * @default {}
   */
  readonly diskSpaceLow?: (InstantAlertTuning & SeveralThresholds) | false;
  /**
   * A file system that will be full within some hours, as it fills over the window and over the last sixth of it.
   * Warning below 24 hours, critical below 4 hours, for 1 hour, with a window of 6 hours.
   *
   * @default {}
   */
  readonly diskFillingUp?: DiskFillingUpSettings | false;
  /**
   * The share of a file system's inodes in use. Warning above 0.9, critical above 0.95, for 10 minutes.
   *
   * @default {}
   */
  readonly inodesLow?: (InstantAlertTuning & SeveralThresholds) | false;
  /**
   * A file system that is read-only and was writable within the window, 1 day. Critical, for 1 minute.
   *
   * @default {}
   */
  readonly filesystemReadOnly?: (AlertTuning & SeveritySetting) | false;
  /**
   * A file system that answers with an error. Critical, for 5 minutes.
   *
   * @default {}
   */
  readonly filesystemError?: (InstantAlertTuning & SeveritySetting) | false;
  /**
   * An array of disks (Linux software RAID) that lacks one. Critical, for 5 minutes.
   *
   * @default {}
   */
  readonly raidDegraded?: (InstantAlertTuning & SeveritySetting) | false;
  /**
   * Seconds between the host's clock and its time server, in either direction. Warning above 0.05 s and not shrinking
   * over 5 minutes, for 10 minutes.
   *
   * @default {}
   */
  readonly clockSkew?: (AlertTuning & Thresholds) | false;
  /**
   * A clock that nothing has set within the window, 5 minutes, or for long. Warning, for 10 minutes.
   *
   * @default {}
   */
  readonly clockNotSynchronised?: (AlertTuning & SeveritySetting) | false;
  /**
   * The share of an interface's packets, in either direction, that had an error. Warning above 0.01 over 5 minutes, for
   * 15 minutes.
   *
   * @default {}
   */
  readonly networkErrors?: NetworkErrorsSettings | false;
  /**
   * A host that started within the window, 10 minutes, and had been seen before. Warning, at once.
   *
   * @default {}
   */
  readonly rebooted?: (AlertTuning & SeveritySetting) | false;
  /**
   * Processes, those of containers included, that the kernel killed for memory. Warning above 0 within 10 minutes, at
   * once.
   *
   * @default {}
   */
  readonly outOfMemoryKill?: (AlertTuning & Thresholds) | false;
  /**
   * The share of the kernel's file handles that is taken. Warning above 0.7, critical above 0.9, for 15 minutes.
   *
   * @default {}
   */
  readonly fileDescriptorsLow?: (InstantAlertTuning & SeveralThresholds) | false;
}
