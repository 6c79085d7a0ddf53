// Secrets by kind, parties by number, and the people.

import type { Text } from '../i18n.js';
import type { TermKind } from '../../../model/names.js';

export const kindNames: Readonly<Record<TermKind, Text>> = {
  code: { en: 'code', ja: '認可コード' },
  access: { en: 'access token', ja: 'アクセストークン' },
  refresh: { en: 'refresh token', ja: 'リフレッシュトークン' },
  state: { en: 'state', ja: 'state' },
  challenge: { en: 'code_challenge', ja: 'code_challenge' },
  verifier: { en: 'code_verifier', ja: 'code_verifier' },
  secret: { en: 'client secret', ja: 'クライアント・シークレット' },
};
export const ownerNames = {
  alice: { en: "alice's", ja: 'アリスの' },
  attacker: { en: "the attacker's", ja: '攻撃者の' },
} as const satisfies Record<string, Text>;
export const termWords = {
  junk: { en: 'any word as a code', ja: '適当な認可コード' },
  evilToken: { en: "a token of the attacker's", ja: '攻撃者のトークン' },
  renewed: { en: 'renewed', ja: '更新後の' },
  further: { en: 'further', ja: '別の' },
} as const satisfies Record<string, Text>;
