/**
 * Where a host's numbers stop being fine: the defaults that panels colour by and alerts fire by, each with its reason.
 * Where the Prometheus project's own alerts for node_exporter (its node mixin) have a figure, it is named.
 */
export const hostThresholds = {
  /** Over how long rates are taken: twenty scrapes of 15 s, so that one that failed moves nothing. */
  window: "5m",
  /**
   * Share of all processors that works, 0 to 1. Above nine tenths whatever wakes up waits for a processor, and answers
   * slow down. It is no reason to wake anybody: what users feel of it has alerts of its own. The mixin's figure too.
   */
  highCpu: 0.9,
  /**
   * Share of the memory that is not available, 0 to 1. At 0.9 the page cache, on which disks seem fast, is already being
   * given up; the mixin warns there too. At 0.95 one container more, or a peak, has the kernel kill a process.
   */
  highMemory: { warning: 0.9, critical: 0.95 },
  /**
   * Share of a file system that ordinary users cannot write to any more, 0 to 1. On the usual disk of a Docker host a
   * tenth is a few gigabytes: what pulling one large image, or Prometheus' compaction, takes at once. The mixin waits
   * for 0.95 and 0.97, on disks that hold no images.
   */
  diskSpaceLow: { warning: 0.9, critical: 0.95 },
  /**
   * Hours until a file system is full, as it fills now. A day leaves the working day to clean up; four hours are what
   * somebody who is woken needs to react. The mixin's figures too.
   */
  diskFillingUp: { warning: 24, critical: 4 },
  /**
   * How much of the past the prediction looks at: long enough for hourly jobs to even out, short enough to follow what
   * began this morning. The mixin's figure too.
   */
  diskFillingUpWindow: "6h",
  /**
   * Share of a file system in use, 0 to 1, below which nothing is predicted: there, files that come and go, such as
   * builds and backups, look like a trend.
   */
  diskFillingUpFloor: 0.75,
  /** Share of a file system's inodes in use, 0 to 1. They run out as suddenly as space does, and stop the same writes. */
  inodesLow: { warning: 0.9, critical: 0.95 },
  /**
   * Over how long a file system that is read-only now must once have been writable: a day, since one that is read-only
   * by intention stays so for longer.
   */
  filesystemReadOnlyWindow: "1d",
  /**
   * Seconds that the clock is off while it does not get closer. Beyond a twentieth of a second NTP itself does not trust
   * its source any more, and logs of two hosts change their order. The mixin's figure too.
   */
  clockSkew: 0.05,
  /**
   * Seconds of possible error that the kernel claims once nothing has set its clock for long: what it starts with, and
   * its largest value.
   */
  clockUnsynchronisedError: 16,
  /**
   * Share of packets with an error, 0 to 1, in one direction of an interface. A network that works has none to speak of;
   * at one in a hundred TCP's throughput breaks down. The mixin's figure too.
   */
  networkErrors: 0.01,
  /** Packets a second in one direction, below which a share of them says nothing: 3,000 within the window. */
  minimumPacketRate: 10,
  /** Over how long a reboot is shown: long enough for somebody to look, short enough not to hide a second one. */
  rebootedWindow: "10m",
  /** Processes that the kernel killed within the window below. One is one too many: some service has lost a process. */
  outOfMemoryKill: 0,
  /** Over how long kills are counted: what is killed again and again stays one alert. */
  outOfMemoryKillWindow: "10m",
  /**
   * Share of the kernel's file handles that are taken, 0 to 1. At 1 nothing on the host opens a file or a connection any
   * more, and a leak goes on at its pace. The mixin's figures too.
   */
  fileDescriptorsLow: { warning: 0.7, critical: 0.9 },
} as const;
