// The words of drawings in their two languages. Names of switches, goals and so on are with their data.

import { type Lang, nameIn, type Text } from '../text.js';

export { type Lang, langs, nameIn, pick, type Text } from '../text.js';

export const entityNames = {
  resourceOwner: { en: 'resource owner', ja: 'リソースオーナー' },
  userAgent: { en: 'user agent', ja: 'ユーザ・エージェント' },
  client: { en: 'client', ja: 'クライアント' },
  authorizationServer: { en: 'authorization server', ja: '認可サーバ' },
  resourceServer: { en: 'resource server', ja: 'リソースサーバ' },
  attacker: { en: 'attacker', ja: '攻撃者' },
  clock: { en: 'clock', ja: '時計' },
} as const satisfies Record<string, Text>;

export const messageNames = {
  m1: { en: 'request to start', ja: '利用開始のリクエスト' },
  m2: { en: 'redirect to the authorization server', ja: '認可サーバへの転送' },
  m3: { en: 'authorization request', ja: '認可リクエスト' },
  m4: { en: 'login and consent pages', ja: 'ログイン・同意画面' },
  m5: { en: 'login and consent', ja: 'ログインと同意' },
  m6: { en: 'redirect back to the client', ja: 'クライアントへの転送' },
  m7: { en: 'authorization response', ja: '認可レスポンス' },
  m8: { en: 'token request', ja: 'トークンリクエスト' },
  m9: { en: 'token response', ja: 'トークンレスポンス' },
  m10: { en: 'resource request', ja: 'リソースリクエスト' },
  m11: { en: 'resource response', ja: 'リソースレスポンス' },
  m12: { en: 'refresh request', ja: '更新リクエスト' },
  m13: { en: 'refresh response', ja: '更新レスポンス' },
  m14: { en: 'result shown', ja: '結果の表示' },
  m15: { en: 'data entered', ja: 'データの入力' },
  m16: { en: 'services reviewed, access revoked', ja: 'サービスの確認と取消し' },
  m17: { en: 'confirmation over a second channel', ja: 'セカンドチャネルでの確認' },
  m18: { en: 'request forwarded', ja: '他の宛先への転送' },
  landing: { en: 'page of the client shown', ja: 'クライアントの画面表示' },
  'hand-over': { en: 'access token handed over', ja: 'アクセストークンの受渡し' },
  tick: { en: 'time passes', ja: '時間の経過' },
  store: { en: 'stored values read', ja: '保存値の読取り' },
  log: { en: 'log entry', ja: 'ログの記録' },
  guess: { en: 'guess', ja: '推測' },
} as const satisfies Record<string, Text>;

/** Names by id; an id without one stands for itself. */
export const entityName = (id: string, lang: Lang): string => nameIn(entityNames, id, lang);
export const messageName = (id: string, lang: Lang): string => nameIn(messageNames, id, lang);
