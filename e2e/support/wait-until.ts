import { setTimeout as pause } from "node:timers/promises";

/** Asks again and again until the answer is something, and fails with the last reason when the time is up. */
export async function waitUntil<Answer>(
  what: string,
  seconds: number,
  ask: () => Promise<Answer | undefined | false>,
): Promise<Answer> {
  const deadline = Date.now() + seconds * 1000;
  let reason = "the answer was no";
  while (Date.now() < deadline) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      reason = String(error);
    }
    await pause(500);
  }
  throw new Error(`waited ${seconds} s for ${what}: ${reason}`);
}
