export interface Remark {
  /** The paths that it is about: refresh tokens that are taken and used, by anybody or through a privilege. */
  readonly about: 'refresh' | 'refresh-by-privilege';
  readonly measures: readonly string[];
}

/**
 * The threats that the source survey names, with the countermeasures it claims against each.
 * These are claims to be compared with what the search derives; no verdict may read them.
 */
export interface Threat {
  readonly id: string;
  readonly name: { readonly en: string; readonly ja: string };
  readonly route?: 'token-theft' | 'session-theft' | 'attacker-content';
  /** Each inner list is one alternative: the measures that must be in force together. */
  readonly claims: readonly (readonly string[])[];
  /** What the survey says besides of a part of the threat. */
  readonly remarks?: readonly Remark[];
  /** Alternatives claimed where the client is a native app. */
  readonly claimsNativeApp?: readonly (readonly string[])[];
  readonly named: 'figure-4' | 'note';
  readonly parent?: string;
}

/** Figure 4's eighteen threats in its order, T7 before its six ways in, and then those of the notes. */
export const threats = [
  {
    id: 'T1',
    name: { en: 'Guessing an access token', ja: 'アクセストークンの推測' },
    route: 'token-theft',
    claims: [['CM4']],
    named: 'figure-4',
  },
  {
    id: 'T2',
    name: { en: 'Reading an access token on the wire', ja: '通信経路上での盗聴' },
    route: 'token-theft',
    claims: [['CM5']],
    named: 'figure-4',
  },
  {
    id: 'T3',
    name: { en: 'Taking an access token from the client', ja: 'クライアント等からの奪取' },
    route: 'token-theft',
    claims: [['CM6']],
    named: 'figure-4',
  },
  {
    id: 'T4',
    name: { en: 'Having an access token forwarded', ja: '転送機能の悪用' },
    route: 'token-theft',
    claims: [['CM7'], ['CM8']],
    named: 'figure-4',
  },
  {
    id: 'T5',
    name: { en: 'Seeing an access token at a rogue proxy', ja: '中継サーバの自動接続機能の悪用' },
    route: 'token-theft',
    claims: [['CM5', 'CM9', 'CM10']],
    named: 'figure-4',
  },
  {
    id: 'T6',
    name: { en: 'Altering the authorization request (mix-up)', ja: '認可リクエストの改ざん' },
    route: 'token-theft',
    claims: [['CM8', 'CM11']],
    named: 'figure-4',
  },
  {
    id: 'T7',
    name: { en: 'Turning a stolen code or refresh token into an access token', ja: '認可コード等の奪取' },
    route: 'token-theft',
    claims: [
      ['CM12', 'CM13', 'CM14'],
      ['CM12', 'CM13', 'CM15'],
    ],
    // Both parties carry out CM8 and CM15; and where a privilege on the client or its terminal is used to abuse refresh
    // tokens, none are issued (CM16) or the client is a server application (CM17).
    remarks: [
      { about: 'refresh', measures: ['CM8', 'CM15'] },
      { about: 'refresh-by-privilege', measures: ['CM16'] },
      { about: 'refresh-by-privilege', measures: ['CM17'] },
    ],
    named: 'figure-4',
  },
  {
    id: 'T7A',
    name: { en: 'Guessing a code or the like', ja: '認可コード等の推測' },
    route: 'token-theft',
    claims: [['CM4']],
    named: 'figure-4',
    parent: 'T7',
  },
  {
    id: 'T7B',
    name: { en: 'Reading a code or the like on the wire', ja: '通信経路上での認可コード等の盗聴' },
    route: 'token-theft',
    claims: [['CM5']],
    named: 'figure-4',
    parent: 'T7',
  },
  {
    id: 'T7C',
    name: { en: 'Taking a code or the like from the client', ja: 'クライアントからの認可コード等の奪取' },
    route: 'token-theft',
    claims: [['CM6']],
    named: 'figure-4',
    parent: 'T7',
  },
  {
    id: 'T7D',
    name: { en: 'Having a code or the like forwarded', ja: '転送機能の悪用による認可コード等の奪取' },
    route: 'token-theft',
    claims: [['CM7'], ['CM8']],
    named: 'figure-4',
    parent: 'T7',
  },
  {
    id: 'T7E',
    name: {
      en: 'Seeing a code or the like at a rogue proxy',
      ja: '中継サーバの自動接続機能の悪用による認可コード等の奪取',
    },
    route: 'token-theft',
    claims: [['CM5', 'CM9', 'CM10']],
    named: 'figure-4',
    parent: 'T7',
  },
  {
    id: 'T7F',
    name: {
      en: "Answering at the resource server's or the client's address",
      ja: 'リソースサーバやクライアントへのなりすまし',
    },
    route: 'token-theft',
    claims: [['CM8']],
    named: 'figure-4',
    parent: 'T7',
  },
  {
    id: 'T8',
    name: { en: 'Impersonating the client', ja: 'クライアント等へのなりすまし' },
    route: 'session-theft',
    claims: [['CM18']],
    claimsNativeApp: [['CM18', 'CM17']],
    named: 'figure-4',
  },
  {
    id: 'T9',
    name: { en: "Continuing the victim's session with its state", ja: 'セッション管理用パラメータの改ざん' },
    route: 'session-theft',
    claims: [['CM19', 'CM20']],
    named: 'figure-4',
  },
  {
    id: 'T10',
    name: { en: 'Altering the transaction', ja: '取引内容の改ざん' },
    route: 'session-theft',
    claims: [['CM21']],
    named: 'figure-4',
  },
  {
    id: 'T11',
    name: { en: "Passing the attacker's content off as the victim's", ja: '攻撃者の保護コンテンツの偽装' },
    route: 'attacker-content',
    claims: [['CM19', 'CM22', 'CM23']],
    named: 'figure-4',
  },
  {
    id: 'T12',
    name: { en: "Replacing the victim's state by the attacker's", ja: 'セッション管理用パラメータの悪用' },
    route: 'attacker-content',
    claims: [['CM19', 'CM20', 'CM22']],
    named: 'figure-4',
  },
  {
    id: 'N1',
    name: { en: 'Credentials sent on by a 307 redirect', ja: '307リダイレクト攻撃' },
    claims: [['R303']],
    named: 'note',
  },
  {
    id: 'N2',
    name: { en: 'Clickjacking on the consent page', ja: 'クリックジャッキング攻撃' },
    claims: [['NOFRAME']],
    named: 'note',
  },
  {
    id: 'N3',
    name: { en: 'Overlay that hides an altered transaction', ja: 'オーバーレイ攻撃' },
    claims: [['SCA']],
    named: 'note',
  },
  {
    id: 'N4',
    name: { en: 'Denial of service by replaying a code', ja: '認可コードの複数回送信による可用性低下' },
    claims: [],
    named: 'note',
  },
  {
    id: 'N5',
    name: {
      en: 'Denial of service by replaying a refresh token',
      ja: 'リフレッシュトークンの複数回送信による可用性低下',
    },
    claims: [],
    named: 'note',
  },
  {
    id: 'N6',
    name: { en: "Malware that uses the device's keys", ja: 'セキュリティ機能を悪用するマルウェア' },
    claims: [['SCA'], ['BOUND']],
    named: 'note',
  },
] as const satisfies readonly Threat[];

export type ThreatId = (typeof threats)[number]['id'];
