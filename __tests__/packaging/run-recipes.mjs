// Runs the recipes of the documentation, which lie beside it in an empty project, against servers that go as far in their
// protocols as the libraries need to connect, and prints what the page says of the caches and pools.
import { once } from "node:events";
import { createServer } from "node:net";
import { createServer as createMysqlServer } from "mysql2";
import { register } from "prom-client";

const INFO =
  "# Stats\r\nkeyspace_hits:30\r\nkeyspace_misses:10\r\n# Memory\r\nused_memory:2048\r\nused_memory_peak:4096\r\n";
const REDIS_ANSWERS = {
  hello: "%1\r\n+proto\r\n:3\r\n",
  client: "+OK\r\n",
  info: `$${INFO.length}\r\n${INFO}\r\n`,
};

const listening = async (server) => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server.address().port;
};

const postgresServer = createServer((socket) => {
  // Who says who he is hears that he is in, and that a query may come.
  socket.once("data", () => socket.write(Buffer.from("R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I", "latin1")));
});
const redisServer = createServer((socket) => {
  socket.on("data", (asked) => {
    // Of each command, the name follows how many words it has, and how long the first one is.
    for (const [, name] of String(asked).matchAll(/\*\d+\r\n\$\d+\r\n(\w+)/g)) {
      socket.write(REDIS_ANSWERS[name.toLowerCase()]);
    }
  });
});
const mysqlServer = createMysqlServer();
mysqlServer.on("connection", (connection) => {
  connection.serverHandshake({
    protocolVersion: 10,
    serverVersion: "8.0",
    connectionId: 1,
    statusFlags: 2,
    characterSet: 33,
    capabilityFlags: 0xff_f7_df,
  });
});

Object.assign(process.env, { PGHOST: "127.0.0.1", PGUSER: "shop", PGPORT: await listening(postgresServer) });
process.env["REDIS_PORT"] = await listening(redisServer);
mysqlServer.listen(0, "127.0.0.1");
await once(mysqlServer._server, "listening");
process.env["MYSQL_PORT"] = mysqlServer._server.address().port;

const { cached, lru, mysql, postgres } = await import("./recipes.mjs");
const mysqlPromises = mysql.promise();
await postgres.connect();
(await postgres.connect()).release();
await mysqlPromises.getConnection();
(await mysqlPromises.getConnection()).release();
lru.set("/", "0123456789");
cached("/");
cached("/");
cached("/");
cached("/none");

const page = await register.metrics();
console.log(
  page
    .split("\n")
    .filter((line) => /^(db_connection_pool|cache)_|^metrics_collect_errors_total\{/.test(line))
    .sort()
    .join("\n"),
);
console.log(mysqlPromises.pool === mysql);
process.exit();
