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

/** Those that were warned of: whoever creates or serves metrics asks. */
const known = new WeakSet();

/** A module that exports a client of a kind which is not the very one that is installed as prom-client. */
const isOtherClient = (
  file: RegExp,
  module: LoadedModule | undefined,
): module is LoadedModule & { readonly exports: object } =>
  module !== undefined &&
  file.test(module.filename) &&
  typeof module.exports === "object" &&
  module.exports !== null &&
  "register" in module.exports &&
  module.exports.register !== register;

/**
 * Warns once where another client was loaded beside prom-client, be it its successor or a second copy of itself: the process
 * then has two global registries, and a page of one of them lacks the metrics of the other. It concerns whoever uses
 * prom-client's global registry.
 */
export function warnOfTwoClients(modules: Iterable<LoadedModule | undefined> = loadedModules()): void {
  const loaded = [...modules];
  for (const { file, name, remedy } of OTHER_CLIENTS) {
    const other = loaded.find((module) => isOtherClient(file, module));
    if (other === undefined || known.has(other.exports)) continue;
    known.add(other.exports);
    process.emitWarning(
      `metrics: ${name} is loaded beside prom-client, and its metrics are not on this page: hand its register over as option "registry", or ${remedy} (${other.filename})`,
      { code: "METRICS_TWO_CLIENTS" },
    );
  }
}
