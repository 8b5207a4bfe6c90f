import { DISK_FILE_SYSTEMS, hostThresholds, type Matchers, OUTER_INTERFACES } from "../promql/signals";
import { matcherProblems } from "../promql/queries/matchers";
import type { AlertGroup } from "./alert-group";
import type { DiskFillingUpSettings, HostAlertSettings, NetworkErrorsSettings } from "./host-settings";
import { alertGroup, groupSettings, groupSettingsProblems } from "./private/group-settings";
import { clockNotSynchronised, clockSkew, networkErrors, rebooted } from "./private/host/clock-and-network";
import {
  diskFillingUp,
  diskSpaceLow,
  filesystemError,
  filesystemReadOnly,
  inodesLow,
  raidDegraded,
} from "./private/host/file-systems";
import { fileDescriptorsLow, highCpu, highMemory, outOfMemoryKill } from "./private/host/processor-and-memory";
import { shown } from "./private/rule-checks";
import { tunePlainAlert, unlessOff } from "./private/shipped-alert";
import { tuneAlert } from "./private/threshold-alert";

/**
 * The alerts of hosts that Node Exporter reports on, each host by itself. A host that is not reached at all is not among
 * them: what nobody reports is neither full nor busy.
 *
 * @throws {AlertGroupError} naming every setting that cannot work
 */
export function hostAlerts(settings: HostAlertSettings = {}): AlertGroup {
  const { name = "host", where = {}, fileSystems = {}, interfaces } = settings;
  const { diskFillingUp: filling = {}, networkErrors: errors = {} } = settings;
  const group = groupSettings(settings, hostThresholds.window);
  const disks: Matchers = { ...DISK_FILE_SYSTEMS, ...definedOf(fileSystems), ...where };
  const outside: Matchers = { ...OUTER_INTERFACES, ...definedOf({ device: interfaces }), ...where };
  const tuned = [
    unlessOff(settings.highCpu, (own) => tuneAlert(highCpu(where), own, group)),
    unlessOff(settings.highMemory, (own) => tuneAlert(highMemory(where), own, group)),
    unlessOff(settings.diskSpaceLow, (own) => tuneAlert(diskSpaceLow(disks), own, group)),
    unlessOff(filling, (own) => tuneAlert(diskFillingUp(disks, minimumUsed(own)), own, group)),
    unlessOff(settings.inodesLow, (own) => tuneAlert(inodesLow(disks), own, group)),
    unlessOff(settings.filesystemReadOnly, (own) => tunePlainAlert(filesystemReadOnly(disks), own, group)),
    unlessOff(settings.filesystemError, (own) => tunePlainAlert(filesystemError(disks), own, group)),
    unlessOff(settings.raidDegraded, (own) => tunePlainAlert(raidDegraded(where), own, group)),
    unlessOff(settings.clockSkew, (own) => tuneAlert(clockSkew(where), own, group)),
    unlessOff(settings.clockNotSynchronised, (own) => tunePlainAlert(clockNotSynchronised(where), own, group)),
    unlessOff(errors, (own) => tuneAlert(networkErrors(outside, minimumPacketRate(own)), own, group)),
    unlessOff(settings.rebooted, (own) => tunePlainAlert(rebooted(where), own, group)),
    unlessOff(settings.outOfMemoryKill, (own) => tuneAlert(outOfMemoryKill(where), own, group)),
    unlessOff(settings.fileDescriptorsLow, (own) => tuneAlert(fileDescriptorsLow(where), own, group)),
  ];
  return alertGroup(name, group, tuned.flat(), [
    ...groupSettingsProblems(group, where),
    ...matcherProblems("fileSystems", definedOf(fileSystems)),
    ...(interfaces === undefined ? [] : matcherProblems(undefined, { interfaces })),
    ...unlessOff(filling, minimumUsedProblems).flat(),
    ...unlessOff(errors, minimumPacketRateProblems).flat(),
  ]);
}

const definedOf = (matchers: Readonly<Record<string, string | undefined>>): Matchers =>
  Object.fromEntries(
    Object.entries(matchers).flatMap(([label, value]) => (value === undefined ? [] : [[label, value]])),
  );

const minimumUsed = (settings: DiskFillingUpSettings) => settings.minimumUsed ?? hostThresholds.diskFillingUpFloor;

const minimumPacketRate = (settings: NetworkErrorsSettings) =>
  settings.minimumPacketRate ?? hostThresholds.minimumPacketRate;

function minimumUsedProblems(settings: DiskFillingUpSettings): string[] {
  const share = minimumUsed(settings);
  return share >= 0 && share < 1
    ? []
    : [`diskFillingUp.minimumUsed must be a share from 0 to below 1: received ${shown(share)}`];
}

function minimumPacketRateProblems(settings: NetworkErrorsSettings): string[] {
  const rate = minimumPacketRate(settings);
  return Number.isFinite(rate) && rate >= 0
    ? []
    : [`networkErrors.minimumPacketRate must be 0 or more packets a second: received ${shown(rate)}`];
}
