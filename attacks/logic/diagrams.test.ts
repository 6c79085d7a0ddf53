// Decision diagrams against truth tables: a function of few variables is also the list of all its values, on which every
// operation is one line. Programs of operations are drawn, because a diagram that is wrong shows only in what is made
// of it later: after the cache forgot or mistook something, after the tables grew, after garbage was collected.
// SEKISHO_CELLS sets how many programs are drawn.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Diagram, Diagrams } from './diagrams.js';
import { leastPoint, minimalSets, primeAt } from './points.js';

const programs = Number(process.env.SEKISHO_CELLS ?? 300);

/** Numbers of the variables: with gaps, and up to the largest there can be. */
const variables: readonly number[] = [0, 1, 3, 12, 200, 4096, 65_534];
const width = variables.length;
const points = Array.from({ length: 1 << width }, (_, point) => point);
const indexOf = new Map<number, number>(variables.map((v, i) => [v, i]));

/** A truth table: bit p is the value at the point p, in which bit i is the value of the variable of index i. */
type Table = bigint;
const tableOf = (value: (point: number) => boolean): Table =>
  BigInt(
    `0b${points
      .map((p) => (value(p) ? '1' : '0'))
      .reverse()
      .join('')}`,
  );
const everywhere = tableOf(() => true);
const valueAt = (table: Table, point: number): boolean => ((table >> BigInt(point)) & 1n) === 1n;
const isSet = (point: number, i: number): boolean => ((point >> i) & 1) === 1;
const withBit = (point: number, i: number, isTrue: boolean): number =>
  isTrue ? point | (1 << i) : point & ~(1 << i);
/** The points at which one variable is true. */
const halves = variables.map((_, i) => tableOf((p) => isSet(p, i)));
function atOf(table: Table, i: number, isTrue: boolean): Table {
  const half = isTrue ? table & halves[i]! : table & ~halves[i]!;
  const other = BigInt(1 << i);
  return isTrue ? half | (half >> other) : half | (half << other);
}
const dependsOn = (table: Table, i: number): boolean => atOf(table, i, true) !== atOf(table, i, false);
const isTrueAt = (point: number) => (variable: number) => isSet(point, indexOf.get(variable)!);

const tableIn = (diagrams: Diagrams, f: Diagram): Table => tableOf((p) => diagrams.holds(f, isTrueAt(p)));
/** The diagram of a table, made only by `node`. */
function diagramOf(diagrams: Diagrams, table: Table, i = 0): Diagram {
  if (i === width) return valueAt(table, 0) ? 1 : 0;
  const [low, high] = [false, true].map((isTrue) => diagramOf(diagrams, atOf(table, i, isTrue), i + 1));
  return diagrams.node(variables[i]!, low!, high!);
}

interface Known {
  f: Diagram;
  readonly table: Table;
}

/** One instruction: which operation, and numbers from which it takes its operands. */
const instruction = fc.record({
  op: fc.constantFrom(
    ...(['and', 'or', 'diff', 'not', 'andDiff', 'at', 'exists', 'raise', 'withoutBefore'] as const),
    ...(['upward', 'restrict', 'node', 'cube', 'literal', 'table', 'collect'] as const),
  ),
  a: fc.nat(1000),
  b: fc.nat(1000),
  c: fc.nat(1000),
  i: fc.nat(width - 1),
  flag: fc.boolean(),
  some: fc.array(fc.nat(width - 1), { maxLength: 5 }),
  others: fc.array(fc.nat(width - 1), { maxLength: 3 }),
  table: fc.bigInt({ min: 0n, max: everywhere }),
});
type Instruction = typeof instruction extends fc.Arbitrary<infer T> ? T : never;

