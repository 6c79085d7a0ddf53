// Answers as they are written into profiles.

import { describe, expect, test } from 'vitest';
import { answerFrom, checkOpen, withAnswers } from './answers.js';
import { profileOf } from './profileText.js';

describe('answers', () => {
  const text = 'name: own # ours\nextends: rfc6749\nswitches:\n  # the client team\n  state.fresh: true\n';
  const read = (t: string) =>
    profileOf('own.yaml', t, () => {
      throw new Error('nothing else is extended');
    });
  test('stand in the profile with their day and source; what else is there stays', () => {
    const answers = answerFrom('tls.front=true', answerFrom('redirect.exact=false'));
    const after = withAnswers('own.yaml', text, answers, '2026-03-01: bank, by mail');
    expect(after).toContain('# ours');
    expect(after).toContain('# the client team');
    const profile = read(after);
    expect(profile.on.has('tls.front')).toBe(true);
    expect(profile.unknown.has('redirect.exact') || profile.on.has('redirect.exact')).toBe(false);
    expect(profile.notes.get('redirect.exact')).toBe('2026-03-01: bank, by mail');
    expect(profile.unknown.has('refresh.none')).toBe(true);
  });
  test.each(['tls.front', 'tls.front=maybe', '=true', 'tls.frnt=true'])('%s is no answer', (said) => {
    expect(() => answerFrom(said)).toThrow(said.startsWith('tls.frnt') ? 'did you mean' : 'is no answer');
  });
  test('to what is known is refused, and so is a second one', () => {
    expect(() => checkOpen(read(text), answerFrom('state.fresh=false'))).toThrow('does not leave');
    expect(() => answerFrom('tls.front=false', answerFrom('tls.front=true'))).toThrow('answered twice');
  });
});
