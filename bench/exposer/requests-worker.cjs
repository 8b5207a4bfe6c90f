// One server of the comparison in a process of its own, so that no contender changes what the engine knows of another.
// It answers requests that come over connections in memory: all of Node's HTTP, and nothing of the kernel's network.
const { executionAsyncResource } = require("node:async_hooks");
const { PerformanceObserver } = require("node:perf_hooks");
const { Duplex } = require("node:stream");
const { BODY, servers } = require("./requests-servers.cjs");

const CONNECTIONS = 32;
const HEADERS = "Host: localhost\r\nUser-Agent: bench\r\nAccept: */*\r\nConnection: keep-alive\r\n\r\n";

class Connection extends Duplex {
  answered = 0;

  constructor() {
    super({ decodeStrings: false });
  }

  _read() {}

  _write(chunk, _, done) {
    // Node writes a short body together with its headers.
    if (chunk.includes(`\r\n\r\n${BODY}`)) this.answered += 1;
    done();
  }

  _writev(chunks, done) {
    this._write(chunks.map(({ chunk }) => String(chunk)).join(""), "", done);
  }

  request() {
    this.push(`GET /hello/${Math.floor(Math.random() * 100_000)} HTTP/1.1\r\n${HEADERS}`);
  }
}

/**
 * Node makes an object for each `process.nextTick`. A full garbage collection that finds none alive has the engine forget
 * their shape, which adds 3 µs to every later request, and whether a process comes to that depends on how much was loaded
 * into it. One is kept, so that it happens to none.
 */
const keepTick = () => process.nextTick(() => (globalThis.keptTick = executionAsyncResource()));

/**
 * Telling an observer of a garbage collection takes Node as long as ten requests, and some contenders have one by default
 * while others leave that to the application. Here all processes have one, the bare server's too: the rows then show what
 * is done for a request. What hearing of collections costs has a row of its own.
 */
const observeCollections = () => new PerformanceObserver(() => undefined).observe({ entryTypes: ["gc"] });

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function main() {
  const [, , framework, contender] = process.argv;
  keepTick();
  observeCollections();
  const { server, total } = await servers[framework][contender]();
  const connections = Array.from({ length: CONNECTIONS }, () => new Connection());
  for (const connection of connections) server.emit("connection", connection);
  let sent = 0;

  /** Microseconds of CPU for each request. */
  async function run(turns) {
    const before = process.cpuUsage();
    for (let done = 0; done < turns; done += 1) {
      for (const connection of connections) connection.request();
      sent += CONNECTIONS;
      await turn();
      // An answer may take more than a turn of the event loop.
      while (connections.reduce((sum, { answered }) => sum + answered, 0) < sent) await turn();
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / (turns * CONNECTIONS);
  }

  process.on("message", async (turns) => {
    const cost = await run(turns);
    await turn();
    const recorded = total === undefined ? sent : await total();
    process.send({ cost, sent, recorded });
  });
  process.on("disconnect", () => process.exit());
  process.send("ready");
}

void main();
