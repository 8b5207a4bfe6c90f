/**
 * One call that is being tracked: `using span = tracker.start();` records it at the end of the block, `span.end()` where
 * it stands. It is recorded once.
 */
export interface Span extends Disposable {
  /** Says that the call failed; a block that throws has to say so itself, since a disposal does not see why it runs. */
  fail(error?: unknown): void;
  /** Ends the call, and records it. */
  end(): void;
}

/** A function that a tracker can wrap: it takes the arguments that the tracker sees, and any others after them. */
export type Trackable<Args extends readonly unknown[]> = (...args: [...Args, ...never[]]) => unknown;

/**
 * Tracks calls: of a function that it wraps, of a method that it decorates, or of a block that it spans.
 *
 * A call that throws, or whose promise rejects, is recorded as failed, and the error goes on to the caller. Of a function
 * that returns a promise, the time until the promise settles is recorded.
 *
 * @typeParam Args the arguments of the calls, where the tracker needs to see them
 */
export interface Tracker<Args extends readonly unknown[] = never[]> {
  /** Wraps a function: same arguments, same `this`, same result, same type. As a standard decorator, wraps a method. */
  <Callback extends Trackable<Args>>(callback: Callback, context?: ClassMethodDecoratorContext): Callback;
  /** As a legacy decorator (`experimentalDecorators`), wraps a method. */
  <Callback extends Trackable<Args>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Callback>,
  ): TypedPropertyDescriptor<Callback>;
  /** Starts a call that the caller ends: `using span = tracker.start();`. */
  start(...args: Args): Span;
}
