import { setTimeout as wait } from "node:timers/promises";
import { instrument } from "cdktf-monitoring-metrics";
import type { Image } from "./image-repository";

/** Stands in for scaling a picture down. */
const SCALING_MILLISECONDS = 5;

/** A job that no request waits for. It is counted like a request, under an endpoint of its own. */
const makeThumbnail = instrument({ endpoint: "jobs/thumbnail", method: "OTHER" })(async (image: Image) => {
  await wait(SCALING_MILLISECONDS);
  return { ...image, width: Math.round(image.width / 8) };
});

/** Makes the thumbnails of new images in the background, one after the other. */
export class ThumbnailQueue {
  private last: Promise<void> = Promise.resolve();

  add(image: Image): void {
    this.last = this.last.then(async () => {
      try {
        await makeThumbnail(image);
      } catch (error) {
        console.error(`no thumbnail of ${image.id}:`, error);
      }
    });
  }

  /** Resolves once every job that was added has run. */
  idle(): Promise<void> {
    return this.last;
  }
}
