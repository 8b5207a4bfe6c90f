import type { PublishedContainerOptions } from "../container-options";

/** Where a container's port is reached from its host. */
export interface PublishedPort {
  readonly internal: number;
  readonly external: number;
  readonly address: string;
}

/** The published port of a container, or none. */
export function publishedPort(options: PublishedContainerOptions, internal: number): PublishedPort | undefined {
  const { port = internal, listenAddress = "127.0.0.1" } = options;
  return port === false ? undefined : { internal, external: port, address: listenAddress };
}

/** The address that a program on the host can ask; a port published everywhere answers on loopback too. */
export const reachableUrl = ({ address, external }: PublishedPort): string =>
  `http://${address === "0.0.0.0" ? "127.0.0.1" : address}:${external}`;

/** The address that a user on the host opens; without a published port, the one that users of a proxy replace. */
export const localUrl = (port: PublishedPort | undefined): string => `http://localhost:${port?.external ?? 80}/`;
