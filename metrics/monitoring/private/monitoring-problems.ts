import { apiMetrics, type Catalogue } from "../../definitions";
import { catalogueProblems } from "../../definitions/catalogue-problems";
import { CREATION_OPTIONS, creationProblems } from "../../handles/creation-problems";
import { exactUsersProblems } from "../../collectors/active-users";
import { clockProblems, flagProblems, optionProblems, type OptionNames } from "../../private/option-problems";
import type { MonitoringOptions } from "../monitoring-options";

const OPTIONS: OptionNames<MonitoringOptions> = {
  ...CREATION_OPTIONS,
  catalogue: true,
  defaultMetrics: true,
  exactUsers: true,
  now: true,
};

function extraProblems(catalogue: Catalogue): string[] {
  const wrong = catalogueProblems(catalogue);
  if (wrong.length > 0) return wrong;
  return Object.keys(catalogue)
    .filter((key) => key in apiMetrics)
    .map((key) => `option "catalogue" must not have the key "${key}", which is one of apiMetrics: rename it`);
}

/** What is wrong with the options of a monitoring; nothing when it can be created. */
export const monitoringProblems = (options: MonitoringOptions): string[] =>
  optionProblems(options, OPTIONS, () => [
    ...creationProblems(options),
    ...flagProblems("defaultMetrics", options.defaultMetrics),
    ...(options.exactUsers === undefined ? [] : exactUsersProblems(options.exactUsers)),
    ...clockProblems("now", options.now),
    ...(options.catalogue === undefined ? [] : extraProblems(options.catalogue)),
  ]);
