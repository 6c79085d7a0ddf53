// Reduced ordered binary decision diagrams: Boolean functions of many variables, equal exactly if their numbers are.
//
// A diagram is a number. 0 is false, 1 is true; any other number is a node that tests one variable and goes on to `low`
// (the variable is false) or `high` (it is true). A variable is its place in the order: smaller numbers are tested
// first. Children are made before their parents and so have smaller numbers; garbage collection keeps that, which lets
// it mark in one downward pass.
//
// R. E. Bryant, Graph-Based Algorithms for Boolean Function Manipulation, IEEE Transactions on Computers C-35 (1986).
// `docs/decisions` says why the project has a package of its own.

export type Diagram = number;

/** The variable of a terminal: later than any real one. */
const terminal = 0xffff;

// Numbers of the cached operations.
const AND = 1;
const OR = 2;
const DIFF = 3;
const AT_TRUE = 4;
const AT_FALSE = 5;
const EXISTS = 6;

export class Diagrams {
  /** Nodes in use, the two terminals included. */
  count = 2;
  /** Steps of operations that the cache did not answer at once. */
  steps = 0;
  #variable: Uint16Array;
  #low: Int32Array;
  #high: Int32Array;
  /** Chains of nodes of the same hash. */
  #next: Int32Array;
  #slots: Int32Array;
  #mask: number;
  // One direct-mapped cache for all operations: a newer result takes the place of an older one.
  readonly #cacheA: Int32Array;
  readonly #cacheB: Int32Array;
  readonly #cacheC: Int32Array;
  readonly #cacheResult: Int32Array;
  readonly #cacheMask: number;

  /** @param cacheBits the cache holds 2 to this many results, 16 bytes each. */
  constructor(room = 1 << 16, cacheBits = 18) {
    this.#variable = new Uint16Array(room);
    this.#variable[0] = this.#variable[1] = terminal;
    this.#low = new Int32Array(room);
    this.#high = new Int32Array(room);
    this.#next = new Int32Array(room);
    this.#slots = new Int32Array(room);
    this.#mask = room - 1;
    const size = 1 << cacheBits;
    this.#cacheA = new Int32Array(size);
    this.#cacheB = new Int32Array(size);
    this.#cacheC = new Int32Array(size);
    this.#cacheResult = new Int32Array(size);
    this.#cacheMask = size - 1;
  }

  /** The variable that a diagram tests first; a terminal's is later than every real one. */
  variableOf(f: Diagram): number {
    return this.#variable[f]!;
  }
  lowOf(f: Diagram): Diagram {
    return this.#low[f]!;
  }
  highOf(f: Diagram): Diagram {
    return this.#high[f]!;
  }

