/** What has a `then`, and is no promise of JavaScript's own. */
export type Thenable = PromiseLike<unknown> & object;

/** What hears how it ends. */
export interface ThenableEnd {
  fulfilled(): void;
  rejected(error: unknown): void;
}

type Settle = ((value: unknown) => unknown) | null | undefined;
type Then = (...settle: readonly Settle[]) => unknown;

export const isThenable = (value: unknown): value is Thenable =>
  typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";

/**
 * Hears how a thenable ends once somebody asks it. It stays the same object, and nobody asks it before: a query that is
 * built by calls, as of Knex or Mongoose, runs only then, and each time anew.
 *
 * @returns false where it cannot be done, as the object is frozen
 */
export function hearOfThenable(thenable: Thenable, end: ThenableEnd): boolean {
  const own = Reflect.getOwnPropertyDescriptor(thenable, "then");
  const then = Reflect.get(thenable, "then") as Then;
  function heard(this: unknown, onFulfilled: Settle, onRejected: Settle): unknown {
    if (own === undefined) Reflect.deleteProperty(thenable, "then");
    else Reflect.defineProperty(thenable, "then", own);
    return Reflect.apply(then, this, [
      (value: unknown) => {
        end.fulfilled();
        return typeof onFulfilled === "function" ? onFulfilled(value) : value;
      },
      (error: unknown) => {
        end.rejected(error);
        if (typeof onRejected === "function") return onRejected(error);
        throw error;
      },
    ]);
  }
  return Reflect.defineProperty(thenable, "then", {
    value: heard,
    configurable: true,
    writable: true,
    enumerable: own?.enumerable === true,
  });
}