/** Runs a program; whatever it makes is compared with the truth table at once, and again at the end. */
function run(diagrams: Diagrams, program: readonly Instruction[], counts: Map<string, number>): void {
  const known: Known[] = [
    { f: 0, table: 0n },
    { f: 1, table: everywhere },
    ...variables.map((v, i) => ({ f: diagrams.literal(v), table: halves[i]! })),
  ];
  /** Equal functions have equal numbers, and others have others. */
  let numbers = new Map<Table, Diagram>();
  const note = (op: string, f: Diagram, table: Table) => {
    counts.set(op, (counts.get(op) ?? 0) + 1);
    if (tableIn(diagrams, f) !== table) throw new Error(`${op} is wrong`);
    const same = numbers.get(table);
    if (same !== undefined && same !== f)
      throw new Error(`${op}: one function has the numbers ${same} and ${f}`);
    numbers.set(table, f);
    known.push({ f, table });
  };
  for (const { op, a, b, c, i, flag, some, others, table } of program) {
    const [x, y, z] = [a, b, c].map((n) => known[n % known.length]!) as [Known, Known, Known];
    const v = variables[i]!;
    switch (op) {
      case 'and':
        note(op, diagrams.and(x.f, y.f), x.table & y.table);
        break;
      case 'or':
        note(op, diagrams.or(x.f, y.f), x.table | y.table);
        break;
      case 'diff':
        note(op, diagrams.diff(x.f, y.f), x.table & ~y.table);
        break;
      case 'not':
        note(op, diagrams.not(x.f), everywhere & ~x.table);
        break;
      case 'andDiff':
        note(op, diagrams.andDiff(x.f, y.f, z.f), x.table & y.table & ~z.table);
        break;
      case 'at':
        note(op, diagrams.at(x.f, v, flag), atOf(x.table, i, flag));
        break;
      case 'exists':
        note(op, diagrams.exists(x.f, v), atOf(x.table, i, true) | atOf(x.table, i, false));
        break;
      case 'raise': {
        // The condition is about later variables only.
        let when = y;
        for (let j = 0; j <= i; j++)
          when = { f: diagrams.at(when.f, variables[j]!, flag), table: atOf(when.table, j, flag) };
        const raised = tableOf(
          (p) =>
            valueAt(x.table, p) ||
            (isSet(p, i) && valueAt(x.table, withBit(p, i, false)) && valueAt(when.table, p)),
        );
        note(op, diagrams.raise(x.f, v, when.f), raised);
        break;
      }
      case 'withoutBefore': {
        let without = x.table;
        for (let j = 0; j < i; j++) without = atOf(without, j, false);
        note(op, diagrams.withoutBefore(x.f, v), without);
        break;
      }
      case 'upward': {
        let closed = x.table;
        for (const j of some) closed |= atOf(closed, j, false) & halves[j]!;
        note(
          op,
          diagrams.upward(x.f, (u) => some.includes(indexOf.get(u)!)),
          closed,
        );
        break;
      }
      case 'restrict': {
        let rest = x.table;
        for (const j of some) rest = atOf(rest, j, !others.includes(j));
        const settled = (u: number) => {
          const j = indexOf.get(u)!;
          return some.includes(j) ? !others.includes(j) : undefined;
        };
        note(op, diagrams.restrict(x.f, settled), rest);
        break;
      }
      case 'node': {
        let [low, high] = [x, y];
        for (let j = 0; j <= i; j++) {
          low = { f: diagrams.at(low.f, variables[j]!, flag), table: atOf(low.table, j, flag) };
          high = { f: diagrams.at(high.f, variables[j]!, !flag), table: atOf(high.table, j, !flag) };
        }
        note(
          op,
          diagrams.node(v, low.f, high.f),
          tableOf((p) => valueAt(isSet(p, i) ? high.table : low.table, p)),
        );
        break;
      }
      case 'cube':
        // With repeats, and with contradictions where the two overlap.
        note(
          op,
          diagrams.cube(
            some.map((j) => variables[j]!),
            others.map((j) => variables[j]!),
          ),
          tableOf((p) => some.every((j) => isSet(p, j)) && !others.some((j) => isSet(p, j))),
        );
        break;
      case 'literal':
        note(
          op,
          diagrams.literal(v, flag),
          tableOf((p) => isSet(p, i) === flag),
        );
        break;
      case 'table':
        note(op, diagramOf(diagrams, table), table);
        break;
      case 'collect': {
        // What is kept is what these need; the others are forgotten, as a search forgets them.
        const kept = known.filter((_, n) => n < 2 || (n * 7 + a) % 3 !== 0);
        const needed = diagrams.reachable(kept.map(({ f }) => f));
        const before = diagrams.count;
        const number = diagrams.collect([kept.map(({ f }) => f), []]);
        if (diagrams.count !== needed.length + 2) throw new Error('too much or too little was collected');
        if (number.length !== before) throw new Error('not every node was told its new number');
        for (let n = 2; n < before; n++)
          if ((number[n] === 0) !== !needed.includes(n))
            throw new Error('a node was dropped, or kept, wrongly');
        for (const one of kept) one.f = number[one.f]!;
        known.splice(0, known.length, ...kept);
        numbers = new Map(kept.map(({ f, table: t }) => [t, f]));
        for (const { f, table: t } of kept)
          if (tableIn(diagrams, f) !== t) throw new Error('collect changed one');
        counts.set(op, (counts.get(op) ?? 0) + 1);
      }
    }
  }
  // Nothing that was made later changed what was there, and the same function made anew is the same number.
  for (const { f, table } of known) {
    if (tableIn(diagrams, f) !== table) throw new Error('a function changed afterwards');
    if (diagramOf(diagrams, table) !== f) throw new Error('a function made anew has another number');
    const support = variables.filter((_, i) => dependsOn(table, i));
    expect(diagrams.support(f)).toEqual(support);
    if (f > 1) expect(diagrams.variableOf(f)).toBe(support[0]);
    const nodes = diagrams.reachable([f, f]);
    expect(nodes).toHaveLength(diagrams.size(f));
    // Children come before their parents, so that one pass over them works.
    const seen = new Set([0, 1]);
    for (const n of nodes) {
      expect(seen.has(diagrams.lowOf(n)) && seen.has(diagrams.highOf(n))).toBe(true);
      seen.add(n);
    }
  }
}

