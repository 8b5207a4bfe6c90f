import { createServer } from "node:net";

/** Whether a program could listen on that port of that address of this machine. */
export const isPortFree = (port: number, address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    // Another reason, such as a port below 1024, says nothing about who else listens.
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "EADDRINUSE"));
    server.listen({ port, host: address, exclusive: true }, () => server.close(() => resolve(true)));
  });
