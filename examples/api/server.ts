import { createServer } from "node:http";
import { createApp } from "./app";

const DEFAULT_PORT = 8000;
const SHUTDOWN_MILLISECONDS = 10_000;

function portOf(text = String(DEFAULT_PORT)): number {
  const port = Number(text);
  if (text.trim() !== "" && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`environment variable PORT must be a whole number from 0 to 65535: received "${text}"`);
}

const port = portOf(process.env.PORT);
// Every address of the machine: Prometheus, in its container, comes from outside of the loopback.
const host = process.env.HOST ?? "0.0.0.0";

const service = createApp();
let requests = 0;
let shuttingDown = false;
const server = createServer((request, response) => {
  requests += 1;
  response.once("close", () => {
    requests -= 1;
    closeOnceIdle();
  });
  service.app(request, response);
});

server.on("error", (error) => {
  console.error(`cannot listen on ${host}:${port}: ${error.message}`);
  process.exit(1);
});

server.listen(port, host, () => {
  const address = server.address();
  const actual = typeof address === "object" && address !== null ? address.port : port;
  console.log(`listening on http://${host}:${actual}, metrics at /monitoring/metrics/`);
});

/** A client may keep a connection open, or in reserve without a request, and the server would wait for it. */
function closeOnceIdle(): void {
  if (shuttingDown && requests === 0) server.closeAllConnections();
}

/** Answers what has arrived, lets the background jobs end, and then exits; a second signal exits at once. */
function shutDown(signal: NodeJS.Signals): void {
  console.log(`${signal}: shutting down`);
  setTimeout(() => {
    console.error(`requests were still running after ${SHUTDOWN_MILLISECONDS / 1_000} s`);
    process.exit(1);
  }, SHUTDOWN_MILLISECONDS).unref();
  server.close(() => {
    void service.close().then(() => process.exit(0));
  });
  shuttingDown = true;
  closeOnceIdle();
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, shutDown);
}
