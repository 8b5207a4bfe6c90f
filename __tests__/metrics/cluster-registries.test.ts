import { Counter, Registry } from "prom-client";
import { createMonitoring } from "cdktf-monitoring-metrics";
import { AnsweringRegistries } from "../../metrics/cluster/private/answering-registries";
import { left } from "./left";

function counting(): Registry {
  const registry = new Registry();
  new Counter({ name: "jobs_total", help: "Jobs.", registers: [registry] });
  return registry;
}

const several = (count: number, use: (registry: Registry) => void): WeakRef<Registry>[] =>
  Array.from({ length: count }, () => {
    const registry = counting();
    use(registry);
    return new WeakRef(registry);
  });

describe("the registries that answer scrapes", () => {
  it("are kept while they have metrics, whoever else keeps them, and in the order in which they came", async () => {
    const answering = new AnsweringRegistries();
    const references = several(3, (registry) => answering.add(registry));
    expect(await left(references)).toBe(3);
    expect([...answering]).toEqual(references.map((reference) => reference.deref()));
  });

  it("are let go of once a scrape finds that they were cleared", async () => {
    const answering = new AnsweringRegistries();
    const references = several(3, (registry) => {
      answering.add(registry);
      registry.clear();
    });
    expect([...answering]).toEqual([]);
    expect(await left(references)).toBe(0);
  });

  it("are let go of without a scrape where many come and are cleared", async () => {
    const answering = new AnsweringRegistries();
    const references = several(1_000, (registry) => {
      answering.add(registry);
      registry.clear();
    });
    expect(await left(references)).toBeLessThan(100);
  });

  it("answer again, each once, when they have metrics again", () => {
    const answering = new AnsweringRegistries();
    const [first, second] = [counting(), counting()];
    for (const registry of [first, second, first]) answering.add(registry);
    for (const registry of [first, second]) registry.clear();
    expect([...answering]).toEqual([]);
    new Counter({ name: "mails_total", help: "Mails.", registers: [second] });
    expect([...answering]).toEqual([second]);
    answering.add(first);
    new Counter({ name: "mails_total", help: "Mails.", registers: [first] });
    expect([...answering]).toEqual([first, second]);
  });
});

describe("a process of which nobody asks", () => {
  it("keeps nothing of a monitoring that the application has let go of", async () => {
    const references = Array.from({ length: 3 }, () => {
      const registry = new Registry();
      createMonitoring({ registry, defaultMetrics: false }).trackUser("alice");
      return new WeakRef(registry);
    });
    expect(await left(references)).toBe(0);
  });
});
