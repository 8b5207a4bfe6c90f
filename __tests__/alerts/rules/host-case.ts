import { hostAlerts } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import type { RuleCase } from "./promtool";

/** Holds one of the host's alerts, as it is by default, against a case. */
export const holds = (alert: string, testCase: Omit<RuleCase, "alert">): void =>
  expectFiringOf(hostAlerts(), { alert, ...testCase });
