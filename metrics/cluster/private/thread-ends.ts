import type { Worker } from "node:worker_threads";

/**
 * Tells which of the threads have ended that this thread starts from now on: a process tells nobody of the threads that a
 * thread of it starts, but that thread.
 *
 * @returns what ends it
 */
export function onThreadEnd(ended: (thread: number) => void): () => void {
  const started = (thread: Worker) => {
    // It has no id any more once it has ended.
    const { threadId } = thread;
    thread.once("exit", () => ended(threadId));
  };
  process.on("worker", started);
  return () => void process.off("worker", started);
}
