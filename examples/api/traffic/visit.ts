import { REQUEST_LATENCY_THRESHOLD, RENDERER_LATENCY_THRESHOLD } from "../thresholds";
import { type Client, numberIn, textIn } from "./client";
import type { Action, Visitor } from "./plan";
import type { Tally } from "./tally";

const IMAGES = "/albums/:albumId/images";
const DELAY = "/faults/delay/:milliseconds";

/** The first rendering of a visitor, in steps. */
const FIRST_STEPS = 10;

/** A visitor at work: logged in, with an album that holds an image. */
export class Visit {
  private session: string | undefined;
  /** The visitor's latest image: an album forgets its oldest ones. */
  private image = "none";
  private readonly album: string;

  constructor(
    private readonly visitor: Visitor,
    private readonly client: Client,
    private readonly tally: Tally,
  ) {
    this.album = `/albums/${visitor.name}/images`;
  }

  /** Logs in, and buys an image for later actions to be about. */
  async begin(): Promise<void> {
    this.session = await this.logIn();
    await this.generate(FIRST_STEPS);
  }

  /** Logs out. */
  async end(): Promise<void> {
    if (this.session !== undefined) await this.logOut(this.session);
    this.session = undefined;
  }

  async perform(action: Action): Promise<void> {
    switch (action.kind) {
      case "list":
        return this.get(IMAGES, this.album, 200);
      case "show":
        return this.get(`${IMAGES}/:imageId`, `${this.album}/${this.image}`, 200);
      case "missing":
        return this.get(`${IMAGES}/:imageId`, `${this.album}/missing`, 404);
      case "balance":
        return this.get("/credits", "/credits", 200);
      case "unmatched":
        return this.get("unmatched", `/nothing/for/${this.visitor.name}`, 404);
      case "status":
        return this.get("/faults/status/:status", `/faults/status/${action.status}`, action.status);
      case "delay":
        return this.delay(action.milliseconds);
      case "generate":
        return this.generate(action.steps);
      case "upscale":
        return this.upscale(action.factor);
      case "invalid":
        await this.client.send({
          endpoint: IMAGES,
          method: "POST",
          path: this.album,
          session: this.session,
          body: { prompt: "no steps" },
          status: 400,
        });
        return;
      case "refused":
        await this.client.send({ endpoint: "/credits", method: "GET", path: "/credits", status: 401 });
        return;
      case "visit": {
        const session = await this.logIn();
        if (session !== undefined) await this.logOut(session);
        return;
      }
    }
  }

  private async get(endpoint: string, path: string, status: number): Promise<void> {
    await this.client.send({ endpoint, method: "GET", path, session: this.session, status });
  }

  private async delay(milliseconds: number): Promise<void> {
    await this.get(DELAY, `/faults/delay/${milliseconds}`, 200);
    const seconds = milliseconds / 1_000;
    this.tally.delays.add({ endpoint: DELAY, method: "GET", seconds });
    if (seconds > REQUEST_LATENCY_THRESHOLD) this.tally.slow.add({ endpoint: DELAY });
  }

  private async logIn(): Promise<string | undefined> {
    const { name: user, method } = this.visitor;
    const answer = await this.client.send({
      endpoint: "/sessions",
      method: "POST",
      path: "/sessions",
      body: { user, method, secret: "secret" },
      status: 201,
    });
    if (answer === undefined) return undefined;
    this.tally.users.add(user);
    this.tally.sessions.add({ method });
    return textIn(answer, "session");
  }

  private async logOut(session: string): Promise<void> {
    const answer = await this.client.send({
      endpoint: "/sessions/:sessionId",
      method: "DELETE",
      path: `/sessions/${session}`,
      status: 204,
    });
    if (answer !== undefined) this.tally.sessions.add({ method: this.visitor.method }, -1);
  }

  private async generate(steps: number): Promise<void> {
    const answer = await this.client.send({
      endpoint: IMAGES,
      method: "POST",
      path: this.album,
      session: this.session,
      body: { prompt: "a lighthouse at dawn", steps },
      status: 201,
    });
    if (answer === undefined) return;
    this.countCredits("generate", answer);
    this.tally.jobs.add({ endpoint: "jobs/thumbnail", method: "OTHER", status: 200 });
    if (steps / 1_000 > RENDERER_LATENCY_THRESHOLD) this.tally.slow.add({ endpoint: "renderer" });
    this.image = textIn(answer, "id");
  }

  private async upscale(factor: number): Promise<void> {
    const answer = await this.client.send({
      endpoint: `${IMAGES}/:imageId/upscale`,
      method: "POST",
      path: `${this.album}/${this.image}/upscale`,
      session: this.session,
      body: { factor },
      status: 200,
    });
    if (answer !== undefined) this.countCredits("upscale", answer);
  }

  private countCredits(operation: string, answer: unknown): void {
    this.tally.credits.add({ operation, user: this.visitor.name }, numberIn(answer, "credits"));
    this.tally.creditOperations.add({ operation });
  }
}
