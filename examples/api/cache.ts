/** A cache in memory that forgets what was used longest ago. */
export class Cache<Value> {
  private readonly entries = new Map<string, { readonly value: Value; readonly bytes: number }>();
  private hits = 0;
  private misses = 0;
  private size = 0;

  constructor(private readonly maximumBytes: number) {}

  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) {
      this.misses += 1;
      return undefined;
    }
    this.hits += 1;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: Value): void {
    this.delete(key);
    const bytes = Buffer.byteLength(JSON.stringify(value));
    this.entries.set(key, { value, bytes });
    this.size += bytes;
    for (const oldest of this.entries.keys()) {
      if (this.size <= this.maximumBytes) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.size -= this.entries.get(key)?.bytes ?? 0;
    this.entries.delete(key);
  }

  /** What `registerCache` asks for at each scrape; the size is in bytes. */
  statistics(): { hits: number; misses: number; size: number } {
    return { hits: this.hits, misses: this.misses, size: this.size };
  }
}