describe('decision diagrams against truth tables', () => {
  // The least room grows again and again; the least cache holds one result at a time.
  test.each([
    { room: 4, cacheBits: 0 },
    { room: 16, cacheBits: 4 },
    { room: 1 << 16, cacheBits: 12 },
  ])('every operation, from room for $room and $cacheBits bits of cache', ({ room, cacheBits }) => {
    const counts = new Map<string, number>();
    let largest = 0;
    fc.assert(
      fc.property(fc.array(instruction, { minLength: 1, maxLength: 60, size: 'max' }), (program) => {
        const diagrams = new Diagrams(room, cacheBits);
        run(diagrams, program, counts);
        largest = Math.max(largest, diagrams.count);
      }),
      // A program that fails is long: it is made shorter for a while only.
      { numRuns: programs, interruptAfterTimeLimit: 60_000 },
    );
    if (process.env.SEKISHO_CELLS !== undefined)
      process.stderr.write(`operations ${JSON.stringify(Object.fromEntries(counts))}, ${largest} nodes\n`);
    // Each operation was tried, and the smaller rooms were outgrown.
    expect(counts.size).toBe(16);
    expect(Math.min(...counts.values())).toBeGreaterThan(programs / 2);
    expect(largest).toBeGreaterThan(256);
  });

  test('operations of different kinds do not take each other’s results for their own', () => {
    // The same operands under every operation, one right after another: what the cache holds is always of another kind.
    const table = fc.bigInt({ min: 0n, max: everywhere });
    fc.assert(
      fc.property(table, table, table, fc.nat(width - 1), (s, t, u, i) => {
        const diagrams = new Diagrams(64, 2);
        const [f, g, h] = [s, t, u].map((each) => diagramOf(diagrams, each)) as [Diagram, Diagram, Diagram];
        const v = variables[i]!;
        const made: readonly (readonly [Diagram, Table])[] = [
          [diagrams.and(f, g), s & t],
          [diagrams.or(f, g), s | t],
          [diagrams.diff(f, g), s & ~t],
          [diagrams.diff(g, f), t & ~s],
          [diagrams.andDiff(f, g, h), s & t & ~u],
          [diagrams.andDiff(g, h, f), t & u & ~s],
          [diagrams.and(g, f), s & t],
          [diagrams.at(f, v, true), atOf(s, i, true)],
          [diagrams.at(f, v, false), atOf(s, i, false)],
          [diagrams.exists(f, v), atOf(s, i, true) | atOf(s, i, false)],
        ];
        for (const [made1, expected] of made) expect(tableIn(diagrams, made1)).toBe(expected);
      }),
      { numRuns: programs },
    );
  });

  test('a variable that the function does not ask for changes nothing, wherever it stands', () => {
    const diagrams = new Diagrams();
    const f = diagrams.and(diagrams.literal(1), diagrams.literal(200, false));
    for (const v of [0, 3, 12, 4096, 65_534]) {
      expect(diagrams.at(f, v, true)).toBe(f);
      expect(diagrams.at(f, v, false)).toBe(f);
      expect(diagrams.exists(f, v)).toBe(f);
      expect(diagrams.raise(f, v, 1)).toBe(f);
    }
  });

  test('a cube that contradicts itself is false, however its literals are ordered and repeated', () => {
    const diagrams = new Diagrams();
    expect(diagrams.cube([3, 0, 3], [12, 12])).toBe(diagrams.cube([0, 3], [12]));
    expect(diagrams.cube([3, 0, 12], [12, 1])).toBe(0);
    expect(diagrams.cube([65_534], [65_534])).toBe(0);
    expect(diagrams.cube([], [])).toBe(1);
    expect(diagrams.cube(new Set([200]))).toBe(diagrams.literal(200));
  });
});

