import { randomUUID } from "node:crypto";
import { PROTOCOL, type Message, type ScrapeReply } from "./messages";
import { Departed } from "./departed";
import type { Share } from "./merged-page";
import type { Peers } from "./peers";
import { received, type Snapshot } from "./snapshot";

interface Peer {
  /** The latest snapshot of each answerer in it. */
  readonly snapshots: Map<string, { readonly snapshot: Snapshot; readonly scrape: string }>;
  /** Whether it answered, or has not been asked; a silent one is asked, and not waited for, until it says something. */
  silent: boolean;
}

interface Scrape {
  readonly id: string;
  readonly awaited: Set<string>;
  readonly done: () => void;
}

/** What a scrape of several processes brought. */
export interface Gathered {
  readonly shares: readonly Share[];
  /** Those who did not answer in time, and were waited for. */
  readonly silent: number;
}

/** Asks several processes, or threads, for what they expose, and keeps what those have counted that are gone. */
export class Gatherer {
  private readonly peers = new Map<string, Peer>();
  private readonly departed = new Departed();
  private readonly id = randomUUID();
  private scrapes = 0;
  private current: Scrape | undefined;

  /**
   * @param timeout seconds to wait for those who answer
   * @param collectTimeout seconds that each of their metrics may take
   */
  constructor(
    private readonly ways: readonly Peers[],
    private readonly timeout: number,
    private readonly collectTimeout: number,
  ) {
    for (const way of ways) {
      way.listen({ message: (peer, message) => this.receive(peer, message), gone: (peer) => this.forget(peer) });
    }
  }

  /** One scrape; another one may begin only when it is over. */
  async gather(): Promise<Gathered> {
    this.scrapes += 1;
    const id = `${this.id} ${this.scrapes}`;
    for (const way of this.ways) for (const peer of way.present()) this.peer(peer);
    const awaited = new Set(Array.from(this.peers).flatMap(([name, { silent }]) => (silent ? [] : [name])));
    await this.answers(id, awaited);
    for (const [name, peer] of this.peers) if (awaited.has(name)) peer.silent = true;
    const shares = Array.from(this.peers.values()).flatMap(({ snapshots }) =>
      Array.from(snapshots.values(), ({ snapshot, scrape }) => ({ snapshot, past: scrape !== id })),
    );
    return {
      shares: [...shares, { snapshot: this.departed.snapshot(), past: true }],
      silent: awaited.size,
    };
  }

  close(): void {
    for (const way of this.ways) way.close();
    this.current?.done();
  }

  private answers(id: string, awaited: Set<string>): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.current = undefined;
        resolve();
      };
      const timer = setTimeout(done, this.timeout * 1_000);
      this.current = { id, awaited, done };
      const { collectTimeout } = this;
      const known = this.known();
      for (const way of this.ways) way.send({ protocol: PROTOCOL, kind: "scrape", scrape: id, collectTimeout, known });
      if (awaited.size === 0) done();
    });
  }

  private known(): Record<string, number> {
    return Object.fromEntries(
      Array.from(this.peers.values()).flatMap(({ snapshots }) =>
        Array.from(snapshots, ([answerer, { snapshot }]) => [answerer, snapshot.newest]),
      ),
    );
  }

  private peer(name: string): Peer {
    const known = this.peers.get(name);
    if (known !== undefined) return known;
    const peer: Peer = { snapshots: new Map(), silent: false };
    this.peers.set(name, peer);
    return peer;
  }

  private receive(name: string, message: Message): void {
    const peer = this.peer(name);
    peer.silent = false;
    if (message.kind === "reply") this.keep(name, peer, message);
  }

  private keep(name: string, { snapshots }: Peer, { scrape, answerer, snapshot }: ScrapeReply): void {
    // Another one may have asked.
    if (!scrape.startsWith(`${this.id} `)) return;
    const read = received(snapshot, snapshots.get(answerer)?.snapshot);
    if (read === undefined) snapshots.delete(answerer);
    else snapshots.set(answerer, { snapshot: read, scrape });
    if (this.current?.id !== scrape) return;
    this.current.awaited.delete(name);
    if (this.current.awaited.size === 0) this.current.done();
  }

  /** What a process counted stays counted: a sum that fell would look like a restart of all of them. */
  private forget(name: string): void {
    const peer = this.peers.get(name);
    this.peers.delete(name);
    for (const { snapshot } of peer?.snapshots.values() ?? []) this.departed.add(snapshot);
    this.current?.awaited.delete(name);
    if (this.current?.awaited.size === 0) this.current.done();
  }
}
