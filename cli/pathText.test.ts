import { expect, test } from 'vitest';
import { moveText } from './pathText.js';

test('a list in a choice is joined, and an empty one says nothing', () => {
  const text = (claims: readonly string[]) =>
    moveText(`attacker.starts ${JSON.stringify({ slot: 's1', claims, order: 'none' })}`);
  expect(text(['issuer', 'authorization'])).toBe(
    'attacker starts (slot=s1, claims=issuer+authorization, order=none)',
  );
  expect(text([])).toBe('attacker starts (slot=s1, order=none)');
  expect(moveText('clock.ticks {}')).toBe('clock ticks');
});
