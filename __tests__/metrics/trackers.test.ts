import { compileFunction } from "node:vm";
import ts from "typescript";
import { MetricUsageError, type Tracker } from "cdktf-monitoring-metrics";
import { monitored } from "./monitored-jobs";

describe("a wrapped function", () => {
  it("is called with the same arguments and the same this, and returns the same", async () => {
    const { tracker, pass, recorded } = monitored();
    const scale = tracker(function (this: { factor: number }, value: number, unit: string) {
      pass(2);
      return `${this.factor * value}${unit}`;
    });
    const text: string = scale.call({ factor: 3 }, 7, "m");
    expect(text).toBe("21m");
    expect(await recorded()).toEqual([1, 2, 0]);
  });

  it("keeps its name and its number of parameters", () => {
    const { tracker } = monitored();
    function transfer(from: string, to: string): string {
      return from + to;
    }
    expect(tracker(transfer).name).toBe("transfer");
    expect(tracker(transfer)).toHaveLength(2);
  });

  it("is recorded as failed when it throws, and the caller gets the error", async () => {
    const { tracker, pass, recorded } = monitored();
    const error = new Error("broken");
    const fail = tracker(() => {
      pass(1);
      throw error;
    });
    expect(fail).toThrow(error);
    expect(await recorded()).toEqual([1, 1, 1]);
  });

  it("is recorded once its promise is fulfilled, and the caller gets the value", async () => {
    const { tracker, pass, recorded } = monitored();
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const load = tracker(async (id: string) => {
      await released;
      pass(3);
      return id.length;
    });
    const pending: Promise<number> = load("four");
    expect(await recorded()).toEqual([0, 0, 0]);
    release();
    expect(await pending).toBe(4);
    expect(await recorded()).toEqual([1, 3, 0]);
  });

  it("is recorded as failed when its promise is rejected, and the caller gets the reason", async () => {
    const { tracker, recorded } = monitored();
    const error = new Error("broken");
    await expect(tracker(() => Promise.reject(error))()).rejects.toBe(error);
    expect(await recorded()).toEqual([1, 0, 1]);
  });

  it("is awaited when it returns another thenable", async () => {
    const { tracker, pass, recorded } = monitored();
    const query = {
      then: (fulfilled: (rows: number) => void) => {
        pass(4);
        fulfilled(5);
      },
    };
    expect(await tracker(() => query)()).toBe(5);
    expect(await recorded()).toEqual([1, 4, 0]);
  });

  it("returns the very query that it builds, which runs when it is awaited, and is recorded then", async () => {
    const { tracker, pass, recorded } = monitored();
    class Query implements PromiseLike<string> {
      runs = 0;
      private condition = "all";

      where(condition: string): this {
        this.condition = condition;
        return this;
      }

      then<One, Other>(
        fulfilled?: ((rows: string) => One | PromiseLike<One>) | null,
        rejected?: ((reason: unknown) => Other | PromiseLike<Other>) | null,
      ): Promise<One | Other> {
        this.runs += 1;
        pass(2);
        return Promise.resolve(this.condition).then(fulfilled, rejected);
      }
    }
    const query = new Query();
    const found = tracker(() => query)();
    expect(found).toBe(query);
    await new Promise((resolve) => setImmediate(resolve));
    expect(query.runs).toBe(0);
    expect(await found.where("some")).toBe("some");
    expect(await recorded()).toEqual([1, 2, 0]);
    expect(Reflect.ownKeys(query)).not.toContain("then");
    expect(await query).toBe("some");
    expect(await recorded()).toEqual([1, 2, 0]);
  });

  it("is recorded as failed when what it returned fails, and whoever awaits it gets the reason", async () => {
    const { tracker, recorded } = monitored();
    const error = new Error("broken");
    const query = () => ({ then: (_: unknown, rejected: (reason: unknown) => unknown) => void rejected(error) });
    await expect(Promise.resolve(tracker(query)())).rejects.toBe(error);
    expect(await recorded()).toEqual([1, 0, 1]);
  });

  it("keeps the class of the promise that it returns", async () => {
    const { tracker, recorded } = monitored();
    class Cancellable<Value> extends Promise<Value> {
      readonly cancel = () => "cancelled";
    }
    const running = tracker(() => new Cancellable<number>((resolve) => resolve(1)))();
    expect(running.cancel()).toBe("cancelled");
    await running;
    expect(await recorded()).toEqual([1, 0, 0]);
  });

  it("is recorded at once when it returns what nobody can listen to", async () => {
    const { tracker, recorded } = monitored();
    const query = Object.freeze({ then: (fulfilled: (rows: number) => void) => fulfilled(5) });
    expect(tracker(() => query)()).toBe(query);
    expect(await recorded()).toEqual([1, 0, 0]);
  });

  it.each([[null], [undefined], [{ then: "later" }]])("may return %p", (value) => {
    const { tracker } = monitored();
    expect(tracker(() => value)()).toBe(value);
  });

  it("is recorded for each of the calls that overlap", async () => {
    const { tracker, pass, recorded } = monitored();
    const waits: (() => void)[] = [];
    const wait = tracker(() => new Promise<void>((resolve) => waits.push(resolve)));
    const first = wait();
    pass(1);
    const second = wait();
    pass(1);
    for (const end of waits) end();
    await Promise.all([first, second]);
    expect(await recorded()).toEqual([2, 3, 0]);
  });
});

