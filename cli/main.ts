#!/usr/bin/env node
import { CommandError, InterruptedError } from "./private/command-error";
import { systemClock, type Context } from "./private/context";
import { isPortFree } from "./private/port";
import { programRunner } from "./private/run-program";
import { program, type Action } from "./program";

/** What shells report of a program that an interrupt ended. */
const INTERRUPTED = 130;

/** Aborted by the first interrupt. Later ones change nothing: Terraform must not be hurried while it saves its state. */
function watchInterrupts(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) return;
      process.stderr.write("stopping: where Terraform is at work, it ends what it has begun and saves its state\n");
      controller.abort();
    });
  }
  return controller.signal;
}

function systemContext(): Context {
  // A reader that went away, such as `head`, must not end a deployment halfway.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const signal = watchInterrupts();
  return {
    directory: process.cwd(),
    env: process.env,
    run: programRunner(signal),
    terminal: {
      write: (line) => process.stdout.write(`${line}\n`),
      note: (line) => process.stderr.write(`${line}\n`),
      color: process.stdout.isTTY && (process.env.NO_COLOR ?? "") === "",
    },
    clock: systemClock(signal),
    isPortFree,
    signal,
  };
}

/** The lines for whatever stopped a command; a stack trace only where nobody foresaw it. */
function failureLines(error: unknown): string[] {
  if (error instanceof CommandError) {
    // What a program said can be many lines: what follows is ours again.
    const gap = error.fixes.length > 0 && error.message.includes("\n") ? [""] : [];
    return [`error: ${error.message}`, ...gap, ...error.fixes.map((fix) => `  ${fix}`)];
  }
  return [`error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
}

async function execute(action: Action, failure = 1): Promise<void> {
  const context = systemContext();
  try {
    process.exitCode = await action(context);
  } catch (error) {
    const isInterrupt = error instanceof InterruptedError;
    const lines = isInterrupt
      ? ["interrupted: the next run continues from what is deployed by now"]
      : failureLines(error);
    for (const line of lines) context.terminal.note(line);
    process.exitCode = isInterrupt ? INTERRUPTED : failure;
  }
}

void program(execute).parseAsync();
