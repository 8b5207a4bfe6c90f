import fc from "fast-check";
import { Registry, type RegistryContentType } from "prom-client";
import { renderRegistry, type ExpositionFormat } from "cdktf-monitoring-metrics";
import { anyEvents, ourMetrics, theirMetrics } from "./any-events";

async function page(registry: Registry<RegistryContentType>, format: ExpositionFormat): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of renderRegistry(registry, { format })) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

const CONTENT_TYPE = {
  text: Registry.PROMETHEUS_CONTENT_TYPE,
  openmetrics: Registry.OPENMETRICS_CONTENT_TYPE,
} as const;

describe.each(["text", "openmetrics"] as const)("the page in %s", (format) => {
  it("is prom-client's, byte for byte, for any label values and events of every type, whatever was scraped between", async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, anyEvents, async (first, then) => {
        const registry = new Registry();
        const theirs = new Registry<RegistryContentType>();
        theirs.setContentType(CONTENT_TYPE[format]);
        const recorded = [ourMetrics(registry), theirMetrics(theirs)];
        for (const events of [first, then, []]) {
          for (const event of events) for (const metrics of recorded) event(metrics);
          expect(await page(registry, format)).toBe(await theirs.metrics());
        }
      }),
      { numRuns: 60 },
    );
  });
});

it("the registry prints the same itself, in text", async () => {
  await fc.assert(
    fc.asyncProperty(anyEvents, async (events) => {
      const registry = new Registry();
      const metrics = ourMetrics(registry);
      for (const event of events) event(metrics);
      expect(await registry.metrics()).toBe(await page(registry, "text"));
    }),
    { numRuns: 30 },
  );
});
