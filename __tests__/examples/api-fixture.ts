import { createServer, type RequestListener, type Server } from "node:http";

/** A server on a free port of the loopback. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

function addressOf(server: Server): string {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server does not listen on a port");
  return `http://127.0.0.1:${address.port}`;
}

export async function listen(listener: RequestListener): Promise<Listening> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: addressOf(server),
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** One series of a metrics page. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The samples of a page in the text format; its label values have no escapes here. */
export function parseMetrics(text: string): Sample[] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [, name = "", labels = "", value = ""] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      return {
        name,
        labels: Object.fromEntries(
          [...labels.matchAll(/([a-zA-Z_]\w*)="([^"]*)"/g)].map(([, label = "", content = ""]) => [label, content]),
        ),
        value: Number(value.replace("+Inf", "Infinity")),
      };
    });
}
