import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';
import { replay } from '../../attacks/search/replay.js';
import { naive } from '../../attacks/search/naive.js';
import { StepTable } from '../../attacks/search/stepTable.js';
import { defaultScenario, type Scenario } from '../../model/scenario.js';
import { measures } from '../../model/measures.js';
import { profiles } from '../../model/profiles.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { differs, itfOf, itfStates, movesOfItf, readItf } from './itf.js';
import { modelOf } from './model.js';
import { type Subject, subjectOf } from './subject.js';
import { tlaOf, variablesOf } from './tla.js';

const tiny: Scenario = { ...defaultScenario, sessions: 1, grants: 1, ticks: 0 };
const bare = switchIds.filter((id) => (profiles[0].on as ReadonlySet<string>).has(id));
/** Every measure but those that protect the way: with more missing, the attacker's choices make too many states. */
const exposed = new Set<SwitchId>([
  ...bare,
  ...measures
    .filter(({ id }) => id !== 'CM5' && id !== 'BOUND')
    .flatMap((m): readonly SwitchId[] => m.switches),
]);
const on = switchIds.filter((id) => exposed.has(id));
const given: Subject = {
  scenario: tiny,
  profile: 'all but CM5 and BOUND',
  on,
  capabilities: ['wiretap.back'],
  atMost: null,
  goals: ['read.direct'],
};

await Parser.init();
const grammar = createRequire(import.meta.url).resolve('@tlaplus/tree-sitter-tlaplus/package.json');
const parser = new Parser();
parser.setLanguage(await Language.load(grammar.replace('package.json', 'tree-sitter-tlaplus.wasm')));
const parses = (text: string) => !parser.parse(text)!.rootNode.hasError;

describe('TLA+', () => {
  test.each([
    ['one configuration', given],
    ['capabilities to choose from', { ...given, capabilities: ['wiretap.back', 'stolen.code'], atMost: 2 }],
    ['no capability', { ...given, capabilities: [], atMost: 0 }],
  ] as const)('the grammar of the community takes it: %s', (_, subject) => {
    const text = tlaOf(modelOf(subject), 'Model');
    expect(parses(text)).toBe(true);
    expect(subjectOf(text)).toEqual(subject);
    // A check that can fail.
    expect(parses(text.replace('Init ==', 'Init = = ('))).toBe(false);
  });
});

describe('ITF', () => {
  const setting = { scenario: tiny, on: new Set(on), capabilities: new Set(given.capabilities) };
  const moves = naive(setting, { step: new StepTable().step }).reached.get('read.direct')!;
  const model = modelOf(given);
  const wanted = variablesOf(given, model.locals.components);
  const document = () => JSON.parse(JSON.stringify(itfOf(model, itfStates(model, moves, setting))));
  const compared = [...model.locals.components, 'known'];

  test('out and in again, it is the same attack', () => {
    const trace = readItf(document(), wanted);
    if (typeof trace === 'string') throw new Error(trace);
    const read = movesOfItf(trace);
    if (typeof read === 'string') throw new Error(read);
    expect(read.moves).toEqual(moves);
    expect(replay(read.moves, 'read.direct', setting)).toHaveProperty('attack');
    expect(differs(trace, itfStates(model, moves, setting), compared)).toBeNull();
  });

  test('steps that change nothing are no moves', () => {
    const data = document();
    data.states.splice(3, 0, data.states[2]);
    const trace = readItf(data, wanted);
    if (typeof trace === 'string') throw new Error(trace);
    expect(movesOfItf(trace)).toMatchObject({ moves });
    expect(differs(trace, itfStates(model, moves, setting), compared)).toBeNull();
  });

  test('what is wrong with a document is told', () => {
    const undeclared = document();
    undeclared.vars = undeclared.vars.filter((v: string) => v !== 'g0');
    expect(readItf(undeclared, wanted)).toContain('`g0`');
    const missing = document();
    delete missing.states[2].known;
    expect(readItf(missing, wanted)).toContain('state 2 has no value for `known`');
    const wrong = document();
    wrong.states[1].s0 = { '#set': [] };
    expect(readItf(wrong, wanted)).toContain('`s0`');
    expect(readItf({ vars: [] }, wanted)).toBeTypeOf('string');
    expect(readItf(null, wanted)).toBeTypeOf('string');
  });

  test('a state that is not what happens is found', () => {
    const data = document();
    data.states[2].known = { '#set': ['code:g0'] };
    const trace = readItf(data, wanted);
    if (typeof trace === 'string') throw new Error(trace);
    expect(differs(trace, itfStates(model, moves, setting), compared)).toMatchObject({
      state: 2,
      variable: 'known',
    });
  });
});
