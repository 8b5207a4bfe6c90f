import { setTimeout as pause } from "node:timers/promises";
import { Page } from "./page";

/** The formats of a scrape, as Prometheus asks for them, and how each begins its content type. */
export const FORMATS = {
  text: { accept: "text/plain;version=0.0.4", type: "text/plain; version=0.0.4" },
  openmetrics: { accept: "application/openmetrics-text;version=1.0.0", type: "application/openmetrics-text" },
} as const;

/** @throws {Error} when it is not answered in the format that was asked for, to its end */
export async function scrape(url: string, format: keyof typeof FORMATS): Promise<Page> {
  const { accept, type } = FORMATS[format];
  const response = await fetch(url, { headers: { accept, "accept-encoding": "gzip" } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`a scrape was answered with ${response.status}`);
  if (response.headers.get("content-type")?.startsWith(type) !== true) throw new Error(`no ${format} was served`);
  if (text.endsWith("# EOF\n") !== (format === "openmetrics")) throw new Error(`a page of ${format} has no right end`);
  return new Page(text);
}

/** Scrapes both formats in turn, as fast as they are answered, until the parent process is gone; tells it of each. */
async function scrapeOn(url: string): Promise<void> {
  let counted = 0;
  while (process.connected) {
    for (const format of ["openmetrics", "text"] as const) {
      const visits = (await scrape(url, format)).total("soak_visits_total");
      if (visits < counted) throw new Error(`a counter fell from ${counted} to ${visits}`);
      counted = visits;
      process.send?.(format);
    }
    await pause(10);
  }
}

if (require.main === module) {
  process.on("disconnect", () => process.exit());
  void scrapeOn(String(process.argv[2])).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
}
