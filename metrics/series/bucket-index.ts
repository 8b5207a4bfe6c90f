const float = new Float64Array(1);
const halves = new Uint16Array(float.buffer);

// Where the sign, the exponent and the first four bits of the fraction lie, by the machine's byte order.
float[0] = 1;
const TOP = halves[3] === 0 ? 0 : 3;

/** The 16 top bits of a positive number, which grow with it. */
function topBits(value: number): number {
  float[0] = value;
  return halves[TOP] as number;
}

/**
 * Finds the bucket of a value in constant time. The top bits of a number name the sixteenth of a power of two that it lies
 * in, and for each of these the first bucket is known; what is left is one comparison, or one more for each further bound
 * in the same sixteenth.
 */
export class BucketIndex {
  private readonly bounds: Float64Array;
  private readonly first: Uint16Array;
  private readonly lowest: number;

  /** @param bounds the finite upper bounds, ascending */
  constructor(bounds: readonly number[]) {
    // One more, so that every value finds a bound.
    this.bounds = Float64Array.from([...bounds, Infinity]);
    const positive = bounds.filter((bound) => bound > 0);
    this.lowest = topBits(positive[0] ?? 1);
    const highest = topBits(positive.at(-1) ?? 1);
    // The last entry stands for everything above the highest bound.
    this.first = new Uint16Array(highest - this.lowest + 2).fill(bounds.length);
    for (let top = highest; top >= this.lowest; top -= 1) {
      const bucket = bounds.findIndex((bound) => bound > 0 && topBits(bound) >= top);
      this.first[top - this.lowest] = bucket === -1 ? bounds.length : bucket;
    }
  }

  /** The first bucket whose bound is not below the value; the number of bounds where there is none. */
  find(value: number): number {
    let bucket: number;
    if (value > 0) {
      float[0] = value;
      const entry = (halves[TOP] as number) - this.lowest;
      const last = this.first.length - 1;
      bucket = this.first[entry < 0 ? 0 : entry > last ? last : entry] as number;
    } else {
      bucket = 0;
    }
    while (value > (this.bounds[bucket] as number)) bucket += 1;
    return bucket;
  }
}
