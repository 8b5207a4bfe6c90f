import type {
  WindowedGroupSettings,
  AlertTuning,
  InstantAlertTuning,
  SeveritySetting,
  Thresholds,
} from "./alert-settings";

/** A container that has to run. */
export interface ExpectedContainer {
  /** Its name on the engine, as `docker ps` shows it. */
  readonly name: string;
  /**
   * The host that has to run it: the label `host` of that host's cAdvisor.
   *
   * @default - each host that the alerts look at
   */
  readonly host?: string;
}

interface SharedSettings extends WindowedGroupSettings {
  /**
   * The name of the group: two groups of a stack need two names.
   *
   * @default "containers"
   */
  readonly name?: string;
  /**
   * cAdvisor answers and reports no container at all, so that none of the alerts here can fire. Critical, for 5 minutes.
   *
   * @default {}
   */
  readonly unseen?: (InstantAlertTuning & SeveritySetting) | false;
  /**
   * Restarts of a container that were seen within the window, 15 minutes. Warning above 2, at once.
   *
   * cAdvisor has to write the count of restarts as a label, as the construct `Cadvisor` has it do by default.
   *
   * @default {}
   */
  readonly restarting?: (AlertTuning & Thresholds) | false;
  /**
   * The share of its memory limit that a container's working set takes. Warning above 0.9 for 5 minutes.
   *
   * @default {}
   */
  readonly memoryNearLimit?: (InstantAlertTuning & Thresholds) | false;
  /**
   * The share of the scheduler's periods in which a container with a CPU quota had to wait. Info above 0.25 over 5
   * minutes, for 15 minutes: shown and not sent.
   *
   * @default {}
   */
  readonly cpuThrottled?: (AlertTuning & Thresholds) | false;
  /**
   * The share of the engine's disk that a container's own layer and log take. Warning above 0.1 for 15 minutes.
   *
   * @default {}
   */
  readonly filesystemFilling?: (InstantAlertTuning & Thresholds) | false;
}

interface WithExpectedContainers {
  /**
   * The containers that have to run. A name alone is expected on each host that the alerts look at.
   *
   * @default - none, and no alert that one is missing
   */
  readonly expectedContainers: readonly (string | ExpectedContainer)[];
  /**
   * An expected container that does not run. Critical, for 2 minutes.
   *
   * @default {}
   */
  readonly missing?: (InstantAlertTuning & SeveritySetting) | false;
}

interface WithoutExpectedContainers {
  readonly expectedContainers?: undefined;
  readonly missing?: undefined;
}

interface WithKernelLog {
  /**
   * Whether cAdvisor reads the kernel's log, as the construct `Cadvisor` has it do with `kernelLog`. Only then kills are
   * known per container. Kills per host, those in containers included, are an alert of the pack on hosts either way.
   *
   * @default false
   */
  readonly kernelLog: true;
  /**
   * Processes of a container that the kernel killed for memory. Warning above 0 within 10 minutes, at once.
   *
   * @default {}
   */
  readonly killedForMemory?: (AlertTuning & Thresholds) | false;
}

interface WithoutKernelLog {
  readonly kernelLog?: false;
  readonly killedForMemory?: undefined;
}

/** What can be set of the alerts on containers; `false` switches an alert off. */
export type ContainerAlertSettings = SharedSettings &
  (WithExpectedContainers | WithoutExpectedContainers) &
  (WithKernelLog | WithoutKernelLog);
