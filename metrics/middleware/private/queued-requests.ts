import type { Socket } from "node:net";

/** A request whose answer waits for those before it on the same connection. */
interface QueuedRequest {
  readonly isOver: boolean;
  end(status: undefined): void;
}

const queues = new WeakMap<Socket, QueuedRequest[]>();

function disconnected(this: Socket): void {
  for (const request of queues.get(this) ?? []) request.end(undefined);
}

/** Ends a request with its connection, unless it was over before. */
export function endWithSocket(request: QueuedRequest, socket: Socket): void {
  if (socket.destroyed) {
    request.end(undefined);
    return;
  }
  const queue = queues.get(socket);
  if (queue === undefined) {
    queues.set(socket, [request]);
    socket.on("close", disconnected);
    return;
  }
  while (queue[0]?.isOver === true) queue.shift();
  queue.push(request);
}
