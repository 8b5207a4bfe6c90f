import { optionProblems } from "../private/option-problems";
import { shown } from "../private/shown";
import type { AdapterOptions } from "./adapter-options";
import { ADAPTER_OPTIONS, requestProblems } from "./private/request-options";

/** @param monitoring what is to record requests; whoever does not compile may hand over anything */
function monitoringProblems(monitoring: unknown): string[] {
  if (monitoring === undefined) return [];
  const records =
    typeof monitoring === "object" &&
    monitoring !== null &&
    "requestMonitor" in monitoring &&
    typeof monitoring.requestMonitor === "function";
  return records
    ? []
    : [`option "monitoring" must be a monitoring, as createMonitoring() returns it: received ${shown(monitoring)}`];
}

/** What is wrong with the options of an adapter, asked before a monitoring is created for it; nothing when it can be set up. */
export const adapterProblems = <Request>(options: AdapterOptions<Request>): string[] =>
  optionProblems(options, ADAPTER_OPTIONS, () => [
    ...monitoringProblems(options.monitoring),
    ...requestProblems(options),
  ]);
