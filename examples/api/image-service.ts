import { trackCreditOperation } from "cdktf-monitoring-metrics";
import type { Cache } from "./cache";
import type { CreditLedger } from "./credit-ledger";
import { HttpError } from "./http-error";
import type { Image, ImageRepository } from "./image-repository";
import { render, type RenderRequest } from "./renderer";
import type { ThumbnailQueue } from "./thumbnail-queue";

/** What a user asks for. */
export interface ImageOrder extends RenderRequest {
  readonly albumId: string;
}

/** An image to enlarge. */
export interface UpscaleOrder {
  readonly albumId: string;
  readonly imageId: string;
  readonly factor: number;
}

/** An image, and what it cost. */
export interface BoughtImage extends Image {
  readonly credits: number;
}

const STEPS_PER_CREDIT = 10;

const priceOfImage = ({ steps }: RenderRequest) => Math.ceil(steps / STEPS_PER_CREDIT);

/** What the service sells. Both operations use credits, which a decorator counts when they succeed. */
export class ImageService {
  constructor(
    private readonly images: ImageRepository,
    private readonly ledger: CreditLedger,
    private readonly cache: Cache<Image>,
    private readonly thumbnails: ThumbnailQueue,
  ) {}

  @trackCreditOperation("generate", (user: string, order: ImageOrder) => ({ user, credits: priceOfImage(order) }))
  async generate(user: string, { albumId, prompt, steps }: ImageOrder): Promise<BoughtImage> {
    const credits = priceOfImage({ prompt, steps });
    await this.ledger.spend(user, credits);
    const width = await render({ prompt, steps });
    const image = await this.images.insert({ albumId, prompt, width });
    this.thumbnails.add(image);
    return { ...image, credits };
  }

  @trackCreditOperation("upscale", (user: string, { factor }: UpscaleOrder) => ({ user, credits: factor }))
  async upscale(user: string, { albumId, imageId, factor }: UpscaleOrder): Promise<BoughtImage> {
    const small = await this.find(albumId, imageId);
    await this.ledger.spend(user, factor);
    const image = await this.images.update({ ...small, width: small.width * factor });
    this.cache.delete(imageId);
    return { ...image, credits: factor };
  }

  list(albumId: string): Promise<readonly Image[]> {
    return this.images.list(albumId);
  }

  /** @throws {HttpError} 404 for an image that is not in the album */
  async find(albumId: string, imageId: string): Promise<Image> {
    const cached = this.cache.get(imageId);
    if (cached?.albumId === albumId) return cached;
    const image = await this.images.find(albumId, imageId);
    if (image === undefined) throw new HttpError(404, `album "${albumId}" has no image "${imageId}"`);
    this.cache.set(imageId, image);
    return image;
  }
}
