// One server of the comparison in a process of its own, so that no contender changes what the engine knows of another.
// It answers requests that come over connections in memory: all of Node's HTTP, and nothing of the kernel's network.
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

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function main() {
  const [, , framework, contender] = process.argv;
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
