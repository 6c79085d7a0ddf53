// Things that repeat, written once and named by their places.

/** Gives each different thing a number, in the order of its first use. */
export class Places<T> {
  readonly all: T[] = [];
  readonly #known = new Map<string, number>();
  of(one: T): number {
    const key = JSON.stringify(one);
    let place = this.#known.get(key);
    if (place === undefined) this.#known.set(key, (place = this.all.push(one) - 1));
    return place;
  }
}
