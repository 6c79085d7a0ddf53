// Sheets of many seeds, held against the plain conditions of paths: what is marked right is right, what is marked wrong
// leaves an attack, and no question is without either. One small book is searched; the laws do not depend on its size.

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { bitOf, holdsAt, idsOf } from '../../../attacks/search/conditions.js';
import { contradictionOf } from '../../../model/scenario.js';
import { idOf, isOf, type Target } from '../../../properties/verdicts/judge.js';
import { langs } from '../../i18n.js';
import { capabilitiesIn } from '../bits.js';
import type { Book } from '../book.js';
import type { Configuration } from '../configuration.js';
import { Decisions } from '../decide.js';
import { smallBook } from '../testing/smallBook.js';
import { allAnswers } from './answers.js';
import { answered, attackLeft, markOf } from './mark.js';
import { bitsOfOption, changed, kinds, optionKey, type Question, questionKey } from './question.js';
import { Random } from './random.js';
import { nextSeed, sheetOf } from './sheet.js';
import { standingOf } from './standing.js';
import { sentencesOf } from './steps.js';
import { optionText, promptText, reasonText } from './words.js';

let book: Book;
let decisions: Decisions;
beforeAll(async () => {
  book = await smallBook();
  decisions = new Decisions(book);
  drawn = seeds.flatMap((seed) => sheetOf(decisions, seed).questions);
}, 300_000);

const seeds = Array.from({ length: 200 }, (_, i) => i + 1);
const questions = () => drawn;
let drawn: readonly Question[];

/** What one configuration says of a target, told by the paths' conditions alone. */
function plainly({ on, attacker, world }: Configuration, target: Target): 'attack' | 'none' | 'vacuous' {
  const able = new Set(capabilitiesIn(attacker));
  const searched = book.worlds[world]!.searches.map((i) => book.searches[i]!);
  const real = searched.filter(
    ({ scenarios }) => contradictionOf(scenarios[0]!.scenario, new Set(idsOf(on))) === null,
  );
  const isVacuous = ({ scenarios }: (typeof searched)[number]) =>
    scenarios[0]!.vacuous.some((v) => holdsAt(v, on));
  const isReached = real.some(
    (result) =>
      !isVacuous(result) &&
      result.paths.some(
        (p) => isOf(target, p) && p.capabilities.every((c) => able.has(c)) && holdsAt(p.cube, on),
      ),
  );
  return isReached ? 'attack' : real.some(isVacuous) ? 'vacuous' : 'none';
}
const with_ = (question: Question, ids: readonly string[]) =>
  plainly(changed(question, ids), question.target);

describe('chance', () => {
  test('is the same for the same seed, and another for another', () => {
    const draw = (seed: number) => {
      const random = new Random(seed);
      return Array.from({ length: 20 }, () => random.below(1000));
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_998 }), (seed) => {
        expect(draw(seed)).toEqual(draw(seed));
        expect(draw(seed)).not.toEqual(draw(nextSeed(seed)));
      }),
    );
  });

  test('a shuffle leaves out nothing and adds nothing', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer()), (seed, all) => {
        expect(new Random(seed).shuffled(all).toSorted()).toEqual(all.toSorted());
      }),
    );
  });
});

describe('a sheet', () => {
  test('is the same for the same seed, whatever was asked before', () => {
    for (const seed of [1, 2, 77, 999_999])
      expect(sheetOf(new Decisions(book), seed)).toEqual(sheetOf(decisions, seed));
    expect(sheetOf(decisions, 1)).not.toEqual(sheetOf(decisions, 2));
  });

  test('has as many questions as asked for, of all three kinds, none twice, of several targets and profiles', () => {
    for (const count of [5, 8, 12])
      for (const seed of seeds.slice(0, 15)) {
        const sheet = sheetOf(decisions, seed, count);
        expect(sheet.questions).toHaveLength(count);
        expect(new Set(sheet.questions.map((q) => q.kind)).size).toBe(kinds.length);
        expect(new Set(sheet.questions.map(questionKey)).size).toBe(count);
        expect(new Set(sheet.questions.map((q) => idOf(q.target))).size).toBeGreaterThanOrEqual(4);
        expect(new Set(sheet.questions.map((q) => q.preset)).size).toBeGreaterThanOrEqual(3);
      }
  });

  test('of a book without a path has no questions', () => {
    const empty = { ...book, searches: book.searches.map((s) => ({ ...s, paths: [] })) };
    expect(sheetOf(new Decisions(empty), 1).questions).toEqual([]);
  });
});

describe('a question', () => {
  test('has four or five options, all different, of which some are right and some leave an attack', () => {
    for (const question of questions()) {
      const { options } = question;
      expect(options.length).toBeGreaterThanOrEqual(4);
      expect(options.length).toBeLessThanOrEqual(5);
      expect(new Set(options.map(optionKey)).size).toBe(options.length);
      const told = options.map((option) => with_(question, option));
      expect(told).toContain('none');
      expect(told).toContain('attack');
      expect(told).not.toContain('vacuous');
    }
  });

  test('starts where its target is reached, or where it is not', () => {
    for (const question of questions()) {
      expect(question.configuration.unknown).toBe(0n);
      expect(with_(question, [])).toBe(question.kind === 'spare' ? 'none' : 'attack');
    }
  });

  test('offers nothing that is in force already, and takes away nothing that is not', () => {
    for (const { kind, configuration, options } of questions())
      for (const id of options.flat()) {
        const missing = bitsOfOption([id]) & ~configuration.on;
        expect([id, missing === 0n]).toEqual([id, kind === 'spare']);
      }
  });

  test('of two is never answered by one of them', () => {
    for (const question of questions())
      if (question.kind === 'two')
        for (const id of question.options.flat()) expect([id, with_(question, [id])]).toEqual([id, 'attack']);
  });
});

