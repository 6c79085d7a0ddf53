// Whether values can be guessed. From outside only weakness shows.

import { guessable, mostBits } from '../../../../properties/probe/randomness.js';
import type { Begun } from '../app.js';
import { type Check, text, type Tried, variant } from '../check.js';
import type { Exchange } from '../evidence.js';

const sample = 8;

function weak(kind: string, values: readonly string[], seen: readonly Exchange[]): readonly Tried[] {
  if (values.length < 2) return [];
  const bits = mostBits(values);
  const name = text(
    `${values.length} values (${kind}): ${bits === 0 ? 'two are equal' : `at most ${bits} bits`}`,
    `${values.length}個の値（${kind}）: ${bits === 0 ? '重複あり' : `最大${bits}ビット`}`,
  );
  return [variant(name, bits < guessable ? 'off' : 'nothing', seen)];
}

export const randomnessChecks: readonly Check[] = [
  {
    switch: 'secrets.strong-random',
    destroys: true,
    run: async ({ server }) => {
      const grants = [];
      for (let n = 0; n < sample; n++) {
        const grant = await server.grant();
        const tokens = grant && (await server.redeem(grant));
        if (grant !== null && tokens !== null) grants.push({ grant, tokens });
      }
      const seen = grants.slice(-1).map(({ tokens }) => tokens.exchange);
      return [
        ...weak(
          'code',
          grants.map(({ grant }) => grant.code),
          seen,
        ),
        ...weak(
          'access_token',
          grants.flatMap(({ tokens }) => tokens.access ?? []),
          seen,
        ),
        ...weak(
          'refresh_token',
          grants.flatMap(({ tokens }) => tokens.refresh ?? []),
          seen,
        ),
      ];
    },
  },
  {
    switch: 'client.strong-random',
    needs: ['app'],
    run: async ({ app }) => {
      const all: Begun[] = [];
      for (let n = 0; n < sample; n++) {
        const begun = await app!.begin();
        if (begun !== null) all.push(begun);
      }
      const seen = all.slice(-1).flatMap(({ steps }) => steps.slice(-1));
      const values = (name: string) => all.flatMap(({ request }) => request.searchParams.get(name) ?? []);
      // A state that does not change is another switch's matter; a challenge is a hash, and long whatever it is made of.
      const states = values('state');
      return new Set(states).size < states.length ? [] : weak('state', states, seen);
    },
  },
];
