import { containerThresholds } from "../promql/signals";
import type { AlertGroup } from "./alert-group";
import type { ContainerAlertSettings } from "./container-settings";
import {
  cpuThrottled,
  filesystemFilling,
  killedForMemory,
  memoryNearLimit,
  missing,
  restarting,
  unseen,
} from "./private/container/container-rules";
import { expectedContainersOf, expectedContainersProblems } from "./private/container/expected-containers";
import { alertGroup, groupSettings, groupSettingsProblems } from "./private/group-settings";
import { tunePlainAlert, unlessOff } from "./private/shipped-alert";
import { tuneAlert } from "./private/threshold-alert";

/**
 * The alerts of containers on a plain Docker engine, within what cAdvisor can see; each container by its name and host. A
 * cAdvisor that is not reached at all is not among them.
 *
 * @throws {AlertGroupError} naming every setting that cannot work
 */
export function containerAlerts(settings: ContainerAlertSettings = {}): AlertGroup {
  const { name = "containers", where = {} } = settings;
  const group = groupSettings(settings, containerThresholds.window);
  const expected =
    settings.expectedContainers === undefined ? undefined : expectedContainersOf(settings.expectedContainers);
  const tuned = [
    ...(expected === undefined
      ? []
      : unlessOff(settings.missing, (own) => tunePlainAlert(missing(expected, where), own, group))),
    ...unlessOff(settings.unseen, (own) => tunePlainAlert(unseen(where), own, group)),
    ...unlessOff(settings.restarting, (own) => tuneAlert(restarting(where), own, group)),
    ...unlessOff(settings.memoryNearLimit, (own) => tuneAlert(memoryNearLimit(where), own, group)),
    ...(settings.kernelLog === true
      ? unlessOff(settings.killedForMemory, (own) => tuneAlert(killedForMemory(where), own, group))
      : []),
    ...unlessOff(settings.cpuThrottled, (own) => tuneAlert(cpuThrottled(where), own, group)),
    ...unlessOff(settings.filesystemFilling, (own) => tuneAlert(filesystemFilling(where), own, group)),
  ];
  return alertGroup(name, group, tuned, [
    ...groupSettingsProblems(group, where),
    ...(expected === undefined ? [] : expectedContainersProblems(expected)),
  ]);
}
