import { trackDbQuery } from "cdktf-monitoring-metrics";
import type { Database } from "./database";

/** An image, as it is stored and as it is answered. */
export interface Image {
  readonly id: string;
  readonly albumId: string;
  readonly prompt: string;
  /** Pixels. */
  readonly width: number;
}

/** An album forgets its oldest images beyond these, so that the example can run for days. */
const IMAGES_PER_ALBUM = 100;

/** The table `images`: each method is one query, measured by a decorator. */
export class ImageRepository {
  private readonly albums = new Map<string, Map<string, Image>>();
  private created = 0;

  constructor(private readonly database: Database) {}

  @trackDbQuery("select", "images")
  list(albumId: string): Promise<readonly Image[]> {
    return this.database.query(() => [...this.album(albumId).values()]);
  }

  @trackDbQuery("select", "images")
  find(albumId: string, imageId: string): Promise<Image | undefined> {
    return this.database.query(() => this.album(albumId).get(imageId));
  }

  @trackDbQuery("insert", "images")
  insert(image: Omit<Image, "id">): Promise<Image> {
    return this.database.query(() => {
      this.created += 1;
      const stored = { id: `image-${this.created}`, ...image };
      const album = this.album(image.albumId);
      album.set(stored.id, stored);
      const [oldest] = album.keys();
      if (oldest !== undefined && album.size > IMAGES_PER_ALBUM) album.delete(oldest);
      this.albums.set(image.albumId, album);
      return stored;
    });
  }

  @trackDbQuery("update", "images")
  update(image: Image): Promise<Image> {
    return this.database.query(() => {
      this.album(image.albumId).set(image.id, image);
      return image;
    });
  }

  private album(albumId: string): Map<string, Image> {
    return this.albums.get(albumId) ?? new Map<string, Image>();
  }
}
