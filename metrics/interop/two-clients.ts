import { register } from "prom-client";

/** What may be loaded beside the prom-client that this package uses, with a global registry of its own. */
const OTHER_CLIENTS = [
  {
    file: /[\\/]@prometheus-io[\\/]client[\\/]index\.js$/,
    name: "@prometheus-io/client",
    remedy: 'have "overrides" in package.json put it in the place of prom-client',
  },
  {
    file: /[\\/]prom-client[\\/]index\.js$/,
    name: "another copy of prom-client",
    remedy: "install one version for all, which `npm ls prom-client` shows",
  },
] as const;

/** A module that was loaded. */
export interface LoadedModule {
  readonly filename: string;
  readonly exports: unknown;
}

// A bundle has neither `require` nor separate modules.
const loadedModules = (): Iterable<LoadedModule | undefined> =>
  typeof require === "function" ? Object.values(require.cache) : [];

/** Whether what a module exports is a client, and not the very one that is installed as prom-client. */
const isOtherClient = (exports: unknown): boolean =>
  typeof exports === "object" && exports !== null && "register" in exports && exports.register !== register;

/**
 * Warns where another client was loaded beside prom-client, be it its successor or a second copy of itself: the process then
 * has two global registries, and a page of one of them lacks the metrics of the other.
 */
export function warnOfTwoClients(modules: Iterable<LoadedModule | undefined> = loadedModules()): void {
  const loaded = [...modules];
  for (const { file, name, remedy } of OTHER_CLIENTS) {
    const other = loaded.find(
      (module) => module !== undefined && file.test(module.filename) && isOtherClient(module.exports),
    );
    if (other === undefined) continue;
    process.emitWarning(
      `metrics: ${name} is loaded beside prom-client, and its metrics are not on this page: hand its register over as option "registry", or ${remedy} (${other.filename})`,
      { code: "METRICS_TWO_CLIENTS" },
    );
  }
}
