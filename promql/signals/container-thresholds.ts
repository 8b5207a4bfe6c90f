/** Where a container's numbers stop being fine: the defaults that panels colour by and alerts fire by, with reasons. */
export const containerThresholds = {
  /** Over how long rates are taken: cAdvisor may look at a quiet container once a minute only, so five values. */
  window: "5m",
  /**
   * Restarts that were seen within the window below. One is a crash, two are a dependency that came late; the third in
   * a row will be followed by a fourth.
   */
  restarting: 2,
  /**
   * Over how long restarts are counted. The engine waits up to a minute before it starts a crashing container again, so
   * that some fifteen restarts fit in; a scrape sees each run that lasts as long as a scrape interval.
   */
  restartingWindow: "15m",
  /**
   * Share of a container's memory limit that its working set takes, 0 to 1. The working set leaves out what the kernel
   * drops first; when it reaches the limit, the kernel kills. A tenth is what an ordinary peak takes.
   */
  memoryNearLimit: 0.9,
  /** Processes of a container that the kernel killed within the window below. One is one too many. */
  killedForMemory: 0,
  /** Over how long kills are counted: what is killed again and again stays one alert. */
  killedForMemoryWindow: "10m",
  /**
   * Share of the periods of the scheduler, 0 to 1, in which a container had used up its CPU quota and waited. At a
   * quarter, one request in four or so is delayed by up to a tenth of a second. The figure of the Kubernetes mixin too.
   */
  cpuThrottled: 0.25,
  /**
   * Periods a second in which a container wanted to run, below which a share of them says nothing: there are 10 a second
   * at most, and 30 within the window at this rate.
   */
  minimumPeriodRate: 0.1,
  /**
   * Share of the engine's disk, 0 to 1, that one container's own layer and log take. Neither is meant to hold data: what
   * has to stay belongs in a volume, and logs are rotated. Ten such containers fill the disk.
   */
  filesystemFilling: 0.1,
} as const;
