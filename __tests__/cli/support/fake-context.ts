import type { Clock, Context } from "../../../cli/private/context";
import type { Program, ProgramResult, RunProgram } from "../../../cli/private/run-program";

/** What a fake program answers; whatever is left out is empty, or success. */
export type FakeAnswer = Partial<ProgramResult> | undefined;

/** Answers for a program, told by its command line; undefined when it is not its own. */
export type FakeProgram = (commandLine: string, program: Program) => FakeAnswer | Promise<FakeAnswer>;

/** A clock that jumps over every sleep. */
export function jumpingClock(start = Date.parse("2026-01-01T12:00:00Z")): Clock & { readonly elapsed: () => number } {
  let now = start;
  return {
    now: () => now,
    sleep: (milliseconds) => {
      now += milliseconds;
      return Promise.resolve();
    },
    elapsed: () => now - start,
  };
}

export interface FakeContext extends Context {
  readonly written: string[];
  readonly noted: string[];
  /** The command lines that were run, in their order. */
  readonly commands: string[];
  readonly programs: Program[];
}

export interface FakeContextOptions extends Partial<
  Pick<Context, "directory" | "env" | "clock" | "isPortFree" | "signal">
> {
  readonly programs?: readonly FakeProgram[];
  readonly color?: boolean;
}

/** A context that touches nothing: programs are functions, lines are kept, time jumps, every port is free. */
export function fakeContext({ programs = [], color = false, ...rest }: FakeContextOptions = {}): FakeContext {
  const kept = { written: [] as string[], noted: [] as string[], commands: [] as string[], programs: [] as Program[] };
  const run: RunProgram = async (program) => {
    const line = [program.file, ...program.args].join(" ");
    kept.commands.push(line);
    kept.programs.push(program);
    for (const fake of programs) {
      const answer = await fake(line, program);
      if (answer === undefined) continue;
      const result = { code: 0, stdout: "", stderr: "", ...answer };
      for (const shown of `${result.stdout}\n${result.stderr}`.split("\n")) program.onLine?.(shown);
      return result;
    }
    throw new Error(`nobody expected ${line}`);
  };
  return {
    directory: "/project",
    env: {},
    clock: jumpingClock(),
    isPortFree: () => Promise.resolve(true),
    signal: new AbortController().signal,
    run,
    terminal: {
      write: (line) => kept.written.push(...line.split("\n")),
      note: (line) => kept.noted.push(...line.split("\n")),
      color,
    },
    ...rest,
    ...kept,
  };
}
