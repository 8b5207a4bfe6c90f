import { createApp, type ImageApp } from "../../examples/api/app";
import { listen, type Listening, parseMetrics } from "./api-fixture";

let service: ImageApp;
let server: Listening;
let session: string;

const send = async (method: string, path: string, body?: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  return { status: response.status, answer };
};

const asAlice = (method: string, path: string, body?: object) =>
  send(method, path, body && JSON.stringify(body), { authorization: `Bearer ${session}` });

const samplesOf = async (metric: string) => {
  const page = await fetch(`${server.url}/monitoring/metrics/`);
  return parseMetrics(await page.text()).filter(({ name }) => name === metric);
};

beforeAll(async () => {
  service = createApp({ startingCredits: 3 });
  server = await listen(service.app);
  const login = JSON.stringify({ user: "alice", method: "password", secret: "secret" });
  const { answer } = await send("POST", "/sessions", login);
  session = String(Reflect.get(Object(answer), "session"));
});

afterAll(async () => {
  await server.close();
  await service.close();
});

describe("the example service", () => {
  it("answers a probe of its health, and does not count it", async () => {
    expect(await send("GET", "/health")).toEqual({ status: 200, answer: { status: "ok" } });
    const counted = await samplesOf("api_requests_total");
    expect(counted.map(({ labels }) => labels.endpoint)).not.toContain("/health");
  });

  it("asks for a session", async () => {
    expect(await send("GET", "/credits")).toEqual({
      status: 401,
      answer: { error: "a session is needed: log in with POST /sessions" },
    });
  });

  it("refuses a wrong secret", async () => {
    const body = JSON.stringify({ user: "alice", method: "token", secret: "guess" });
    expect(await send("POST", "/sessions", body)).toEqual({ status: 401, answer: { error: "the token is wrong" } });
  });

  it("refuses an unknown way to log in", async () => {
    const body = JSON.stringify({ user: "alice", method: "fax", secret: "secret" });
    expect(await send("POST", "/sessions", body)).toEqual({
      status: 400,
      answer: { error: '"method" must be one of password, token: received "fax"' },
    });
  });

  it("takes credits for an image, and refuses one that costs more than is left", async () => {
    const order = { prompt: "a lighthouse", steps: 20 };
    expect(await asAlice("POST", "/albums/a/images", order)).toMatchObject({ status: 201, answer: { credits: 2 } });
    expect(await asAlice("GET", "/credits")).toEqual({ status: 200, answer: { user: "alice", credits: 1 } });
    expect(await asAlice("POST", "/albums/a/images", order)).toEqual({
      status: 402,
      answer: { error: "2 credits are needed: buy some, or ask for less" },
    });
  });

  it("counts the credits of what succeeded only", async () => {
    const used = await samplesOf("credit_usage_total");
    expect(used).toEqual([{ name: "credit_usage_total", labels: { operation: "generate", user: "alice" }, value: 2 }]);
  });

  it.each([
    ["an array", [], '"prompt" must be a text, not empty: received undefined'],
    ["an empty prompt", { prompt: "", steps: 1 }, '"prompt" must be a text, not empty: received ""'],
    ["no steps", { prompt: "a" }, '"steps" must be a whole number from 1 to 1000: received undefined'],
    ["too many steps", { prompt: "a", steps: 1001 }, '"steps" must be a whole number from 1 to 1000: received 1001'],
  ])("refuses %s", async (_case, body, error) => {
    expect(await asAlice("POST", "/albums/a/images", body)).toEqual({ status: 400, answer: { error } });
  });

  it("refuses a body that is no JSON as the client's error", async () => {
    const { status } = await send("POST", "/sessions", "{");
    expect(status).toBe(400);
  });

  it("keeps the images of an album to it", async () => {
    const { answer } = await asAlice("GET", "/albums/a/images");
    expect(answer).toMatchObject([{ albumId: "a", prompt: "a lighthouse" }]);
    const id = String(Reflect.get(Object(Reflect.get(Object(answer), 0)), "id"));
    expect(await asAlice("GET", `/albums/a/images/${id}`)).toMatchObject({ status: 200, answer: { id } });
    expect(await asAlice("GET", `/albums/b/images/${id}`)).toEqual({
      status: 404,
      answer: { error: `album "b" has no image "${id}"` },
    });
  });

  it("refuses an upscale by 3", async () => {
    expect(await asAlice("POST", "/albums/a/images/image-1/upscale", { factor: 3 })).toEqual({
      status: 400,
      answer: { error: '"factor" must be one of 2, 4: received 3' },
    });
  });

  it("fails when asked to, as the status says", async () => {
    expect(await send("GET", "/faults/status/503")).toEqual({ status: 503, answer: { error: "failed, as asked" } });
    expect(await send("GET", "/faults/status/700")).toEqual({
      status: 400,
      answer: { error: 'the status must be a whole number from 200 to 599: received "700"' },
    });
  });

  it("tells the client nothing of an internal error", async () => {
    expect(await send("GET", "/faults/status/500")).toEqual({ status: 500, answer: { error: "internal error" } });
  });

  it("ends a session once", async () => {
    expect(await send("DELETE", `/sessions/${session}`)).toEqual({ status: 204, answer: undefined });
    expect(await send("DELETE", `/sessions/${session}`)).toEqual({
      status: 404,
      answer: { error: "there is no such session" },
    });
    expect(await samplesOf("user_sessions")).toEqual([
      { name: "user_sessions", labels: { auth_method: "password" }, value: 0 },
    ]);
  });
});
