import type { Registry } from "prom-client";
import type { MetricsRegistry } from "cdktf-monitoring-metrics";
import { Answerer } from "../../metrics/cluster/answer-scrapes";
import { printPage } from "../../metrics/cluster/private/family-reading";
import { Gatherer } from "../../metrics/cluster/private/gatherer";
import { MergedPage } from "../../metrics/cluster/private/merged-page";
import { isMessage, PROTOCOL, type Message } from "../../metrics/cluster/private/messages";
import type { PeerEvents, Peers } from "../../metrics/cluster/private/peers";
import { Turns } from "../../metrics/private/turns";

interface Joined {
  readonly process: string;
  readonly thread: number;
  readonly answerer: Answerer;
}

/** Processes of which all is in memory: messages travel as JSON, and those who are deaf do not answer. */
export class MemoryPeers implements Peers {
  readonly deaf = new Set<string>();
  readonly received: Message[] = [];
  private readonly joined = new Map<string, Joined>();
  private threads = 0;
  private events: PeerEvents | undefined;

  /** @param process the process of which it is a thread; one of its own by default */
  join(name: string, registry: Registry, process = name): Answerer {
    return this.joinAll(name, [registry], process);
  }

  joinAll(name: string, registries: Iterable<MetricsRegistry>, process = name): Answerer {
    const thread = process === name ? 0 : (this.threads += 1);
    const answerer = new Answerer(registries, (message) => {
      const travelled: unknown = JSON.parse(JSON.stringify({ ...message, thread }));
      if (!isMessage(travelled)) throw new Error("no message of ours");
      if (travelled.kind === "reply") this.received.push(travelled);
      this.events?.message(process, travelled);
    });
    this.joined.set(name, { process, thread, answerer });
    if (!this.deaf.has(name)) answerer.greet();
    return answerer;
  }

  /** Ends a process, or the thread of one. */
  leave(name: string): void {
    const { process = name, thread = 0 } = this.joined.get(name) ?? {};
    this.joined.delete(name);
    if (process === name) this.events?.gone(process);
    else this.events?.gone(process, thread);
  }

  /** Has a process answer a scrape, be it over or not. */
  async answer(name: string, scrape: string): Promise<void> {
    await this.joined
      .get(name)
      ?.answerer.receive({ protocol: PROTOCOL, kind: "scrape", scrape, collectTimeout: 20, known: {} });
  }

  say(process: string, message: Message): void {
    this.events?.message(process, message);
  }

  send(message: Message): void {
    for (const [name, { answerer }] of this.joined) if (!this.deaf.has(name)) void answerer.receive(message);
  }

  listen(events: PeerEvents): void {
    this.events = events;
  }

  close(): void {
    this.events = undefined;
  }
}

/** All that scrapes processes in memory as one; those who are deaf are waited for until the timeout, in seconds. */
export function whole({
  timeout = 20,
  collectTimeout = 20,
  lineBudget,
  peers = new MemoryPeers(),
}: {
  readonly timeout?: number;
  readonly collectTimeout?: number;
  readonly lineBudget?: number;
  readonly peers?: MemoryPeers;
} = {}) {
  const gatherer = new Gatherer([peers], timeout, collectTimeout);
  const folded: [string, number][] = [];
  const page = new MergedPage(lineBudget, (metric, series) => folded.push([metric, series]));
  const scrape = async () => {
    const { shares, departures, silent } = await gatherer.gather();
    const readings = await page.merge({ shares, departures }, new Turns());
    const text = [...printPage(readings, "text")].join("");
    const openMetrics = [...printPage(readings, "openmetrics")].join("");
    return { silent, openMetrics, values: text.split("\n").filter((line) => line !== "" && !line.startsWith("#")) };
  };
  return { peers, gatherer, scrape, folded };
}
