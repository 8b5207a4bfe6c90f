import { pick, type Random, seededRandom, shuffled } from "./random";

/** One thing that a visitor does: a request, or, for a visit, a login and the logout that belongs to it. */
export type Action = { readonly visitor: number } & (
  | { readonly kind: "list" | "show" | "balance" | "visit" | "missing" | "unmatched" | "invalid" | "refused" }
  | { readonly kind: "generate"; readonly steps: number }
  | { readonly kind: "upscale"; readonly factor: number }
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "delay"; readonly milliseconds: number }
);

/** A user of the service. */
export interface Visitor {
  readonly name: string;
  readonly method: "password" | "token";
}

/** Who does what, in which order. */
export interface TrafficPlan {
  readonly visitors: readonly Visitor[];
  readonly actions: readonly Action[];
}

/** What a plan is made of. */
export interface TrafficShape {
  /** How many things the visitors do, besides logging in at first and out at last. */
  readonly actions: number;
  /** The same shape with the same seed is the same plan. */
  readonly seed: number;
  /** How many distinct users there are. */
  readonly users: number;
  /** The share of the actions that are answered with a server error, 0 to 1. */
  readonly errors: number;
  /** The share of the actions that take longer than the service's threshold, 0 to 1. */
  readonly slow: number;
}

/** Milliseconds that stand clear of every bucket's bound, and below the threshold of an anomaly. */
const MODERATE_DELAYS = [30, 150, 320, 600] as const;
/** Milliseconds clearly above the threshold, and within one bucket. */
const SLOW_DELAYS = [1_200, 1_300, 1_400, 1_500] as const;

/** Renderings: milliseconds, as the renderer takes one for each step. */
const QUICK_STEPS = [5, 10, 20] as const;
const SLOW_STEPS = [560, 600] as const;

const SERVER_ERRORS = [500, 502, 503] as const;

/** An action that no visitor has been chosen for yet. */
type Task = Action extends infer Each ? (Each extends Action ? Omit<Each, "visitor"> : never) : never;

/** A kind of task, and how often it occurs: its part of the sum of all weights. */
interface Kind {
  readonly weight: number;
  readonly draw: (random: Random) => Task;
}

/** What is neither an error of the server nor slow. */
const EVERYDAY: readonly Kind[] = [
  { weight: 24, draw: () => ({ kind: "list" }) },
  { weight: 24, draw: () => ({ kind: "show" }) },
  { weight: 10, draw: () => ({ kind: "balance" }) },
  { weight: 10, draw: (random) => ({ kind: "generate", steps: pick(QUICK_STEPS, random) }) },
  { weight: 5, draw: (random) => ({ kind: "upscale", factor: pick([2, 4], random) }) },
  { weight: 8, draw: (random) => ({ kind: "delay", milliseconds: pick(MODERATE_DELAYS, random) }) },
  { weight: 4, draw: () => ({ kind: "visit" }) },
  { weight: 4, draw: () => ({ kind: "missing" }) },
  { weight: 4, draw: () => ({ kind: "unmatched" }) },
  { weight: 3, draw: () => ({ kind: "invalid" }) },
  { weight: 2, draw: () => ({ kind: "refused" }) },
];

/**
 * The endpoint that fails on request also answers well, but never within one plan: its share of errors is then either 0
 * or 1, and how often it crosses a limit does not depend on the order in which answers arrive.
 */
const WITHOUT_ERRORS: Kind = { weight: 5, draw: () => ({ kind: "status", status: 200 }) };

/** Slow for the renderer, and not for the request: its anomalies go with those of slow requests. */
const WITH_SLOW: Kind = { weight: 2, draw: (random) => ({ kind: "generate", steps: pick(SLOW_STEPS, random) }) };

function everyday(count: number, { errors, slow }: TrafficShape, random: Random): Task[] {
  const kinds = [...EVERYDAY, ...(errors === 0 ? [WITHOUT_ERRORS] : []), ...(slow === 0 ? [] : [WITH_SLOW])];
  const total = kinds.reduce((sum, { weight }) => sum + weight, 0);
  const tasks: Task[] = [];
  let weights = 0;
  for (const { weight, draw } of kinds) {
    weights += weight;
    // Rounding the running sum, not each part, makes the parts add up to the count.
    const end = Math.round((count * weights) / total);
    while (tasks.length < end) tasks.push(draw(random));
  }
  return tasks;
}

const times = <Item>(count: number, make: () => Item): Item[] => Array.from({ length: count }, make);

/** Plans traffic: exactly as many errors and slow requests as asked for, in an order that the seed decides. */
export function planTraffic(shape: TrafficShape): TrafficPlan {
  const random = seededRandom(shape.seed);
  const errors = Math.round(shape.actions * shape.errors);
  const slow = Math.round(shape.actions * shape.slow);
  const tasks = [
    ...times(errors, (): Task => ({ kind: "status", status: pick(SERVER_ERRORS, random) })),
    ...times(slow, (): Task => ({ kind: "delay", milliseconds: pick(SLOW_DELAYS, random) })),
    ...everyday(shape.actions - errors - slow, shape, random),
  ];
  return {
    visitors: Array.from({ length: shape.users }, (_, index) => ({
      name: `user-${index + 1}`,
      method: index % 3 === 2 ? "token" : "password",
    })),
    actions: shuffled(tasks, random).map((task, index) => ({ ...task, visitor: index % shape.users })),
  };
}
