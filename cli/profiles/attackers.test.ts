import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { type Evidence, patterns } from '../../attacks/catalogue/patterns.js';
import { namedAttackers } from '../../attacks/catalogue/namedAttackers.js';
import { capabilities, type CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { CliError, EXIT } from '../errors.js';
import { attackerFrom, attackerWords, nameOfAttacker } from '../../properties/profiles/attackers.js';
import { askedAttacker, attackerOption, withAttacker } from './common.js';
import { profileOf } from '../../properties/profiles/profileText.js';
import { shippedProfile } from '../../properties/profiles/shipped/byName.js';

const known = new Set<string>(capabilities.map(({ id }) => id));

describe('attackers that documents name', () => {
  test('no name is given twice, or to a capability as well', () => {
    expect(new Set(attackerWords).size).toBe(attackerWords.length);
  });

  test.each(namedAttackers)('$id has capabilities, each once', ({ capabilities: has, source }) => {
    expect(has.length).toBeGreaterThan(0);
    expect(new Set(has).size).toBe(has.length);
    expect(has.filter((id) => !known.has(id))).toEqual([]);
    expect(source).not.toBe('');
  });

  test.each(patterns.filter(({ threat }) => threat.startsWith('T')))(
    "the survey's attacker has what $threat takes",
    ({ any }) => {
      const has: readonly string[] = namedAttackers.find(({ id }) => id === 'survey')!.capabilities;
      const isHad = (e: Evidence) =>
        'by' in e ? has.includes(e.by) : 'has' in e ? has.includes(e.has) : true;
      expect(any.some(({ all }) => all.every((list) => list.some(isHad)))).toBe(true);
    },
  );

  test('a network attacker can do what a web attacker of the same document can', () => {
    const has = (id: string) => namedAttackers.find((a) => a.id === id)!.capabilities;
    expect(has('rfc9700-a2')).toEqual(expect.arrayContaining([...has('rfc9700-a1')]));
    expect(has('fapi2-a2')).toEqual(expect.arrayContaining([...has('fapi2-a1')]));
    expect(has('fapi2-a1a')).toEqual(expect.arrayContaining([...has('fapi2-a1')]));
  });
});

describe('`attacker` in a profile', () => {
  const said = (text: string) =>
    profileOf('p.yaml', text, () => {
      throw new Error('nothing is extended');
    }).attacker;

  test('is a name, or a list of names and capabilities', () => {
    expect(said('attacker: rfc9700-a5')).toEqual(new Set(['stolen.access']));
    expect(said('attacker: [rfc9700-a5, guess]')).toEqual(new Set(['stolen.access', 'guess']));
    expect(said('attacker: any')).toBeNull();
  });

  test('that is not known is told with its place', () => {
    expect(() => said('attacker: rfc9700-a9')).toThrow(
      expect.objectContaining({ exitCode: EXIT.badFile, why: expect.stringContaining('p.yaml:1:') }),
    );
  });
});

describe('--attacker', () => {
  test('takes names and capabilities, also from several places; any is any', () => {
    expect([...attackerFrom('fapi2-a1, guess')!].sort()).toEqual(['frame', 'guess', 'lure']);
    expect(attackerFrom('host', attackerFrom('guess'))).toEqual(new Set(['guess', 'host']));
    expect(attackerFrom('any')).toBeNull();
    expect(attackerFrom('guess', attackerFrom('any'))).toBeNull();
  });

  test('says what is not known, and the nearest that is', () => {
    let error: unknown;
    try {
      attackerFrom('rfc9700-a6');
    } catch (e) {
      error = e;
    }
    expect(error).toBeInstanceOf(CliError);
    expect(error).toMatchObject({ exitCode: EXIT.usage, what: expect.stringContaining('did you mean') });
  });

  test('counts, whatever the profile says', () => {
    const given = withAttacker(shippedProfile('paper-all')!, { attacker: askedAttacker('guess') });
    expect([...given.attacker!]).toEqual(['guess']);
    expect(withAttacker(given, {})).toBe(given);
    const lifted = { ...given, attacker: new Set<CapabilityId>() };
    for (const parse of [() => askedAttacker('any'), () => askedAttacker('guess', askedAttacker('any'))])
      expect(withAttacker(lifted, { attacker: parse() }).attacker).toBeNull();
    const option = new Command().addOption(attackerOption()).parse(['--attacker', 'any'], { from: 'user' });
    expect(withAttacker(lifted, option.opts()).attacker).toBeNull();
  });

  test('a name is told beside what it comes to', () => {
    expect(nameOfAttacker(attackerFrom('rfc9700-a4')!)).toBe('rfc9700-a4');
    expect(nameOfAttacker(new Set(['guess']))).toBeNull();
  });
});
