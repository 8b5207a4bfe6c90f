import { apiThresholds } from "../promql/signals";
import type { AlertGroup } from "./alert-group";
import type { ApiAlertSettings } from "./api-settings";
import {
  anomalyDetected,
  floorProblems,
  highErrorRate,
  highLatency,
  noTraffic,
  noTrafficProblems,
  quantileProblems,
} from "./private/api/requests";
import {
  cacheHitRatioCollapsed,
  connectionPoolSaturated,
  creditRecordings,
  creditUsageSurge,
  minimumCreditsProblems,
  minimumHitRatioProblems,
} from "./private/api/resources";
import { alertGroup, groupSettings, groupSettingsProblems } from "./private/group-settings";
import { tunePlainAlert, unlessOff } from "./private/shipped-alert";
import { tuneAlert } from "./private/threshold-alert";

/**
 * The alerts of an application that exposes the catalogue `apiMetrics`. What keeps an application from being seen at all
 * is not among them: a target that is down has no answers, and no errors either.
 *
 * @throws {AlertGroupError} naming every setting that cannot work
 */
export function apiAlerts(settings: ApiAlertSettings = {}): AlertGroup {
  const { name = "api", where = {}, creditUsageSurge: credits = false } = settings;
  const group = groupSettings(settings, apiThresholds.window);
  const tuned = [
    unlessOff(settings.highErrorRate, (own) => tuneAlert(highErrorRate(own, where), own, group)),
    unlessOff(settings.highLatency, (own) => tuneAlert(highLatency(own, where), own, group)),
    unlessOff(settings.anomalyDetected, (own) => tuneAlert(anomalyDetected(where), own, group)),
    unlessOff(settings.noTraffic, (own) => tunePlainAlert(noTraffic(own, where), own, group)),
    unlessOff(settings.connectionPoolSaturated, (own) => tuneAlert(connectionPoolSaturated(where), own, group)),
    unlessOff(settings.cacheHitRatioCollapsed, (own) => tuneAlert(cacheHitRatioCollapsed(own, where), own, group)),
    unlessOff(credits, (own) => tuneAlert(creditUsageSurge(own, name), own, group)),
  ];
  const problems = [
    groupSettingsProblems(group, where),
    ...unlessOff(settings.highErrorRate, (own) => floorProblems("highErrorRate", own)),
    ...unlessOff(settings.highLatency, (own) => [...floorProblems("highLatency", own), ...quantileProblems(own)]),
    ...unlessOff(settings.noTraffic, noTrafficProblems),
    ...unlessOff(settings.cacheHitRatioCollapsed, minimumHitRatioProblems),
    ...unlessOff(credits, minimumCreditsProblems),
  ];
  const recordings = unlessOff(credits, () => creditRecordings(name, where));
  return alertGroup(name, group, tuned.flat(), problems.flat(), recordings.flat());
}
