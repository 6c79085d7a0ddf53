// What the attacker wants, as predicates over what came about. A bad state is named here and nowhere else.

import type { Ask } from '../model/entities/entity.js';
import type { Fact } from '../model/world.js';
import type { TermKind } from '../model/names.js';

export interface Goal {
  readonly id: string;
  readonly name: { readonly en: string; readonly ja: string };
  /** `stage`: not an end but on the way to one, a secret of alice's flow is known. `honest`: what must be possible. */
  readonly kind: 'end' | 'stage' | 'honest';
}

/** Every goal, in the order of its bit. */
export const goals = [
  {
    id: 'read.direct',
    kind: 'end',
    name: { en: "Read alice's content with a token of hers", ja: '被害者のトークンで保護コンテンツを読む' },
  },
  {
    id: 'read.via-client',
    kind: 'end',
    name: {
      en: "Have the client show alice's content to the attacker",
      ja: 'クライアント経由で保護コンテンツを読む',
    },
  },
  {
    id: 'read.in-transit',
    kind: 'end',
    name: { en: "Read alice's content on its way to her", ja: '転送中の保護コンテンツを読む' },
  },
  {
    id: 'transfer',
    kind: 'end',
    name: { en: "Transfer from alice's account as the attacker wants", ja: '被害者の口座から送金する' },
  },
  {
    id: 'capture',
    kind: 'end',
    name: {
      en: "Have alice enter her data into the attacker's content",
      ja: '被害者の入力を攻撃者の保護コンテンツに取り込む',
    },
  },
  {
    id: 'sync',
    kind: 'end',
    name: { en: "Synchronise alice's content with the attacker's", ja: '被害者の保護コンテンツを同期させる' },
  },
  {
    id: 'session',
    kind: 'end',
    name: { en: 'Have alice use a session that is not hers', ja: '被害者を本人のものでないセッションに置く' },
  },
  {
    id: 'read.lasting',
    kind: 'end',
    name: {
      en: 'Read after expiry, or after alice reviewed and revoked',
      ja: '期限後や取消し後も読み続ける',
    },
  },
  { id: 'credentials', kind: 'end', name: { en: "Learn alice's password", ja: '被害者のパスワードを得る' } },
  {
    id: 'denial',
    kind: 'end',
    name: { en: "Have alice's working access revoked", ja: '被害者の利用を妨げる' },
  },
  { id: 'secrecy.code', kind: 'stage', name: { en: 'Know a code of hers', ja: '認可コードを知る' } },
  {
    id: 'secrecy.access',
    kind: 'stage',
    name: { en: 'Know an access token of hers', ja: 'アクセストークンを知る' },
  },
  {
    id: 'secrecy.refresh',
    kind: 'stage',
    name: { en: 'Know a refresh token of hers', ja: 'リフレッシュトークンを知る' },
  },
  {
    id: 'secrecy.secret',
    kind: 'stage',
    name: { en: 'Know the client secret', ja: 'クライアント・シークレットを知る' },
  },
  {
    id: 'secrecy.verifier',
    kind: 'stage',
    name: { en: 'Know a code verifier of hers', ja: 'PKCEの検証鍵を知る' },
  },
  { id: 'secrecy.state', kind: 'stage', name: { en: 'Know a state value of hers', ja: 'stateの値を知る' } },
  {
    id: 'session.ended',
    kind: 'stage',
    name: { en: "End a flow of alice's at the client", ja: '被害者の進行中のフローを終わらせる' },
  },
  {
    id: 'honest.used',
    kind: 'honest',
    name: { en: 'Alice reads and transfers as she wants', ja: '本人が閲覧・送金できる' },
  },
  {
    id: 'honest.refreshed',
    kind: 'honest',
    name: {
      en: "Alice's client goes on with a refreshed token",
      ja: '本人のクライアントが更新したトークンで続行できる',
    },
  },
  {
    id: 'honest.entered',
    kind: 'honest',
    name: { en: 'Alice stores content', ja: '本人が保護コンテンツに書き込める' },
  },
] as const satisfies readonly Goal[];

export type GoalId = (typeof goals)[number]['id'];
export const goalIndex: ReadonlyMap<string, number> = new Map(goals.map(({ id }, i) => [id, i]));

/** The stage that knowing a term of this kind is; none for challenges, which are public. */
export const stageOf = (kind: TermKind): GoalId | null => (kind === 'challenge' ? null : `secrecy.${kind}`);

/** The goals that a fact fulfils. Switches are asked only where the fact's data leaves it open. */
export function goalsOf(fact: Fact, ask: Ask, aliceReviewed: () => boolean): readonly GoalId[] {
  // Lasting: time has passed since she approved, and where she can revoke, she has looked.
  const lasting = (isLate: boolean): readonly GoalId[] =>
    isLate && (!ask('owner.can-revoke') || aliceReviewed()) ? ['read.lasting'] : [];
  switch (fact.fact) {
    case 'served': {
      if (fact.owner !== 'alice') return [];
      const reached: GoalId[] = fact.executed === 'attacker' ? ['transfer'] : [];
      if (fact.operation === 'synchronise')
        return fact.presenter === 'attacker' && !fact.entrusted ? [...reached, 'sync'] : reached;
      // What she gave to a client of the attacker's on purpose it may read.
      return fact.presenter === 'attacker' && !fact.entrusted
        ? [...reached, 'read.direct', ...lasting(fact.isLate)]
        : reached;
    }
    case 'shown': {
      if (fact.account !== 'alice') return [];
      if (fact.attackerSees) return ['read.via-client', ...lasting(fact.isLate)];
      return [fact.generation === 0 ? 'honest.used' : 'honest.refreshed'];
    }
    case 'held':
      return fact.aliceSees &&
        fact.account !== 'none' &&
        (fact.account === 'attacker' || fact.starter !== 'alice') &&
        // What she does in a session with the attacker's server, which she chose, is not about the bank.
        (fact.server === 'bank' || fact.starter !== 'alice')
        ? ['session']
        : [];
    case 'ended':
      return fact.agent === 'alice' ? ['session.ended'] : [];
    case 'entered':
      if (fact.by === 'attacker')
        return fact.account === 'alice' && fact.entry === 'synchronise' ? ['sync'] : [];
      if (fact.account === 'attacker') return [fact.entry === 'store' ? 'capture' : 'sync'];
      return fact.entry === 'store' ? ['honest.entered'] : [];
    case 'credentialsPosted':
      return fact.to === 'attacker' ? ['credentials'] : [];
    case 'accessLost':
      return ['denial'];
  }
}
