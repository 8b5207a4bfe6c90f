import type { MonitoringHost } from "./monitoring-host";

/** What every container of the stack can be told. */
export interface ContainerOptions {
  /**
   * The image with its exact version, by tag or digest.
   *
   * @default - the version that this package is tested with, from the host's registry
   */
  readonly image?: string;
  /**
   * The most memory that the container may use, in MiB; it gets no swap beyond.
   *
   * @default - 1024 for Prometheus, 512 for Grafana, 256 for cAdvisor, 128 for any other
   */
  readonly memory?: number;
  /**
   * When the engine starts the container again.
   *
   * @default "unless-stopped"
   */
  readonly restart?: "unless-stopped" | "always" | "on-failure" | "no";
  /**
   * How long the program may take to stop before the engine kills it, in seconds.
   *
   * @default - 60 for Prometheus, which writes its head block, 30 for any other
   */
  readonly stopGraceSeconds?: number;
  /**
   * The size at which the container's log is rotated, as the engine writes sizes.
   *
   * @default "10m"
   */
  readonly logMaxSize?: string;
  /**
   * How many files of log are kept.
   *
   * @default 3
   */
  readonly logMaxFiles?: number;
}

/** How a program of the stack's author runs in its container. */
export interface ProgramOptions {
  /**
   * Arguments of the container's program.
   *
   * @default - the image's own
   */
  readonly command?: readonly string[];
  /**
   * The container's environment; a value may be known to Terraform only.
   *
   * @default - empty
   */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Capabilities that are given back after all were dropped, as `CAP_NET_RAW`.
   *
   * @default - none
   */
  readonly capabilities?: readonly string[];
  /**
   * The user that the program runs as.
   *
   * @default - the image's own
   */
  readonly user?: string;
  /**
   * Folders beside `/tmp` that the program may write to, 64 MiB each; what it writes there goes with the container.
   *
   * @default - none: the root is read-only
   */
  readonly writableFolders?: readonly string[];
}

/** What a container with a published port can be told beside. */
export interface PublishedContainerOptions extends ContainerOptions {
  /**
   * The port on the host, or false to publish none.
   *
   * @default - the program's usual port
   */
  readonly port?: number | false;
  /**
   * The host's address that the port is published on. Published ports bypass most host firewalls, so anything wider
   * than loopback is a decision.
   *
   * @default "127.0.0.1"
   */
  readonly listenAddress?: string;
}

/** Where a container runs. */
export interface HostedProps {
  /** The host, with the network that its containers share. */
  readonly host: MonitoringHost;
}
