// The words of the lab's commands in both languages.

import type { Text } from '../i18n.js';
import type { Verdict } from './run/confirm.js';

export const verdictNames: Readonly<Record<Verdict, Text>> = {
  confirmed: { en: 'confirmed', ja: '実機で確認' },
  'confirmed-by-simulation': { en: 'confirmed by simulation', ja: '一部を模擬して確認' },
  stopped: { en: 'stopped', ja: '阻止' },
  'not-applicable': { en: 'not applicable', ja: '対象外' },
  vacuous: { en: 'vacuous', ja: '空虚' },
  unsupported: { en: 'unsupported', ja: '未対応' },
};
export const parties: Readonly<Record<string, Text>> = {
  client: { en: 'the client', ja: 'クライアント' },
  authorizationServer: { en: 'the authorization server', ja: '認可サーバ' },
  resourceServer: { en: 'the resource server', ja: 'リソースサーバ' },
  userAgent: { en: 'the user agent', ja: 'ユーザ・エージェント' },
  alice: { en: 'alice', ja: 'アリス' },
  attacker: { en: 'the attacker', ja: '攻撃者' },
  lab: { en: 'the lab', ja: '実験環境' },
};
export const words = {
  on: { en: 'on', ja: '対象' },
  with: { en: 'with', ja: '追加した検査' },
  model: { en: 'model', ja: 'モデル' },
  runs: { en: 'it runs to its goal', ja: '目的まで進む' },
  stops: { en: 'it stops at step', ja: '次の手順で止まる:' },
  atStep: { en: 'at step', ja: '手順' },
  atGoal: { en: 'at the goal', ja: '最後の目的の判定' },
  same: { en: 'as the model says', ja: 'モデルのとおり' },
  otherStep: { en: 'not at the step that the model names', ja: 'モデルの示す手順と異なる' },
  mismatch: { en: 'MISMATCH between model and stack', ja: 'モデルと実機の不一致' },
  standsFor: { en: 'not real', ja: '実物でない部分' },
  differs: { en: 'the stack’s own way', ja: '実機側で固定されている設定' },
  learns: { en: 'attacker learns', ja: '攻撃者が得るもの' },
  notLearnt: { en: 'the model also says', ja: 'モデルではさらに' },
  note: { en: 'note', ja: '注' },
  summary: { en: 'traces performed', ja: '件の攻撃手順を実行' },
  mismatches: { en: 'mismatches', ja: '不一致' },
} as const satisfies Record<string, Text>;