  /** If `variable` then `high` else `low`. The variable must come before those of both. */
  node(variable: number, low: Diagram, high: Diagram): Diagram {
    if (low === high) return low;
    let slot = hash(variable, low, high) & this.#mask;
    for (let i = this.#slots[slot]!; i !== 0; i = this.#next[i]!)
      if (this.#low[i] === low && this.#high[i] === high && this.#variable[i] === variable) return i;
    if (this.count === this.#low.length) {
      this.#grow();
      slot = hash(variable, low, high) & this.#mask;
    }
    const made = this.count++;
    this.#variable[made] = variable;
    this.#low[made] = low;
    this.#high[made] = high;
    this.#next[made] = this.#slots[slot]!;
    this.#slots[slot] = made;
    return made;
  }

  /** The function that is the variable itself, or its negation. */
  literal(variable: number, isTrue = true): Diagram {
    return isTrue ? this.node(variable, 0, 1) : this.node(variable, 1, 0);
  }

  /** The conjunction of literals, given as variables that are true and variables that are false. */
  cube(areTrue: Iterable<number>, areFalse: Iterable<number> = []): Diagram {
    // Numbers sorted as literals: 2v for a variable that is true, 2v + 1 for one that is false.
    const literals: number[] = [];
    for (const v of areTrue) literals.push(2 * v);
    for (const v of areFalse) literals.push(2 * v + 1);
    if (literals.length > 1) literals.sort((a, b) => b - a);
    let f = 1;
    for (const [i, literal] of literals.entries()) {
      if (literal === literals[i - 1]) continue;
      // The other literal of the same variable was there: the conjunction contradicts itself.
      if ((literal ^ 1) === literals[i - 1]) return 0;
      f = (literal & 1) === 0 ? this.node(literal >> 1, 0, f) : this.node(literal >> 1, f, 0);
    }
    return f;
  }

  and(a: Diagram, b: Diagram): Diagram {
    if (a === b) return a;
    if (a === 0 || b === 0) return 0;
    if (a === 1) return b;
    if (b === 1) return a;
    if (a > b) {
      const t = a;
      a = b;
      b = t;
    }
    const slot = this.#slot(AND, a, b);
    if (this.#cacheA[slot] === a && this.#cacheB[slot] === b && this.#cacheC[slot] === AND)
      return this.#cacheResult[slot]!;
    this.steps++;
    const va = this.#variable[a]!;
    const vb = this.#variable[b]!;
    const v = va < vb ? va : vb;
    const low = this.and(va === v ? this.#low[a]! : a, vb === v ? this.#low[b]! : b);
    const high = this.and(va === v ? this.#high[a]! : a, vb === v ? this.#high[b]! : b);
    return this.#remember(slot, a, b, AND, this.node(v, low, high));
  }

  or(a: Diagram, b: Diagram): Diagram {
    if (a === b) return a;
    if (a === 1 || b === 1) return 1;
    if (a === 0) return b;
    if (b === 0) return a;
    if (a > b) {
      const t = a;
      a = b;
      b = t;
    }
    const slot = this.#slot(OR, a, b);
    if (this.#cacheA[slot] === a && this.#cacheB[slot] === b && this.#cacheC[slot] === OR)
      return this.#cacheResult[slot]!;
    this.steps++;
    const va = this.#variable[a]!;
    const vb = this.#variable[b]!;
    const v = va < vb ? va : vb;
    const low = this.or(va === v ? this.#low[a]! : a, vb === v ? this.#low[b]! : b);
    const high = this.or(va === v ? this.#high[a]! : a, vb === v ? this.#high[b]! : b);
    return this.#remember(slot, a, b, OR, this.node(v, low, high));
  }

  /** `a` and not `b`. */
  diff(a: Diagram, b: Diagram): Diagram {
    if (a === b || a === 0 || b === 1) return 0;
    if (b === 0) return a;
    const slot = this.#slot(DIFF, a, b);
    if (this.#cacheA[slot] === a && this.#cacheB[slot] === b && this.#cacheC[slot] === DIFF)
      return this.#cacheResult[slot]!;
    this.steps++;
    const va = this.#variable[a]!;
    const vb = this.#variable[b]!;
    const v = va < vb ? va : vb;
    const low = this.diff(va === v ? this.#low[a]! : a, vb === v ? this.#low[b]! : b);
    const high = this.diff(va === v ? this.#high[a]! : a, vb === v ? this.#high[b]! : b);
    return this.#remember(slot, a, b, DIFF, this.node(v, low, high));
  }

  not(f: Diagram): Diagram {
    return this.diff(1, f);
  }

  /** `a` and `b` and not `c`, without making the conjunction first. */
  andDiff(a: Diagram, b: Diagram, c: Diagram): Diagram {
    if (a === 0 || b === 0 || c === 1 || a === c || b === c) return 0;
    if (c === 0) return this.and(a, b);
    if (a === 1 || a === b) return this.diff(b, c);
    if (b === 1) return this.diff(a, c);
    if (a > b) {
      const t = a;
      a = b;
      b = t;
    }
    // Operands fill all three places of the cache; c is marked so that no two-place operation is mistaken for this one.
    const key = ~c;
    const slot = this.#slot(key, a, b);
    if (this.#cacheA[slot] === a && this.#cacheB[slot] === b && this.#cacheC[slot] === key)
      return this.#cacheResult[slot]!;
    this.steps++;
    const va = this.#variable[a]!;
    const vb = this.#variable[b]!;
    const vc = this.#variable[c]!;
    const v = va < vb ? (va < vc ? va : vc) : vb < vc ? vb : vc;
    const low = this.andDiff(
      va === v ? this.#low[a]! : a,
      vb === v ? this.#low[b]! : b,
      vc === v ? this.#low[c]! : c,
    );
    const high = this.andDiff(
      va === v ? this.#high[a]! : a,
      vb === v ? this.#high[b]! : b,
      vc === v ? this.#high[c]! : c,
    );
    return this.#remember(slot, a, b, key, this.node(v, low, high));
  }

  /** The function with one variable settled; the variable does not occur in the result. */
  at(f: Diagram, variable: number, isTrue: boolean): Diagram {
    const v = this.#variable[f]!;
    if (v > variable) return f;
    if (v === variable) return isTrue ? this.#high[f]! : this.#low[f]!;
    const op = isTrue ? AT_TRUE : AT_FALSE;
    const slot = this.#slot(op, f, variable);
    if (this.#cacheA[slot] === f && this.#cacheB[slot] === variable && this.#cacheC[slot] === op)
      return this.#cacheResult[slot]!;
    this.steps++;
    const low = this.at(this.#low[f]!, variable, isTrue);
    const high = this.at(this.#high[f]!, variable, isTrue);
    return this.#remember(slot, f, variable, op, this.node(v, low, high));
  }

  /** Whether the function can be made true by the choice of one variable, as a function of the others. */
  exists(f: Diagram, variable: number): Diagram {
    const v = this.#variable[f]!;
    if (v > variable) return f;
    if (v === variable) return this.or(this.#low[f]!, this.#high[f]!);
    const slot = this.#slot(EXISTS, f, variable);
    if (this.#cacheA[slot] === f && this.#cacheB[slot] === variable && this.#cacheC[slot] === EXISTS)
      return this.#cacheResult[slot]!;
    this.steps++;
    const low = this.exists(this.#low[f]!, variable);
    const high = this.exists(this.#high[f]!, variable);
    return this.#remember(slot, f, variable, EXISTS, this.node(v, low, high));
  }

  /**
   * With `variable` true, also what `f` allows with it false under the condition `when`: whoever had not got it has got
   * it now. The variable comes before those of `when`.
   */
  raise(f: Diagram, variable: number, when: Diagram): Diagram {
    if (f === 0 || when === 0) return f;
    const v = this.#variable[f]!;
    // Where the variable makes no difference, to have it is no more.
    if (v > variable) return f;
    if (v === variable) {
      const low = this.#low[f]!;
      return this.node(variable, low, this.or(this.#high[f]!, when === 1 ? low : this.and(low, when)));
    }
    return this.node(
      v,
      this.raise(this.#low[f]!, variable, when),
      this.raise(this.#high[f]!, variable, when),
    );
  }

  /** The function with every variable before `variable` false. */
  withoutBefore(f: Diagram, variable: number): Diagram {
    while (this.#variable[f]! < variable) f = this.#low[f]!;
    return f;
  }

  /** Of a function, all that lies at or above one of its points in the given variables: it becomes monotone in them. */
  upward(f: Diagram, isUpward: (variable: number) => boolean, known = new Map<Diagram, Diagram>()): Diagram {
    if (f < 2) return f;
    let result = known.get(f);
    if (result === undefined) {
      const low = this.upward(this.#low[f]!, isUpward, known);
      const high = this.upward(this.#high[f]!, isUpward, known);
      const v = this.#variable[f]!;
      result = this.node(v, low, isUpward(v) ? this.or(low, high) : high);
      known.set(f, result);
    }
    return result;
  }

  /** The function with variables settled: `settled` answers true, false, or undefined for one that stays. */
  restrict(
    f: Diagram,
    settled: (variable: number) => boolean | undefined,
    known = new Map<Diagram, Diagram>(),
  ): Diagram {
    if (f < 2) return f;
    let result = known.get(f);
    if (result === undefined) {
      const v = this.#variable[f]!;
      const value = settled(v);
      result =
        value === undefined
          ? this.node(
              v,
              this.restrict(this.#low[f]!, settled, known),
              this.restrict(this.#high[f]!, settled, known),
            )
          : this.restrict(value ? this.#high[f]! : this.#low[f]!, settled, known);
      known.set(f, result);
    }
    return result;
  }

  /** Whether the function is true at a point. */
  holds(f: Diagram, isTrue: (variable: number) => boolean): boolean {
    while (f > 1) f = isTrue(this.#variable[f]!) ? this.#high[f]! : this.#low[f]!;
    return f === 1;
  }

  /** The variables that make a difference, in their order. */
  support(f: Diagram): readonly number[] {
    const found = new Set<number>();
    for (const n of this.reachable([f])) found.add(this.#variable[n]!);
    return [...found].sort((a, b) => a - b);
  }

  /** Nodes of these diagrams, terminals apart, each once; children before parents. */
  reachable(roots: Iterable<Diagram>): readonly Diagram[] {
    const seen = new Set<Diagram>();
    const stack = [...roots];
    for (let f = stack.pop(); f !== undefined; f = stack.pop()) {
      if (f < 2 || seen.has(f)) continue;
      seen.add(f);
      stack.push(this.#low[f]!, this.#high[f]!);
    }
    return [...seen].sort((a, b) => a - b);
  }

  size(f: Diagram): number {
    return this.reachable([f]).length;
  }

  /**
   * Drops every node that no root needs. The nodes kept get new numbers, in the same order.
   * @returns the new number of each node; what was dropped has 0.
   */
  collect(roots: Iterable<Iterable<Diagram>>): Int32Array {
    const number = new Int32Array(this.count);
    for (const some of roots) for (const f of some) number[f] = 1;
    for (let i = this.count - 1; i > 1; i--)
      if (number[i] === 1) number[this.#low[i]!] = number[this.#high[i]!] = 1;
    number[0] = 0;
    number[1] = 1;
    let kept = 2;
    this.#slots.fill(0);
    for (let i = 2; i < this.count; i++) {
      if (number[i] === 0) continue;
      number[i] = kept;
      const low = (this.#low[kept] = number[this.#low[i]!]!);
      const high = (this.#high[kept] = number[this.#high[i]!]!);
      const v = (this.#variable[kept] = this.#variable[i]!);
      const slot = hash(v, low, high) & this.#mask;
      this.#next[kept] = this.#slots[slot]!;
      this.#slots[slot] = kept++;
    }
    this.count = kept;
    this.#cacheA.fill(0);
    return number;
  }

  #slot(op: number, a: number, b: number): number {
    let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(op, 0x27d4eb2f);
    h ^= h >>> 15;
    return h & this.#cacheMask;
  }

  #remember(slot: number, a: number, b: number, op: number, result: Diagram): Diagram {
    this.#cacheA[slot] = a;
    this.#cacheB[slot] = b;
    this.#cacheC[slot] = op;
    this.#cacheResult[slot] = result;
    return result;
  }

  #grow(): void {
    const room = this.#low.length * 2;
    const grown = <T extends Int32Array | Uint16Array>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    this.#variable = grown(this.#variable, new Uint16Array(room));
    this.#low = grown(this.#low, new Int32Array(room));
    this.#high = grown(this.#high, new Int32Array(room));
    this.#next = new Int32Array(room);
    this.#slots = new Int32Array(room);
    this.#mask = room - 1;
    for (let i = 2; i < this.count; i++) {
      const slot = hash(this.#variable[i]!, this.#low[i]!, this.#high[i]!) & this.#mask;
      this.#next[i] = this.#slots[slot]!;
      this.#slots[slot] = i;
    }
  }
}

function hash(variable: number, low: Diagram, high: Diagram): number {
  const h = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b) ^ Math.imul(variable, 0xc2b2ae35);
  return h ^ (h >>> 15);
}
