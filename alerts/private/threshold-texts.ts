/** A share as a reader sees it, free of what binary fractions leave behind. */
export const percent = (share: number): string => `${Number((share * 100).toPrecision(12))}%`;

/** What is wrong with a share that something has to be above. */
export const shareProblems = (option: string, threshold: number): string[] =>
  threshold >= 0 && threshold < 1
    ? []
    : [`${option} must be a share from 0 to below 1, as 0.05 is 5%: received ${threshold}`];

/** What is wrong with a number of events that something has to be above. */
export const countProblems =
  (events: string) =>
  (option: string, threshold: number): string[] =>
    threshold >= 0 ? [] : [`${option} must be 0 or more ${events}: received ${threshold}`];

/** What is wrong with an amount that is measured in a unit. */
export const amountProblems =
  (unit: string) =>
  (option: string, threshold: number): string[] =>
    threshold > 0 ? [] : [`${option} must be above 0 ${unit}: received ${threshold}`];
