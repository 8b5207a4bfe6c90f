import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/**
 * A contender in a process of its own, so that what the engine learns of one slows no other down, and what one keeps in
 * memory is no other's to collect. The program says something when it is ready, answers every message with one, and ends
 * when nobody is connected any more. It starts when it is first asked for something.
 */
export class ContenderProcess<Ready = unknown> {
  private child: ChildProcess | undefined;
  private starting: Promise<Ready> | undefined;

  /**
   * @param program its file in this folder
   * @param args its arguments, the contender's name first
   * @param execArgv flags for Node
   */
  constructor(
    private readonly program: string,
    private readonly args: readonly string[],
    private readonly execArgv: readonly string[] = [],
  ) {}

  /** What the program said when it was ready. */
  ready(): Promise<Ready> {
    if (this.starting !== undefined) return this.starting;
    this.child = fork(join(__dirname, this.program), this.args, { execArgv: [...this.execArgv] });
    return (this.starting = this.answer<Ready>(this.child));
  }

  /** Sends a message, and returns the answer. */
  async ask<Answer>(message: object | string | number): Promise<Answer> {
    await this.ready();
    const { child } = this;
    if (child === undefined) throw new Error(`${this.args.join(", ")}: the process was ended`);
    child.send(message);
    return this.answer<Answer>(child);
  }

  /** Ends it; when it is asked again, it starts anew. */
  end(): void {
    this.child?.disconnect();
    this.child = undefined;
    this.starting = undefined;
  }

  private async answer<Answer>(child: ChildProcess): Promise<Answer> {
    const waiting = new AbortController();
    const { signal } = waiting;
    const ended = once(child, "exit", { signal }).then(() => {
      throw new Error(`${this.args.join(", ")}: the process ended`);
    });
    try {
      const [message] = (await Promise.race([once(child, "message", { signal }), ended])) as [Answer];
      return message;
    } finally {
      waiting.abort();
      ended.catch(() => undefined);
    }
  }
}