describe("a decorated method", () => {
  it("is tracked by the standard decorator, instance, static and private methods alike", async () => {
    const { tracker, pass, recorded } = monitored();
    class Mailer {
      constructor(private readonly host: string) {}

      @tracker
      async send(to: string): Promise<string> {
        await Promise.resolve();
        return `${this.host}:${to}:${this.#sign()}`;
      }

      @tracker
      static parse(text: string): number {
        pass(1);
        return text.length;
      }

      @tracker
      #sign(): string {
        pass(2);
        return "signed";
      }
    }
    expect(await new Mailer("host").send("me")).toBe("host:me:signed");
    expect(Mailer.parse("abc")).toBe(3);
    expect(await recorded()).toEqual([3, 5, 0]);
  });

  it("is tracked by the legacy decorator, as TypeScript compiles it", async () => {
    const { tracker, pass, recorded } = monitored();
    const source = `
      class Mailer {
        constructor(host) { this.host = host; }
        @tracker send(to) { pass(1); return this.host + to; }
        @tracker static parse(text) { pass(1); throw new Error(text); }
      }
      return Mailer;`;
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { experimentalDecorators: true, target: ts.ScriptTarget.ES2022 },
    });
    const define = compileFunction(outputText, ["tracker", "pass"]) as (
      ...names: [Tracker, typeof pass]
    ) => (new (host: string) => { send(to: string): string }) & { parse(text: string): void };
    const Mailer = define(tracker, pass);
    expect(new Mailer("host").send("me")).toBe("hostme");
    expect(() => Mailer.parse("broken")).toThrow("broken");
    expect(await recorded()).toEqual([2, 2, 1]);
  });

  it("keeps what its legacy descriptor says", () => {
    const { tracker } = monitored();
    const method = (): number => 1;
    const descriptor = { value: method, enumerable: false, configurable: true, writable: false };
    const tracked = tracker({}, "method", descriptor);
    expect(tracked).toEqual({ ...descriptor, value: expect.any(Function) as unknown });
    expect(tracked.value).not.toBe(method);
    expect(descriptor.value).toBe(method);
  });

  it("cannot be a getter, a field or anything else that is no method", () => {
    const { tracker } = monitored();
    const received = (what: string) =>
      new MetricUsageError([`a tracker wraps a function or decorates a method: received ${what}`]);
    expect(() => tracker({}, "size", { get: () => () => 1 })).toThrow(
      received('the property "size", which is no method'),
    );
    // @ts-expect-error a legacy field decorator gets no descriptor
    expect(() => tracker({}, "size")).toThrow(received('the property "size", which is no method'));
    const getter = { kind: "getter", name: "size" };
    // @ts-expect-error a tracker decorates methods alone
    expect(() => tracker(() => 1, getter)).toThrow(received('the getter "size"'));
    // @ts-expect-error a number is no function
    expect(() => tracker(7)).toThrow(received("number"));
  });
});

describe("a span", () => {
  it("is recorded at the end of its block", async () => {
    const { tracker, pass, recorded } = monitored();
    {
      using span = tracker.start();
      pass(2);
      expect(span).toBeDefined();
      expect(await recorded()).toEqual([0, 0, 0]);
    }
    expect(await recorded()).toEqual([1, 2, 0]);
  });

  it("is recorded as failed when it is told so", async () => {
    const { tracker, recorded } = monitored();
    const error = new Error("broken");
    const work = () => {
      using span = tracker.start();
      try {
        throw error;
      } catch (reason) {
        span.fail(reason);
        throw reason;
      }
    };
    expect(work).toThrow(error);
    expect(await recorded()).toEqual([1, 0, 1]);
  });

  it("is recorded where a block throws, too", async () => {
    const { tracker, pass, recorded } = monitored();
    const work = () => {
      using _span = tracker.start();
      pass(1);
      throw new Error("broken");
    };
    expect(work).toThrow("broken");
    expect(await recorded()).toEqual([1, 1, 0]);
  });

  it("is recorded once, at its first end", async () => {
    const { tracker, pass, recorded } = monitored();
    {
      using span = tracker.start();
      pass(1);
      span.end();
      pass(1);
      span.fail(new Error("too late"));
      span.end();
    }
    expect(await recorded()).toEqual([1, 1, 0]);
  });
});
