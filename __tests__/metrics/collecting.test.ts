import { once, within } from "../../metrics/private/collecting";

beforeEach(() => void jest.useFakeTimers());

afterEach(() => void jest.useRealTimers());

/** What comes of waiting, once the time given went by. */
async function outcome(waiting: Promise<unknown>, milliseconds = 0): Promise<unknown> {
  const settled = waiting.catch((error: unknown) => (error instanceof Error ? error.message : error));
  await jest.advanceTimersByTimeAsync(milliseconds);
  return Promise.race([settled, Promise.resolve("still waiting")]);
}

describe("what is collected of a metric", () => {
  it("is collected once for all who ask meanwhile, and anew for whoever asks afterwards", async () => {
    const metric = {};
    const collect = jest.fn(() => Promise.resolve(1));
    await Promise.all([once(metric, "text", collect), once(metric, "text", collect), once(metric, "values", collect)]);
    expect(collect).toHaveBeenCalledTimes(2);
    await once(metric, "text", collect);
    expect(collect).toHaveBeenCalledTimes(3);
  });

  it("is waited for as long as is said, and no longer", async () => {
    const value = new Promise((resolve) => setTimeout(() => resolve("there"), 2_000));
    expect(await outcome(within(1, value), 999)).toBe("still waiting");
    expect(await outcome(within(1, value), 1_000)).toBe("no value within 1 s");
    expect(await outcome(within(1, value), 1)).toBe("there");
  });

  it("costs a later scrape nothing when it hangs since an earlier one", async () => {
    const collect = () => new Promise(() => undefined);
    const metric = {};
    expect(await outcome(within(5, once(metric, "update", collect)), 5_000)).toBe("no value within 5 s");
    expect(await outcome(within(5, once(metric, "update", collect)))).toBe("no value within 5 s");
    expect(jest.getTimerCount()).toBe(0);
  });

  it("is waited for by a scrape that allows more time for what is left of that", async () => {
    const collect = () => new Promise((resolve) => setTimeout(() => resolve("there"), 3_000));
    const metric = {};
    expect(await outcome(within(1, once(metric, "update", collect)), 1_000)).toBe("no value within 1 s");
    expect(await outcome(within(2, once(metric, "update", collect)), 1_000)).toBe("no value within 2 s");
    expect(await outcome(within(5, once(metric, "update", collect)), 1_000)).toBe("there");
  });

  it("is asked for again, with all the time there is, once it came too late", async () => {
    let answer = (_: string): void => undefined;
    const collect = jest.fn(() => new Promise<string>((resolve) => (answer = resolve)));
    const metric = {};
    expect(await outcome(within(1, once(metric, "update", collect)), 1_000)).toBe("no value within 1 s");
    answer("late");
    await jest.advanceTimersByTimeAsync(0);
    const waiting = within(1, once(metric, "update", collect));
    expect(collect).toHaveBeenCalledTimes(2);
    answer("in time");
    expect(await outcome(waiting, 999)).toBe("in time");
  });
});
