import {
  apiThresholds,
  cacheHitRatio,
  creditsCounted,
  type Matchers,
  pastCacheHitRatio,
  poolUsedRatio,
  selector,
} from "../../../promql/signals";
import type { RecordingRule } from "../../alert-group";
import type { CacheHitRatioCollapsedSettings, CreditUsageSurgeSettings } from "../../api-settings";
import { shown } from "../rule-checks";
import type { ThresholdAlert } from "../threshold-alert";
import { percent, shareProblems } from "../threshold-texts";

/** A process has hardly a connection to its database left. */
export const connectionPoolSaturated = (where: Matchers): ThresholdAlert => ({
  name: "ConnectionPoolSaturated",
  option: "connectionPoolSaturated",
  threshold: apiThresholds.connectionPoolSaturated,
  severity: "warning",
  for: "5m",
  summary: "A connection pool is nearly used up",
  runbook: "connection-pool-saturated.md",
  // Each instance by itself: a request waits for the pool of its own process, whatever the others have to spare.
  expression: (threshold) => `${poolUsedRatio({ by: ["job", "instance", "database"], where })} > ${threshold}`,
  description: (threshold) =>
    `{{ $labels.job }} at {{ $labels.instance }} has {{ $value | humanizePercentage }} of its connections to ` +
    `{{ $labels.database }} in use. The limit is ${percent(threshold)}.`,
  thresholdProblems: shareProblems,
});

/** A cache finds far less than it used to. */
export function cacheHitRatioCollapsed(settings: CacheHitRatioCollapsedSettings, where: Matchers): ThresholdAlert {
  const { minimumHitRatio = apiThresholds.usefulCacheHitRatio } = settings;
  const by = ["job", "instance", "cache_type"];
  return {
    name: "CacheHitRatioCollapsed",
    option: "cacheHitRatioCollapsed",
    threshold: apiThresholds.cacheHitRatioCollapsed,
    severity: "warning",
    firesBelow: true,
    // A cache that was emptied, as by a restart, has this long to fill again.
    for: "15m",
    window: apiThresholds.cachePast,
    summary: "A cache finds far less than it used to",
    runbook: "cache-hit-ratio-collapsed.md",
    expression: (threshold, window) => {
      // What happens now is not yet the past that it is held against.
      const past = pastCacheHitRatio({ window, offset: "1h", by, where });
      const collapsed = `${cacheHitRatio({ by, where })} < ${threshold} * ${past}`;
      return minimumHitRatio === 0 ? collapsed : `${collapsed}\nand\n${past} >= ${minimumHitRatio}`;
    },
    description: (threshold, window) =>
      `The cache {{ $labels.cache_type }} of {{ $labels.job }} at {{ $labels.instance }} answers ` +
      `{{ $value | humanizePercentage }} of its look-ups, less than ${percent(threshold)} of what it answered over ` +
      `${window}.`,
    thresholdProblems: (option, threshold) =>
      threshold > 0 && threshold < 1
        ? []
        : [`${option} must be a share between 0 and 1, as 0.5 is half of the past ratio: received ${threshold}`],
  };
}

const CREDITS_OF_AN_HOUR = "job_operation:credit_usage:increase1h";

/** What CreditUsageSurge reads; the group tells apart what two groups record. */
export const creditRecordings = (group: string, where: Matchers): readonly RecordingRule[] => [
  {
    record: CREDITS_OF_AN_HOUR,
    expression: creditsCounted({ window: "1h", by: ["job", "operation"], where }),
    labels: { group },
  },
];

/** An operation uses far more credits than it used to. */
export function creditUsageSurge(settings: CreditUsageSurgeSettings, group: string): ThresholdAlert {
  const { minimumCredits = apiThresholds.minimumCredits } = settings;
  const used = selector(CREDITS_OF_AN_HOUR, { group: `="${group}"` });
  return {
    name: "CreditUsageSurge",
    option: "creditUsageSurge",
    threshold: apiThresholds.creditUsageSurge,
    severity: "warning",
    for: "10m",
    summary: "An operation uses far more credits than it used to",
    runbook: "credit-usage-surge.md",
    expression: (threshold) => {
      // Six days that ended a day ago: today's use is not yet the past that it is held against.
      const surge = `${used} > ${threshold} * max_over_time(${used}[6d] offset 1d)`;
      return minimumCredits === 0 ? surge : `${surge}\nand\n${used} >= ${minimumCredits}`;
    },
    description: (threshold) =>
      `{{ $labels.job }} used {{ $value | humanize }} credits for {{ $labels.operation }} within an hour, more than ` +
      `${threshold} times as many as in the busiest hour of the week before.`,
    thresholdProblems: (option, threshold) =>
      threshold >= 1 ? [] : [`${option} must be 1 or more times the past: received ${threshold}`],
  };
}

/** What is wrong with the hit ratio that a cache has to have had. */
export const minimumHitRatioProblems = ({ minimumHitRatio = 0 }: CacheHitRatioCollapsedSettings): string[] =>
  minimumHitRatio >= 0 && minimumHitRatio < 1
    ? []
    : [`cacheHitRatioCollapsed.minimumHitRatio must be a share from 0 to below 1: received ${shown(minimumHitRatio)}`];

/** What is wrong with the least credits. */
export const minimumCreditsProblems = ({ minimumCredits = 0 }: CreditUsageSurgeSettings): string[] =>
  Number.isFinite(minimumCredits) && minimumCredits >= 0
    ? []
    : [`creditUsageSurge.minimumCredits must be 0 or more credits: received ${shown(minimumCredits)}`];
