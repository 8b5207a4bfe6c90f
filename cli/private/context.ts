import { InterruptedError } from "./command-error";
import type { RunProgram } from "./run-program";

/** Where a command writes: what it was asked for, and what it says about its own work. */
export interface Terminal {
  /** A line of the result. */
  readonly write: (line: string) => void;
  /** A line about the work itself. */
  readonly note: (line: string) => void;
  /** Whether colours are wanted in the result. */
  readonly color: boolean;
}

/** The time, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves after so many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Everything that a command touches outside of itself. */
export interface Context {
  /** The folder of the project, where cdktf.json is. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly run: RunProgram;
  readonly terminal: Terminal;
  readonly clock: Clock;
  /** Whether a program could listen on that port of that address of this machine. */
  readonly isPortFree: (port: number, address: string) => Promise<boolean>;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
}

/** The real clock; a sleep ends with an error when the user interrupts. */
export function systemClock(signal: AbortSignal): Clock {
  return {
    now: () => Date.now(),
    sleep: (milliseconds) =>
      new Promise((resolve, reject) => {
        const stop = () => {
          clearTimeout(timer);
          reject(new InterruptedError());
        };
        if (signal.aborted) {
          reject(new InterruptedError());
          return;
        }
        const timer = setTimeout(() => {
          signal.removeEventListener("abort", stop);
          resolve();
        }, milliseconds);
        signal.addEventListener("abort", stop, { once: true });
      }),
  };
}
