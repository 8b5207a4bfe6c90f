import { monitoringThresholds } from "../promql/signals";
import { matcherProblems } from "../promql/queries/matchers";
import type { AlertGroup } from "./alert-group";
import type { MonitoringAlertSettings } from "./monitoring-settings";
import { alertGroup, groupSettings, groupSettingsProblems } from "./private/group-settings";
import {
  alertmanagerUnreachable,
  configurationReloadFailed,
  notificationsFailing,
  ruleEvaluationFailing,
  watchdog,
} from "./private/monitoring/alerting";
import {
  metricCollectionFailing,
  prometheusRestarted,
  prometheusStorageFilling,
  scrapeLimitExceeded,
  seriesOverflowing,
  targetDown,
} from "./private/monitoring/collection";
import { choiceProblems } from "./private/rule-checks";
import { tunePlainAlert, unlessOff } from "./private/shipped-alert";
import { tuneAlert } from "./private/threshold-alert";

/**
 * What routes the dead man's switch to where its absence is noticed: Alertmanager's matcher, and how often it has to be
 * repeated. A receiver that is told once in hours notices an outage hours later.
 */
export const WATCHDOG = { name: "Watchdog", matcher: 'alertname="Watchdog"', repeatInterval: "5m" } as const;

/**
 * The alerts of the monitoring itself. Who notices that it is gone altogether is not in it: that is whoever misses the
 * Watchdog.
 *
 * @throws {AlertGroupError} naming every setting that cannot work
 */
export function monitoringAlerts(settings: MonitoringAlertSettings = {}): AlertGroup {
  const { name = "monitoring", where = {}, alerting = "grafana", targetDown: target = {} } = settings;
  const group = groupSettings(settings, monitoringThresholds.window);
  const tuned = [
    unlessOff(target, (own) => tunePlainAlert(targetDown({ ...where, ...own.where }), own, group)),
    unlessOff(settings.scrapeLimitExceeded, (own) => tunePlainAlert(scrapeLimitExceeded(where), own, group)),
    unlessOff(settings.ruleEvaluationFailing, (own) =>
      tunePlainAlert(ruleEvaluationFailing(alerting, where), own, group),
    ),
    unlessOff(settings.prometheusRestarted, (own) => tuneAlert(prometheusRestarted(where), own, group)),
    unlessOff(settings.prometheusStorageFilling, (own) => tuneAlert(prometheusStorageFilling(where), own, group)),
    unlessOff(settings.configurationReloadFailed, (own) =>
      tunePlainAlert(configurationReloadFailed(alerting, where), own, group),
    ),
    unlessOff(alerting === "grafana" ? false : settings.alertmanagerUnreachable, (own) =>
      tunePlainAlert(alertmanagerUnreachable(where), own, group),
    ),
    unlessOff(settings.notificationsFailing, (own) =>
      tunePlainAlert(notificationsFailing(alerting, where), own, group),
    ),
    unlessOff(settings.metricCollectionFailing, (own) => tunePlainAlert(metricCollectionFailing(where), own, group)),
    unlessOff(settings.seriesOverflowing, (own) => tunePlainAlert(seriesOverflowing(where), own, group)),
    unlessOff(settings.watchdog, (own) => tunePlainAlert(watchdog(WATCHDOG.name), { notify: true, ...own }, group)),
  ];
  return alertGroup(name, group, tuned.flat(), [
    ...groupSettingsProblems(group, where),
    ...choiceProblems("alerting", alerting, ["grafana", "prometheus"]),
    ...unlessOff(target, (own) => matcherProblems("targetDown.where", own.where ?? {})).flat(),
  ]);
}