describe('marks', () => {
  test('say of every option what the plain conditions say, and the verdicts of the whole page', () => {
    for (const question of questions())
      for (const option of question.options) {
        const mark = markOf(decisions, question, option);
        expect([mark.isRight, mark.verdict]).toEqual(
          with_(question, option) === 'none' ? [true, 'no-attack-within-bounds'] : [false, 'attack'],
        );
      }
    for (const question of questions().slice(0, 80))
      for (const option of question.options) {
        const { configuration, verdict } = markOf(decisions, question, option);
        expect(decisions.of(configuration).get(idOf(question.target))!.verdict).toBe(verdict);
      }
  });

  test('an answer is right if just the right ones are ticked: one more or one less, and it is not', () => {
    for (const question of questions().slice(0, 200)) {
      const { marks } = answered(decisions, question, new Set());
      const right = new Set(marks.filter((m) => m.isRight).map((m) => optionKey(m.option)));
      expect(answered(decisions, question, right).isRight).toBe(true);
      for (const option of question.options) {
        expect(answered(decisions, question, toggled(right, optionKey(option))).isRight).toBe(false);
      }
    }
  });

  test('a pair of which one does alone is no right answer, though the pair stops the attack', () => {
    const question = questions().find((q) => q.kind === 'one')!;
    const right = question.options.find((option) => markOf(decisions, question, option).isRight)!;
    const other = question.options.find((option) => !markOf(decisions, question, option).isRight)!;
    const asPair = { ...question, kind: 'two' as const };
    const mark = markOf(decisions, asPair, [...right, ...other]);
    expect([mark.verdict, mark.isRight]).toEqual(['no-attack-within-bounds', false]);
  });

  test('are by assumption where only assumed checks stop the attack, and not where a derived one does', () => {
    const marks = questions().flatMap((q) => q.options.map((option) => markOf(decisions, q, option)));
    const single = marks.filter((m) => m.isRight && m.option.length === 1);
    expect(single.some((m) => m.option[0] === 'CM18' && m.isByAssumption)).toBe(true);
    expect(single.some((m) => m.option[0] === 'CM19' && !m.isByAssumption)).toBe(true);
    expect(single.filter((m) => m.option[0] === 'CM19').every((m) => !m.isByAssumption)).toBe(true);
  });

  test('name as stopping an attack what the option puts in force and some open path needs off, and nothing else', () => {
    for (const question of questions()
      .filter((q) => q.kind !== 'spare')
      .slice(0, 200))
      for (const option of question.options) {
        const { isRight, by } = markOf(decisions, question, option);
        const open = decisions
          .groundOf(question.configuration)
          .feasible.filter((f) => isOf(question.target, f.path));
        const added = idsOf(bitsOfOption(option) & ~question.configuration.on);
        const asked = added.filter((id) => open.some((f) => (f.cube.off & bitOf(id)) !== 0n));
        expect(by).toEqual(isRight ? asked : []);
      }
  });
});

describe('the attack that remains', () => {
  test('ran in the very configuration of the option, and is told in both languages', async () => {
    for (const question of questions().slice(0, 24))
      for (const option of question.options) {
        const mark = markOf(decisions, question, option);
        const witness = await attackLeft(decisions, question, mark);
        expect(witness !== null).toBe(!mark.isRight);
        if (witness === null) continue;
        expect(witness.configuration).toBe(mark.configuration.on);
        expect(isOf(question.target, witness.path)).toBe(true);
        for (const lang of langs)
          expect(sentencesOf(witness, lang)).toHaveLength(witness.attack.steps.length);
      }
  });

  test('is told once for a question, and referred to by the options that leave it too', async () => {
    const sheet = sheetOf(decisions, 3);
    const all = await allAnswers(decisions, sheet, () => Promise.resolve());
    expect(all.map((a) => a.question)).toEqual(sheet.questions);
    for (const { marks } of all)
      for (const { mark, witness, sameAs } of marks) {
        expect(witness === null).toBe(mark.isRight);
        if (sameAs !== null)
          expect(marks.some((m) => m.mark.option === sameAs && m.sameAs === null)).toBe(true);
      }
    expect(all.some(({ marks }) => marks.some((m) => m.sameAs !== null))).toBe(true);
  });
});

test('everything is told in both languages', () => {
  for (const question of questions().slice(0, 40))
    for (const lang of langs) {
      const texts = [
        promptText(question, lang),
        ...question.options.map((option) => optionText(option, lang)),
        ...question.options.map((option) => reasonText(question, markOf(decisions, question, option), lang)),
        ...standingOf(decisions, question, lang).flatMap(({ label, text }) => [label, text]),
      ];
      for (const text of texts) expect(text).toMatch(/\S/);
      expect(texts.join(' ')).not.toContain('undefined');
    }
});

const toggled = (all: ReadonlySet<string>, one: string): ReadonlySet<string> =>
  all.has(one) ? new Set([...all].filter((x) => x !== one)) : new Set([...all, one]);
