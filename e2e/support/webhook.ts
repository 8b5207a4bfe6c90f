import { createServer, type Server } from "node:http";

/** What Alertmanager posts to a webhook, as far as it is read here. */
export interface Message {
  readonly status: "firing" | "resolved";
  readonly alerts: readonly { readonly status: string; readonly labels: Readonly<Record<string, string>> }[];
}

/** Somebody who is notified: keeps every message that arrives. */
export class Webhook {
  readonly messages: Message[] = [];

  private constructor(private readonly server: Server) {}

  static async listen(port: number): Promise<Webhook> {
    const server = createServer();
    const webhook = new Webhook(server);
    server.on("request", (request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        webhook.messages.push(JSON.parse(Buffer.concat(chunks).toString()) as Message);
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(port, "0.0.0.0", resolve));
    return webhook;
  }

  /** How often an alert was told of with that status, by its name. */
  told(alertname: string, status: string): number {
    return this.messages.filter(({ alerts }) =>
      alerts.some((alert) => alert.status === status && alert.labels["alertname"] === alertname),
    ).length;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      // Alertmanager may keep a connection in reserve, without a request yet, which the server would wait for.
      this.server.closeAllConnections();
    });
  }
}
