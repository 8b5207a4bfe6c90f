import type { MetricsRegistry } from "../../handles";

/** A registry, held fast while it has metrics. */
interface Answering {
  readonly reference: WeakRef<MetricsRegistry>;
  held: MetricsRegistry | undefined;
}

/** So many registries come at least before it is looked, without a scrape, which of all have metrics. */
const FEWEST_COMING = 64;

/**
 * The registries that answer the scrapes of others. In a worker the application may keep nothing of one whose numbers are
 * read at a scrape alone, such as those of a cache: it is kept while it has metrics, and after `registry.clear()` only as
 * long as the application keeps it.
 */
export class AnsweringRegistries implements Iterable<MetricsRegistry> {
  private all: Answering[] = [];
  private readonly known = new WeakMap<MetricsRegistry, Answering>();
  /** How many more come before it is looked again: as many as were there, so that each costs the same on the whole. */
  private coming = FEWEST_COMING;

  /** Takes in a registry, once. */
  add(registry: MetricsRegistry): void {
    const known = this.known.get(registry);
    if (known !== undefined) {
      known.held = registry;
      return;
    }
    const answering = { reference: new WeakRef(registry), held: registry };
    this.known.set(registry, answering);
    this.all.push(answering);
    this.coming -= 1;
    if (this.coming === 0) this.present();
  }

  /** Those that have metrics, in the order in which they were taken in. */
  [Symbol.iterator](): Iterator<MetricsRegistry> {
    return this.present().values();
  }

  /** Holds those that have metrics, and no others: metrics may come back into a registry that the application keeps. */
  private present(): MetricsRegistry[] {
    const present: MetricsRegistry[] = [];
    this.all = this.all.filter((answering) => {
      const registry = answering.reference.deref();
      answering.held = registry !== undefined && registry.getMetricsAsArray().length > 0 ? registry : undefined;
      if (answering.held !== undefined) present.push(answering.held);
      return registry !== undefined;
    });
    this.coming = Math.max(FEWEST_COMING, present.length);
    return present;
  }
}
