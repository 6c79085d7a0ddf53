// The check that a twin names is the one that stops the attack there: without its switches, the same run goes further
// or is stopped by something else.

import { describe, expect, test } from 'vitest';
import { replay } from '../../attacks/search/replay.js';
import { retell } from '../../attacks/search/retell.js';
import { measures } from '../../model/measures.js';
import { type CliError, EXIT } from '../errors.js';
import { defend, switchesOf } from '../../properties/drawings/defence.js';
import { galleryFolder, traceFile } from './shipped.js';
import { threatIds } from '../../properties/drawings/subject.js';
import { subjectOfTrace } from './traceSubject.js';
import { causeOf } from '../../properties/drawings/twin.js';

const subjects = threatIds.map((id) => [id, subjectOfTrace(traceFile(galleryFolder, id), id)] as const);

describe('the check that is named', () => {
  test.each(subjects)('%s: without its switches something else happens', (_id, subject) => {
    const attack = retell(subject.moves, subject.setting);
    expect(attack.halt).toBeNull();
    const { defence, cause, told } = defend(subject, attack, null);
    expect(told.halt === null).toBe(cause.how === 'missed');
    expect(cause.switches.length).toBeGreaterThan(0);
    const on = new Set([...defence.on].filter((id) => !cause.switches.includes(id)));
    const without = causeOf(retell(subject.moves, { ...subject.setting, on }), attack, subject.goal);
    expect(without === null || without.step !== cause.step || without.guard !== cause.guard).toBe(true);
  });

  test('steps before it are the same in both runs', () => {
    for (const [id, subject] of subjects) {
      const attack = retell(subject.moves, subject.setting);
      const { cause, told } = defend(subject, attack, null);
      const names = (run: typeof told) =>
        run.steps.filter((s) => s.n < cause.step).map((s) => `${s.move.actor}.${s.move.action}`);
      expect(names(told), id).toEqual(names(attack));
    }
  });
});

describe('whether a defence stops an attack', () => {
  test.each(subjects)('%s: is what replay says, for every measure', (_id, subject) => {
    const attack = retell(subject.moves, subject.setting);
    for (const { id } of measures) {
      const on = new Set([...subject.setting.on, ...switchesOf([id])]);
      const runs = 'attack' in replay(subject.moves, subject.goal, { ...subject.setting, on });
      let told: string;
      try {
        told = defend(subject, attack, { name: id, on }).cause.how;
      } catch (error) {
        told = (error as CliError).exitCode === EXIT.attack ? 'not stopped' : 'vacuous';
      }
      if (told !== 'vacuous') expect([id, told === 'not stopped']).toEqual([id, runs]);
    }
  });

  test('where every step runs and the goal is not reached, that is said, and by which check', () => {
    const subject = subjectOfTrace(traceFile(galleryFolder, 'N1'), 'N1');
    const attack = retell(subject.moves, subject.setting);
    const on = new Set([...subject.setting.on, ...switchesOf(['R303'])]);
    const { cause, told } = defend(subject, attack, { name: 'R303', on });
    expect(told.halt).toBeNull();
    expect(cause).toMatchObject({ how: 'missed', switches: ['redirect.303'] });
  });
});

describe('a defence that is asked for', () => {
  const subject = subjectOfTrace(traceFile(galleryFolder, 'T12'), 'T12');
  const attack = retell(subject.moves, subject.setting);

  test('one that does not stop the attack is told', () => {
    const defence = { name: 'R303', on: new Set([...subject.setting.on, ...switchesOf(['R303'])]) };
    expect(() => defend(subject, attack, defence)).toThrow(/T12 is not stopped under R303/);
  });

  test('one under which the honest run does not finish is told apart', () => {
    const on = new Set([...subject.setting.on, ...switchesOf(['issuer.missing-refused'])]);
    expect(() => defend(subject, attack, { name: 'x', on })).toThrow(
      expect.objectContaining({ exitCode: EXIT.vacuous }),
    );
  });

  test('an unknown one is told with what there is', () => {
    expect(() => switchesOf(['CM91'])).toThrow(expect.objectContaining({ exitCode: EXIT.usage }));
    expect(() => switchesOf(['CM91'])).toThrow(/did you mean `CM/);
  });
});
