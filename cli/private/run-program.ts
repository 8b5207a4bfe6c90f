import { spawn, type ChildProcess } from "node:child_process";
import { constants } from "node:os";
import { createInterface } from "node:readline";
import { InterruptedError } from "./command-error";

/** A program to run. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Whether `file` is a line for the shell.
   *
   * @default false
   */
  readonly shell?: boolean;
  /**
   * Called with each line of its output and of its errors, while it runs.
   *
   * @default - nobody listens
   */
  readonly onLine?: (line: string) => void;
}

/** How a program ended. */
export interface ProgramResult {
  /** The exit status; 128 and the signal's number when a signal ended it, as shells count. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end.
 *
 * @throws {ProgramNotFoundError} when there is no such program
 * @throws {InterruptedError} when the user interrupted, once the program has ended
 */
export type RunProgram = (program: Program) => Promise<ProgramResult>;

/** Thrown when a program is not on the PATH. */
export class ProgramNotFoundError extends Error {
  override readonly name = "ProgramNotFoundError";

  constructor(readonly file: string) {
    super(`${file} is not on the PATH`);
  }
}

const hasGroups = process.platform !== "win32";

/** Passes an interrupt on to the program and whatever it started. */
function interrupt(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(hasGroups ? -child.pid : child.pid, "SIGINT");
  } catch {
    // It ended in the meantime, which is what was wanted.
  }
}

/**
 * Runs programs in a process group of their own, so that an interrupt reaches them exactly once, from here: a terminal
 * would send it to them as well, and Terraform takes a second one as the order to drop everything, its state included.
 */
export function programRunner(signal: AbortSignal): RunProgram {
  return ({ file, args, directory, env, shell = false, onLine }) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(new InterruptedError());
        return;
      }
      const child = spawn(file, [...args], {
        cwd: directory,
        env: { ...env },
        shell,
        detached: hasGroups,
        stdio: ["ignore", "pipe", "pipe"],
      });
      const stop = () => interrupt(child);
      signal.addEventListener("abort", stop, { once: true });

      const collected = { stdout: "", stderr: "" };
      for (const name of ["stdout", "stderr"] as const) {
        child[name].setEncoding("utf8").on("data", (chunk: string) => (collected[name] += chunk));
        if (onLine !== undefined) createInterface({ input: child[name] }).on("line", onLine);
      }
      child.on("error", (error: NodeJS.ErrnoException) => {
        signal.removeEventListener("abort", stop);
        reject(error.code === "ENOENT" ? new ProgramNotFoundError(file) : error);
      });
      child.on("close", (code, ended) => {
        signal.removeEventListener("abort", stop);
        if (signal.aborted) reject(new InterruptedError());
        else resolve({ code: code ?? 128 + (ended === null ? 0 : constants.signals[ended]), ...collected });
      });
    });
}
