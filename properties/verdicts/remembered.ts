/** A map that forgets: of more entries than its limit, the one that was asked for longest ago. */
export class Remembered<K, V> {
  readonly #known = new Map<K, V>();

  constructor(readonly limit: number) {}

  /** The value under a key; made where there is none. */
  of(key: K, make: () => V): V {
    const known = this.#known.get(key);
    const value = known === undefined ? make() : known;
    this.#known.delete(key);
    this.#known.set(key, value);
    if (this.#known.size > this.limit) this.#known.delete(this.#known.keys().next().value!);
    return value;
  }
}
