import { register } from "prom-client";

const SUCCESSOR = /[\\/]@prometheus-io[\\/]client[\\/]index\.js$/;

/** A module that was loaded. */
export interface LoadedModule {
  readonly filename: string;
  readonly exports: unknown;
}

// A bundle has neither `require` nor separate modules.
const loadedModules = (): Iterable<LoadedModule | undefined> =>
  typeof require === "function" ? Object.values(require.cache) : [];

/** Whether a module is prom-client's successor, and not the very package that is installed as prom-client. */
const isSuccessorBeside = ({ filename, exports }: LoadedModule): boolean =>
  SUCCESSOR.test(filename) &&
  typeof exports === "object" &&
  exports !== null &&
  "register" in exports &&
  exports.register !== register;

/**
 * Warns where prom-client's successor was loaded beside it: the process then has two global registries, and a page of one
 * of them lacks the metrics of the other.
 */
export function warnOfTwoClients(modules: Iterable<LoadedModule | undefined> = loadedModules()): void {
  for (const module of modules) {
    if (module === undefined || !isSuccessorBeside(module)) continue;
    process.emitWarning(
      'metrics: @prometheus-io/client is loaded beside prom-client, and its metrics are not on this page: hand its register over as option "registry", or have "overrides" in package.json put it in the place of prom-client',
      { code: "METRICS_TWO_CLIENTS" },
    );
    return;
  }
}
