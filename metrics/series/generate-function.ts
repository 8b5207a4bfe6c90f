let generated = 0;

/**
 * What the code returns, in which the given things are known by their names. Whatever is put into the code has to be
 * checked before: a label's name is.
 *
 * @returns undefined where the process forbids code to be made of texts (`--disallow-code-generation-from-strings`)
 */
export function generateFunction(code: string, given: Readonly<Record<string, unknown>>): unknown {
  try {
    // The engine takes the same code for the same function, with all that it has seen of the arguments of the other one.
    generated += 1;
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- nothing but checked label names is put into the code
    const create = new Function(...Object.keys(given), `"use strict"; /* ${generated} */ ${code}`) as (
      ...given: unknown[]
    ) => unknown;
    return create(...Object.values(given));
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}
