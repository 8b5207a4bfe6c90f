import { Container } from "@cdktf/provider-docker/lib/container";
import { Volume } from "@cdktf/provider-docker/lib/volume";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import type { MonitoringHost } from "../monitoring-host";
import { containerClashes, noteContainer } from "./engine-clashes";
import { containerLabels, keptImage, type Component } from "./hardened-container";
import { refuseWhile } from "./problems";

/** Where the carrier mounts the volume; no image has anything there that the engine would copy into it. */
const CARRIER_PATH = "/configuration";

/** What a configuration volume is made from. */
export interface ConfigurationVolumeProps {
  readonly host: MonitoringHost;
  readonly component: Component;
  /** The volume's and the carrier's name without the host's prefix. */
  readonly name: string;
  /** An image that the host has anyway; it is never started. */
  readonly image: string;
}

/**
 * Configuration files in a named volume, carried there by a container that is never started. A changed file replaces
 * the carrier only, so that the program that reads the volume runs on and reloads.
 */
export class ConfigurationVolume extends Construct {
  /** The container that carries the files; replaced whenever one of them changes. */
  readonly carrier: Container;

  private readonly volume: Volume;
  private readonly files = new Map<string, () => string>();

  constructor(scope: Construct, id: string, { host, component, name, image }: ConfigurationVolumeProps) {
    super(scope, id);
    this.volume = new Volume(this, "volume", { provider: host.provider, name: host.qualified(name) });
    this.carrier = new Container(this, "Default", {
      provider: host.provider,
      name: host.qualified(name),
      image: keptImage(this, host, image).name,
      start: false,
      mustRun: false,
      restart: "no",
      networkMode: "none",
      capabilities: { drop: ["ALL"] },
      securityOpts: ["no-new-privileges:true"],
      logDriver: "json-file",
      logOpts: { "max-size": "1m", "max-file": "1" },
      volumes: [{ volumeName: this.volume.name, containerPath: CARRIER_PATH }],
      upload: Lazy.anyValue({ produce: () => this.uploads() }),
      labels: containerLabels(host, component),
    });
    const { carrier } = this;
    noteContainer(carrier, host);
    refuseWhile(this, () => containerClashes(carrier));
  }

  /** Adds a file; the content is asked for once, at synth. */
  addFile(path: string, content: () => string): void {
    this.files.set(path, content);
  }

  /** The volume as another container mounts it, read-only. */
  mountedAt(containerPath: string) {
    return { volumeName: this.volume.name, containerPath, readOnly: true };
  }

  private uploads() {
    return [...this.files].map(([path, content]) => ({ file: `${CARRIER_PATH}/${path}`, content: content() }));
  }
}
