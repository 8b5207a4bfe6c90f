import type { Tally } from "./tally";

/** Thrown when the service does not answer, or answers what it never should. */
export class TrafficError extends Error {
  override readonly name = "TrafficError";
}

/** A request, and what is due for it. */
export interface Exchange {
  /** The route template that the service counts it under. */
  readonly endpoint: string;
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: object;
  readonly session?: string | undefined;
  /** The status that is due. */
  readonly status: number;
}

const TIMEOUT_MILLISECONDS = 30_000;

const property = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/** Why `fetch` failed: its error's cause says so, by a message or, for several addresses tried, only by a code. */
function reason(error: unknown): string {
  const cause = property(error, "cause");
  return String(property(cause, "message") || property(cause, "code") || property(error, "message") || error);
}

/** Sends requests over connections that it keeps open, reads every answer to its end, and counts both. */
export class Client {
  constructor(
    private readonly url: string,
    private readonly tally: Tally,
  ) {}

  /**
   * Sends a request, and counts its answer.
   *
   * @returns the answer's body, or undefined when its status is not the one that is due
   * @throws {TrafficError} when there is no answer
   */
  async send({ endpoint, method, path, body, session, status: expected }: Exchange): Promise<unknown> {
    const { status, text } = await this.exchange(method, path, body, session);
    this.tally.requests.add({ endpoint, method, status });
    if (status !== expected) {
      this.tally.unexpected.add({ endpoint, method, status, expected });
      return undefined;
    }
    return text === "" ? {} : JSON.parse(text);
  }

  private async exchange(method: string, path: string, body: object | undefined, session: string | undefined) {
    try {
      const response = await fetch(new URL(path, this.url), {
        method,
        headers: {
          ...(session === undefined ? {} : { authorization: `Bearer ${session}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      throw new TrafficError(
        `${method} ${path} got no answer from ${this.url}: ${reason(error)}: start the service, or name its address with --url`,
      );
    }
  }
}

/** @throws {TrafficError} unless the answer has a text of this name */
export function textIn(answer: unknown, name: string): string {
  const value = property(answer, name);
  if (typeof value === "string") return value;
  throw new TrafficError(`an answer has no text "${name}": received ${JSON.stringify(answer)}`);
}

/** @throws {TrafficError} unless the answer has a number of this name */
export function numberIn(answer: unknown, name: string): number {
  const value = property(answer, name);
  if (typeof value === "number") return value;
  throw new TrafficError(`an answer has no number "${name}": received ${JSON.stringify(answer)}`);
}
