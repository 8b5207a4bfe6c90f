/** Starts a timer; calling what it returns hands the seconds since to the observer, and returns them. */
export function startTimer(observe: (seconds: number) => void): () => number {
  const start = performance.now();
  return () => {
    const seconds = (performance.now() - start) / 1_000;
    observe(seconds);
    return seconds;
  };
}
