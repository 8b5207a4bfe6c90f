import { InterruptedError } from "../../cli/private/command-error";
import { systemClock } from "../../cli/private/context";
import { poll } from "../../cli/private/poll";
import { isPortFree } from "../../cli/private/port";
import { programRunner, type Program } from "../../cli/private/run-program";
import { jumpingClock } from "./support/fake-context";
import { fakeServer } from "./support/fake-server";

const node = (script: string, rest: Partial<Program> = {}): Program => ({
  file: process.execPath,
  args: ["-e", script],
  directory: process.cwd(),
  env: process.env,
  ...rest,
});

describe("a program", () => {
  const run = programRunner(new AbortController().signal);

  it("ends with its exit code and what it printed", async () => {
    const script = "console.log('out'); console.error('err'); process.exitCode = 3";
    expect(await run(node(script))).toEqual({ code: 3, stdout: "out\n", stderr: "err\n" });
  });

  it("is heard line by line while it runs", async () => {
    const lines: string[] = [];
    await run(node("console.log('one\\ntwo')", { onLine: (line) => lines.push(line) }));
    expect(lines).toEqual(["one", "two"]);
  });

  it("that a signal ended has the exit code that shells report", async () => {
    expect((await run(node("process.kill(process.pid, 'SIGTERM')"))).code).toBe(128 + 15);
  });

  it("can be a line for the shell", async () => {
    expect(
      (await run({ ...node(""), file: "echo $WORD", args: [], shell: true, env: { ...process.env, WORD: "hi" } }))
        .stdout,
    ).toBe("hi\n");
  });

  it("that does not exist is an error that names it", async () => {
    await expect(run({ ...node(""), file: "no-such-program" })).rejects.toThrow("no-such-program is not on the PATH");
  });
});

describe("an interrupt", () => {
  it("reaches the program once, which then ends in its own time", async () => {
    const controller = new AbortController();
    const lines: string[] = [];
    const script = `
      let interrupts = 0;
      process.on("SIGINT", () => {
        interrupts += 1;
        setTimeout(() => { console.log("saved after " + interrupts); process.exit(1); }, 100);
      });
      setInterval(() => undefined, 1000);
      console.log("ready");`;
    const onLine = (line: string) => {
      lines.push(line);
      if (line !== "ready") return;
      controller.abort();
      controller.abort();
    };
    await expect(programRunner(controller.signal)(node(script, { onLine }))).rejects.toThrow(InterruptedError);
    expect(lines).toEqual(["ready", "saved after 1"]);
  });

  it("keeps the next program from being started", async () => {
    await expect(programRunner(AbortSignal.abort())(node(""))).rejects.toThrow(InterruptedError);
  });

  it("ends a wait", async () => {
    const controller = new AbortController();
    const sleep = systemClock(controller.signal).sleep(60_000);
    controller.abort();
    await expect(sleep).rejects.toThrow(InterruptedError);
  });

  it("keeps a wait from beginning", async () => {
    await expect(systemClock(AbortSignal.abort()).sleep(60_000)).rejects.toThrow(InterruptedError);
  });
});

describe("polling", () => {
  it("looks once when there is nothing to wait for", async () => {
    const look = jest.fn(() => Promise.resolve("done"));
    const clock = jumpingClock();
    expect(await poll(clock, { settled: (seen) => seen === "done", within: () => 1_000 }, look)).toBe("done");
    expect(look).toHaveBeenCalledTimes(1);
    expect(clock.elapsed()).toBe(0);
  });

  it("looks every second until it has settled", async () => {
    const clock = jumpingClock();
    let looks = 0;
    const seen = await poll(clock, { settled: (look) => look === 3, within: () => 60_000 }, () =>
      Promise.resolve(++looks),
    );
    expect(seen).toBe(3);
    expect(clock.elapsed()).toBe(2_000);
  });

  it("returns what it saw last when time is up", async () => {
    const clock = jumpingClock();
    let looks = 0;
    const seen = await poll(clock, { settled: () => false, within: () => 5_000 }, () => Promise.resolve(++looks));
    expect(seen).toBe(6);
    expect(clock.elapsed()).toBe(5_000);
  });

  it("waits for longer as soon as what it sees asks for it", async () => {
    const clock = jumpingClock();
    const look = () => Promise.resolve(clock.elapsed());
    await poll(clock, { settled: () => false, within: (elapsed) => (elapsed < 3_000 ? 3_000 : 7_000) }, look);
    expect(clock.elapsed()).toBe(7_000);
  });
});

describe("a port", () => {
  it("is not free while somebody listens on it", async () => {
    await using server = await fakeServer({});
    expect(await isPortFree(Number(new URL(server.url).port), "127.0.0.1")).toBe(false);
  });

  it("is free when nobody does", async () => {
    const server = await fakeServer({});
    await server[Symbol.asyncDispose]();
    expect(await isPortFree(Number(new URL(server.url).port), "127.0.0.1")).toBe(true);
  });
});
