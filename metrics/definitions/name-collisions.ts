/** What decides which names a metric writes. */
export interface NamedMetric {
  readonly name: string;
  /** A type of Prometheus; any that is not known writes its name alone. */
  readonly type: string;
}

/** A name that two metrics write. */
export interface NameCollision {
  readonly metric: string;
  readonly name: string;
  /** The metric that wrote it before. */
  readonly owner: string;
  /** Whether only OpenMetrics has the name of both. */
  readonly inOpenMetrics: boolean;
}

interface WrittenName {
  readonly name: string;
  readonly inOpenMetrics: boolean;
}

/** What a metric writes beside its own name. */
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  histogram: ["_bucket", "_sum", "_count"],
  summary: ["_sum", "_count"],
};

/** Every name that a metric writes in both formats, its own first. */
export const namesOf = ({ name, type }: NamedMetric): string[] => [
  name,
  ...(SUFFIXES[type] ?? []).map((suffix) => name + suffix),
];

/** The same with what only OpenMetrics has: a counter's family has no `_total`, and its samples always have it. */
function writtenNames(metric: NamedMetric): WrittenName[] {
  const family = metric.name.replace(/_total$/, "");
  const further = metric.type === "counter" ? [family, `${family}_total`].filter((name) => name !== metric.name) : [];
  return [
    ...namesOf(metric).map((name) => ({ name, inOpenMetrics: false })),
    ...further.map((name) => ({ name, inOpenMetrics: true })),
  ];
}

/** Where metrics write the name of another one, or of one that was there before; each two of them once. */
export function nameCollisions(metrics: Iterable<NamedMetric>, before: Iterable<NamedMetric> = []): NameCollision[] {
  const owners = new Map<string, WrittenName & { readonly owner: string }>();
  const collisions: NameCollision[] = [];
  const take = (metric: NamedMetric, report: (collision: NameCollision) => void) => {
    const reported = new Set<string>();
    for (const { name, inOpenMetrics } of writtenNames(metric)) {
      const known = owners.get(name);
      if (known === undefined) {
        owners.set(name, { name, owner: metric.name, inOpenMetrics });
      } else if (!reported.has(known.owner)) {
        reported.add(known.owner);
        report({ ...known, metric: metric.name, inOpenMetrics: inOpenMetrics || known.inOpenMetrics });
      }
    }
  };
  for (const metric of before) take(metric, () => undefined);
  for (const metric of metrics) take(metric, (collision) => collisions.push(collision));
  return collisions;
}

/** What two metrics have in common, for a message. */
export const collisionText = ({ name, owner, inOpenMetrics }: NameCollision): string =>
  `writes "${name}"${inOpenMetrics ? " in OpenMetrics" : ""}, as "${owner}" does`;
