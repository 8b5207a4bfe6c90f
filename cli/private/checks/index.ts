export { count, type Check, type CheckResult, type Problem } from "./check";
export { containerStatuses, isWell, statusText, type ContainerStatus } from "./containers";
export { checkDeployment } from "./check-deployment";
export { ruleFileGroups, type RuleFileGroup } from "./rules";