const someTable = fc.oneof(
  fc.bigInt({ min: 0n, max: everywhere }),
  // Few points, and few points left out: what searches have.
  fc.array(fc.nat(points.length - 1), { maxLength: 6 }).map((some) => tableOf((p) => some.includes(p))),
  fc.array(fc.nat(points.length - 1), { maxLength: 6 }).map((some) => tableOf((p) => !some.includes(p))),
  fc
    .array(fc.tuple(fc.nat(points.length - 1), fc.nat(points.length - 1)), { maxLength: 4 })
    .map((cubes) => tableOf((p) => cubes.some(([mask, bits]) => (p & mask) === (bits & mask)))),
);
const bitsIn = (point: number): readonly number[] => variables.filter((_, i) => isSet(point, i));
const countOf = (point: number, mask: number): number => bitsIn(point & mask).length;

describe('points of functions', () => {
  test('a least point is a point with as few of the counted variables as any', () => {
    let found = 0;
    fc.assert(
      fc.property(someTable, fc.nat(points.length - 1), (table, counted) => {
        const diagrams = new Diagrams(256, 8);
        const f = diagramOf(diagrams, table);
        const least = leastPoint(diagrams, f, (v) => isSet(counted, indexOf.get(v)!));
        const all = points.filter((p) => valueAt(table, p));
        if (least === null) {
          expect(all).toEqual([]);
          return;
        }
        found++;
        const point = variables.reduce((p, v, i) => (least.has(v) ? withBit(p, i, true) : p), 0);
        expect(least.size).toBe(bitsIn(point).length);
        expect(valueAt(table, point)).toBe(true);
        expect(countOf(point, counted)).toBe(Math.min(...all.map((p) => countOf(p, counted))));
        // What makes no difference is false.
        for (const [i, v] of variables.entries()) if (!dependsOn(table, i)) expect(least.has(v)).toBe(false);
      }),
      { numRuns: programs },
    );
    expect(found).toBeGreaterThan(programs / 2);
  });

  test('a prime at a point holds it, lies in the function, and asks for nothing that it need not', () => {
    let looked = 0;
    fc.assert(
      fc.property(someTable, fc.nat(points.length - 1), (table, n) => {
        const all = points.filter((p) => valueAt(table, p));
        if (all.length === 0) return;
        looked++;
        const point = all[n % all.length]!;
        const diagrams = new Diagrams(256, 8);
        const { areTrue, areFalse } = primeAt(diagrams, diagramOf(diagrams, table), isTrueAt(point));
        const asked = [...areTrue, ...areFalse];
        expect(new Set(asked).size).toBe(asked.length);
        for (const v of asked) expect(areTrue.includes(v)).toBe(isTrueAt(point)(v));
        const within = (literals: readonly number[]) =>
          points
            .filter((p) => literals.every((v) => isTrueAt(p)(v) === isTrueAt(point)(v)))
            .every((p) => valueAt(table, p));
        expect(within(asked)).toBe(true);
        for (const v of asked) expect(within(asked.filter((u) => u !== v))).toBe(false);
      }),
      { numRuns: programs },
    );
    expect(looked).toBeGreaterThan(programs / 2);
  });

  test('minimal sets of a monotone function are those that brute force finds', () => {
    let many = 0;
    const someSets = fc.array(fc.nat(points.length - 1), { maxLength: 8 });
    fc.assert(
      fc.property(someSets, (sets) => {
        const table = tableOf((p) => sets.some((set) => (p & set) === set));
        const all = points.filter((p) => valueAt(table, p));
        // Minimal: without any one of them the function is false.
        const minimal = all.filter((p) =>
          variables.every((_, i) => !isSet(p, i) || !valueAt(table, withBit(p, i, false))),
        );
        const diagrams = new Diagrams(256, 8);
        const found = minimalSets(diagrams, diagramOf(diagrams, table));
        const key = (set: readonly number[]) => [...set].sort((a, b) => a - b).join();
        expect(found.map(key).sort()).toEqual(minimal.map((p) => key(bitsIn(p))).sort());
        const sizes = found.map(({ length }) => length);
        expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
        if (minimal.length > 3) many++;
      }),
      { numRuns: programs },
    );
    expect(many).toBeGreaterThan(programs / 10);
  });
});
