import { InterruptedError, messageOf } from "./command-error";
import { objectOf, textOf } from "./json";

/** Where an HTTP API is, and how to be let in. */
export interface HttpApiOptions {
  /** `http://127.0.0.1:9090`. */
  readonly url: string;
  /** The header of that name; undefined for none. */
  readonly authorization?: string | undefined;
  readonly signal: AbortSignal;
}

/** Why a request brought no answer that counts. */
export class HttpApiError extends Error {
  override readonly name = "HttpApiError";

  constructor(
    message: string,
    /** The status of the answer; undefined when there was none at all. */
    readonly status: number | undefined,
  ) {
    super(message);
  }

  /** Whether somebody answered, and did not let us in. */
  get isRefused(): boolean {
    return this.status === 401 || this.status === 403;
  }
}

const LONGEST_WAIT = 10_000;

function reasonOf(error: unknown): string {
  const { name, cause } = objectOf(error);
  if (name === "TimeoutError") return `no answer within ${LONGEST_WAIT / 1000} s`;
  const code = textOf(objectOf(cause).code);
  return code === "ECONNREFUSED" ? "connection refused" : (code ?? messageOf(error));
}

/** An HTTP API that is read. */
export class HttpApi {
  constructor(private readonly options: HttpApiOptions) {}

  /** The address of a path. */
  address(path: string): string {
    return `${this.options.url.replace(/\/+$/, "")}${path}`;
  }

  /**
   * The body of a path.
   *
   * @throws {HttpApiError} when nobody answers, or with a status that is no success
   * @throws {InterruptedError} when the user interrupted
   */
  async text(path: string): Promise<string> {
    const { authorization, signal } = this.options;
    const address = this.address(path);
    let answer: Response;
    let body: string;
    try {
      answer = await fetch(address, {
        headers: authorization === undefined ? {} : { authorization },
        signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_WAIT)]),
      });
      body = await answer.text();
    } catch (error) {
      if (signal.aborted) throw new InterruptedError();
      throw new HttpApiError(`${address}: ${reasonOf(error)}`, undefined);
    }
    if (answer.ok) return body;
    throw new HttpApiError(`${address}: ${answer.status} ${body.trim().slice(0, 300)}`.trim(), answer.status);
  }

  /** The body of a path, as JSON; throws as `text` does. */
  async json(path: string): Promise<unknown> {
    const body = await this.text(path);
    try {
      return JSON.parse(body);
    } catch {
      throw new HttpApiError(`${this.address(path)}: the answer is no JSON: ${body.trim().slice(0, 100)}`, 200);
    }
  }
}

/** What came of a request: its answer, or why there is none. */
export type Attempt<T> = { readonly value: T } | { readonly error: HttpApiError };

/** Asks, and returns the failure of the API rather than throwing it. */
export async function attempt<T>(ask: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (error instanceof HttpApiError) return { error };
    throw error;
  }
}
