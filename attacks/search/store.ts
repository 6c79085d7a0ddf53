// Where the search keeps its integers: growing arrays of fixed-size records, and the interned states of the world.

/** A growing array of fixed-size integer records. */
export class Records {
  data: Int32Array;
  count = 0;
  constructor(
    readonly stride: number,
    room = 4096,
  ) {
    this.data = new Int32Array(stride * room);
  }
  /** Makes room for one more record and returns where it begins. */
  push(): number {
    const at = this.count * this.stride;
    if (at + this.stride > this.data.length) {
      const grown = new Int32Array(Math.ceil(this.data.length * 1.6));
      grown.set(this.data);
      this.data = grown;
    }
    this.count++;
    return at;
  }
}

/** States of the world, interned: open addressing over their local-state numbers, compared whole. */
export class States {
  readonly ids: Records;
  #slots = new Int32Array(1 << 14).fill(-1);
  constructor(readonly width: number) {
    this.ids = new Records(width);
  }

  get count(): number {
    return this.ids.count;
  }

  /** The number of a state; a state not seen before gets the next one. */
  intern(locals: Int32Array): number {
    const slot = this.#slotOf(locals);
    const known = this.#slots[slot]!;
    if (known !== -1) return known;
    const at = this.ids.push();
    this.ids.data.set(locals, at);
    this.#slots[slot] = this.ids.count - 1;
    if (this.ids.count * 2 > this.#slots.length) this.#grow();
    return this.ids.count - 1;
  }

  /** The number of a state seen before; -1 for any other. */
  find(locals: Int32Array): number {
    return this.#slots[this.#slotOf(locals)]!;
  }

  /** Where a state stands, or would stand. */
  #slotOf(locals: Int32Array): number {
    const { width } = this;
    const mask = this.#slots.length - 1;
    for (let slot = this.#hash(locals, 0) & mask; ; slot = (slot + 1) & mask) {
      const state = this.#slots[slot]!;
      if (state === -1) return slot;
      const at = state * width;
      let i = 0;
      while (i < width && this.ids.data[at + i] === locals[i]) i++;
      if (i === width) return slot;
    }
  }

  #hash(data: Int32Array, at: number): number {
    let hash = 0x811c9dc5;
    for (let i = 0; i < this.width; i++) hash = Math.imul(hash ^ data[at + i]!, 0x01000193) ^ (hash >>> 15);
    return hash;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let state = 0; state < this.ids.count; state++) {
      let slot = this.#hash(this.ids.data, state * this.width) & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = state;
    }
    this.#slots = slots;
  }
}
