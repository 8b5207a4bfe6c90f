import { Router } from "express";
import { HttpError } from "../http-error";
import type { ImageService } from "../image-service";
import type { Sessions } from "../sessions";
import { integerOf, textOf } from "./body";

interface AlbumParameters {
  readonly albumId: string;
}

interface ImageParameters extends AlbumParameters {
  readonly imageId: string;
}

const UPSCALE_FACTORS = [2, 4];

/** What is mounted at `/albums/:albumId/images`: the endpoint of a request is the template with the mount's part. */
export function albumRoutes(images: ImageService, sessions: Sessions): Router {
  const router = Router({ mergeParams: true });

  router.get<AlbumParameters>("/", async (request, response) => {
    sessions.requireUser(request);
    response.json(await images.list(request.params.albumId));
  });

  router.post<AlbumParameters>("/", async (request, response) => {
    const user = sessions.requireUser(request);
    const prompt = textOf(request.body, "prompt");
    const steps = integerOf(request.body, "steps", { minimum: 1, maximum: 1_000 });
    response.status(201).json(await images.generate(user, { ...request.params, prompt, steps }));
  });

  router.get<ImageParameters>("/:imageId", async (request, response) => {
    sessions.requireUser(request);
    const { albumId, imageId } = request.params;
    response.json(await images.find(albumId, imageId));
  });

  router.post<ImageParameters>("/:imageId/upscale", async (request, response) => {
    const user = sessions.requireUser(request);
    const factor = integerOf(request.body, "factor", { minimum: 2, maximum: 4 });
    if (!UPSCALE_FACTORS.includes(factor)) {
      throw new HttpError(400, `"factor" must be one of ${UPSCALE_FACTORS.join(", ")}: received ${factor}`);
    }
    response.json(await images.upscale(user, { ...request.params, factor }));
  });

  return router;
}
