import { types } from "node:util";
import { MetricUsageError } from "../handles";
import { hearOfThenable, isThenable, type Thenable } from "./hear-of-thenable";
import type { Span, Trackable, Tracker } from "../tracking/tracker";

/** One call, once it is over. */
export interface Call {
  /** How long it took. */
  readonly seconds: number;
  /** Whether it threw, rejected, or was said to have failed. */
  readonly failed: boolean;
}

/** Records a call that is over. */
export type RecordCall = (call: Call) => void;

/** What the calls of one tracker have in common. */
export interface TrackerContext {
  /** Milliseconds, from a clock that never goes back. */
  readonly now: () => number;
  /** Says that a call could not be recorded, which is none of its caller's business. */
  readonly notRecorded: (error: unknown) => void;
}

class RecordingSpan implements Span {
  private readonly startedAt: number;
  private failed = false;
  private ended = false;

  constructor(
    private readonly record: RecordCall,
    private readonly context: TrackerContext,
  ) {
    this.startedAt = context.now();
  }

  fail(): void {
    this.failed = true;
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    try {
      this.record({ seconds: (this.context.now() - this.startedAt) / 1_000, failed: this.failed });
    } catch (error) {
      this.context.notRecorded(error);
    }
  }

  [Symbol.dispose](): void {
    this.end();
  }
}

const isTrackable = <Args extends readonly unknown[], Callback extends Trackable<Args>>(
  value: Callback | object,
): value is Callback => typeof value === "function";

/** Ends the span of a call whose result is still to come, and returns that result. */
function following(result: Thenable, span: Span): unknown {
  const rejected = (error: unknown): void => {
    span.fail(error);
    span.end();
  };
  if (types.isPromise(result)) {
    return result.then(
      (value: unknown) => {
        span.end();
        return value;
      },
      (error: unknown) => {
        rejected(error);
        throw error;
      },
    );
  }
  if (!hearOfThenable(result, { fulfilled: () => span.end(), rejected })) span.end();
  return result;
}

function wrap<Args extends readonly unknown[], Callback extends Trackable<Args>>(
  callback: Callback,
  start: (...args: Args) => Span,
): Callback {
  function tracked(this: unknown, ...args: Args): unknown {
    const span = start(...args);
    let result: unknown;
    try {
      result = Reflect.apply(callback, this, args);
    } catch (error) {
      span.fail(error);
      span.end();
      throw error;
    }
    // Elsewhere, so that most calls create no function.
    if (isThenable(result)) return following(result, span);
    span.end();
    return result;
  }
  for (const property of ["name", "length"] as const) {
    Object.defineProperty(tracked, property, { value: callback[property], configurable: true });
  }
  // The callback may take more arguments than the tracker sees, and all of them are handed on.
  return tracked as Trackable<never[]> as Callback;
}

function unusable(decorated: string): never {
  throw new MetricUsageError([`a tracker wraps a function or decorates a method: received ${decorated}`]);
}

/**
 * The one mechanism behind everything that tracks calls.
 *
 * @param begin runs as a call begins, with its arguments, and returns what records it; what it throws, the caller gets
 *   instead of the call. What the recording throws, the caller never gets, as it would hide the error of the call.
 */
export function createTracker<Args extends readonly unknown[] = never[]>(
  begin: (...args: Args) => RecordCall,
  context: TrackerContext,
): Tracker<Args> {
  const start = (...args: Args): Span => new RecordingSpan(begin(...args), context);

  function tracker<Callback extends Trackable<Args>>(callback: Callback, context?: DecoratorContext): Callback;
  function tracker<Callback extends Trackable<Args>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Callback>,
  ): TypedPropertyDescriptor<Callback>;
  function tracker<Callback extends Trackable<Args>>(
    first: Callback | object,
    second?: DecoratorContext | string | symbol,
    descriptor?: TypedPropertyDescriptor<Callback>,
  ): Callback | object {
    if (typeof second === "string" || typeof second === "symbol") {
      const method = descriptor?.value;
      if (typeof method !== "function") return unusable(`the property "${String(second)}", which is no method`);
      return { ...descriptor, value: wrap(method, start) };
    }
    if (second !== undefined && second.kind !== "method") {
      return unusable(`the ${second.kind} "${String(second.name)}"`);
    }
    if (!isTrackable<Args, Callback>(first)) return unusable(typeof first);
    return wrap(first, start);
  }

  return Object.assign(tracker, { start });
}
