// The survey's appendix 2, row by row and in its order: which switches of today's model a row is, what of it the model
// always does, what waits for an extension, and what cannot be said in this model at all.

import type { SwitchId } from '../../../../model/switches.js';
import type { Unmodelled } from '../../../../properties/verdicts/profile.js';

type Text = Unmodelled['text'];
type MayChange = Unmodelled['mayChange'];

/** Parts of OAuth and OpenID Connect that the model does not have yet. */
export const extensions = {
  'client-authentication': {
    en: 'client authentication by a private key (mutual TLS, private_key_jwt)',
    ja: '秘密鍵によるクライアント認証（相互TLS、private_key_jwt）',
  },
  oidc: { en: 'ID tokens and nonces', ja: 'IDトークンとnonce' },
  hybrid: { en: 'ID tokens beside the code (Hybrid Flow)', ja: '認可コードに伴うIDトークン（Hybrid Flow）' },
  'request-objects': { en: 'request objects as data of their own', ja: 'リクエスト・オブジェクト' },
  'token-binding': {
    en: 'codes bound to the browser (Token Binding)',
    ja: 'ブラウザに結び付けた認可コード（Token Binding）',
  },
  'native-redirects': {
    en: 'redirect URIs that only one app can claim',
    ja: '特定のアプリだけが受け取れるリダイレクトURI',
  },
} as const satisfies Record<string, Text>;
export type Extension = keyof typeof extensions;

export type Becomes =
  | { readonly is: 'switches'; readonly switches: readonly SwitchId[] }
  /** The model always does it. `where`: the file in which. */
  | { readonly is: 'constant'; readonly where: string; readonly text: Text }
  /** `standIns`: switches between whose off and on it lies, so that profiles leave them unknown. */
  | {
      readonly is: 'not-yet';
      readonly extension: Extension;
      readonly standIns?: readonly SwitchId[];
      readonly mayChange: MayChange;
    }
  | { readonly is: 'outside'; readonly reason: Text; readonly mayChange: MayChange };

export interface AppendixRow {
  readonly section: string;
  readonly text: Text;
  readonly becomes: readonly Becomes[];
}

const switches = (...ids: readonly SwitchId[]): Becomes => ({ is: 'switches', switches: ids });
const constant = (where: string, en: string, ja: string): Becomes => ({
  is: 'constant',
  where,
  text: { en, ja },
});
const notYet = (extension: Extension, mayChange: MayChange, ...standIns: readonly SwitchId[]): Becomes => ({
  is: 'not-yet',
  extension,
  ...(standIns.length > 0 && { standIns }),
  mayChange,
});
const outside = (en: string, ja: string): Becomes => ({ is: 'outside', reason: { en, ja }, mayChange: [] });

const ideal = outside(
  'cryptography is ideal here: no key is broken or guessed',
  '本モデルでは暗号は破られず、鍵も推測されないものとする',
);
const login = outside(
  "how the owner is identified and logs in is outside (the survey's section 3(1))",
  'リソースオーナーの本人確認とログインは対象外（論文3節（1））',
);
const parsing = outside(
  'how messages are written down and parsed is not modelled',
  'メッセージの表記と解析はモデル化していない',
);
const errors = outside('error answers carry no content here', '本モデルのエラー応答は内容を持たない');
/** An assertion that the client signs can be replayed elsewhere; a stolen secret is of no use. */
const privateKey = notYet('client-authentication', ['attack', 'none'], 'code.bound', 'refresh.bound');
const idToken = notYet('oidc', ['attack']);
const detached = notYet('hybrid', ['attack'], 'response.signed');
const boundTokens = switches('token.bound', 'code.bound', 'refresh.bound');
const boundToBrowser = notYet('token-binding', ['attack']);
const encryption = notYet('hybrid', []);

const row = (section: string, en: string, ja: string, ...becomes: readonly Becomes[]): AppendixRow => ({
  section,
  text: { en, ja },
  becomes,
});

export const appendixRows: readonly AppendixRow[] = [
  row(
    '(1)イ(イ)',
    'Use a client secret',
    'クライアントシークレットの使用',
    switches('client.authenticated', 'client.authenticated-always'),
  ),
  row(
    '(1)イ(イ)',
    'Register redirect URIs and compare them exactly',
    'リダイレクトURIの登録と完全一致の確認',
    switches('redirect.exact'),
  ),
  row(
    '(1)イ(イ)',
    'Ask the owner to consent to services that she has not approved',
    '未承認のサービスに対するリソースオーナーの同意',
    switches('consent.client-shown', 'consent.asked'),
  ),
  row(
    '(1)イ(イ)',
    'Accept a code once; if that cannot be checked, for about a minute',
    '認可コードの利用は1回のみ（確認できなければ有効期間を1分程度に制限）',
    switches('code.single-use', 'code.short-lived'),
  ),
  row(
    '(1)イ(イ)',
    'Show the owner long access; access tokens live shorter than refresh tokens',
    '長期のアクセス許可の把握、アクセストークンの有効期間はリフレッシュトークンより短く',
    switches('services.shown', 'token.short-lived'),
    constant(
      'docs/semantics.md',
      'an access token that expires does so one tick before a refresh token',
      '期限のあるアクセストークンはリフレッシュトークンより1ティック早く失効する',
    ),
  ),
  row(
    '(1)イ(イ)',
    'Draw access tokens from 128 bits of strong randomness',
    'アクセストークンは128ビット以上の強固な乱数から生成',
    switches('secrets.strong-random'),
  ),
  row(
    '(1)イ(イ)',
    'RSA keys of 2048 bits, elliptic curves of 160',
    'RSA暗号は2,048ビット以上、楕円曲線暗号は160ビット以上',
    ideal,
  ),
  row('(1)イ(イ)', 'Hash with SHA-256', 'ハッシュ関数はSHA-256', switches('pkce.s256'), ideal),
  row(
    '(1)イ(イ)',
    'Offer a list of the services that each token permits',
    'アクセストークンごとのサービス一覧の照会',
    switches('services.shown'),
  ),
  row(
    '(1)イ(イ)',
    'Let the owner revoke access tokens, and renew tokens',
    'リソースオーナーによるアクセストークンの取消しとトークンの更新',
    switches('owner.can-revoke', 'owner.revokes-at-bank', 'revocation.takes-grant'),
    constant(
      'model/scenario.ts',
      'whether tokens are renewed is a setting of the world (`refresh`)',
      'トークンを更新するか否かは構成の設定（`refresh`）',
    ),
  ),
  row('(1)イ(イ)', 'Authenticate clients by TLS', 'TLSによるクライアント認証', privateKey),
  row('(1)イ(イ)', 'Verify with the ID token', 'IDトークンによる検証', idToken),

  row(
    '(1)イ(ロ)',
    'Encrypt the channel with TLS 1.2 or later',
    'TLS 1.2以降による通信路の暗号化',
    switches('tls.back'),
    ideal,
  ),
  row(
    '(1)イ(ロ)',
    'Read resources with GET',
    'リソースの取得にGETメソッドを使用',
    outside('requests have no methods here', '本モデルのリクエストにはメソッドの区別がない'),
  ),
  row(
    '(1)イ(ロ)',
    'Check that the access token is neither expired nor revoked',
    'アクセストークンの期限と取消しの確認',
    switches('token.short-lived'),
    constant(
      'model/entities/resourceServer.ts',
      'a revoked token is always refused (`tokenGone`)',
      '取り消されたトークンは常に拒否される（`tokenGone`）',
    ),
  ),
  row(
    '(1)イ(ロ)',
    'Check that the token permits the service',
    '要求されたサービスがトークンの権限内かの確認',
    switches('token.narrow-scope'),
  ),
  row(
    '(1)イ(ロ)',
    'Identify the owner who issued the token',
    'アクセストークンを発行したリソースオーナーの識別',
    constant(
      'model/entities/resourceServer.ts',
      "a token is one authorization's, and so one owner's",
      'トークンは1つの認可に属し、リソースオーナーが定まる',
    ),
  ),

  row('(1)イ(ハ)', 'Key sizes; symmetric secrets of 128 bits', '鍵長の確認、共通鍵は128ビット以上', ideal),
  row('(1)イ(ハ)', 'Authenticate clients by TLS', 'TLSによるクライアント認証', privateKey),
  row(
    '(1)イ(ハ)',
    'Encrypt the channel with TLS 1.2 or later',
    'TLS 1.2以降による通信路の暗号化',
    switches('tls.front', 'tls.back'),
    ideal,
  ),
  row(
    '(1)イ(ハ)',
    'Send the access token in the header',
    'アクセストークンをヘッダーに含める',
    switches('token.in-header'),
  ),
  row(
    '(1)イ(ハ)',
    'Send the identifier of the bank where banks share a server',
    '認可サーバを共用する場合の金融機関識別子の送信',
    switches('token.audience-checked'),
    constant(
      'docs/semantics.md',
      'the client always names the resource server',
      'クライアントは常にリソースサーバを指定する',
    ),
  ),

  row(
    '(1)イ(ニ)',
    'Control access to log files strictly',
    'ログファイルへの厳格なアクセス制御',
    switches('logs.no-codes', 'logs.no-tokens'),
  ),

  row(
    '(1)ロ(イ)',
    'Name the redirect URI in the request',
    '認証リクエストにリダイレクトURIを含める',
    constant('model/honest.ts', 'the client always names it', 'クライアントは常にこれを含める'),
  ),
  row(
    '(1)ロ(イ)',
    'Authenticate clients by mutual TLS or JWS, not by a secret',
    'シークレットでなくTLS相互認証またはJWSによるクライアント認証',
    privateKey,
  ),
  row('(1)ロ(イ)', 'Answer errors with agreed values', 'エラー時に取り決めた値を返答', errors),

  row('(1)ロ(ロ)', 'Name UTF-8 and JSON in headers', 'ヘッダーにUTF-8、JSON等を記載', parsing),

  row('(1)ロ(ハ)', 'Level 2 of identity assurance', 'LoA 2以上での運用', login),
  row(
    '(1)ロ(ハ)',
    'Verify the rights of owner and token; answer with agreed errors',
    'リソースオーナーとトークンの権限の検証とエラー値の返答',
    switches('token.narrow-scope'),
    errors,
  ),
  row('(1)ロ(ハ)', 'Answer in the agreed format', '応答に所定のフォーマットを使用', parsing),
  row(
    '(1)ロ(ハ)',
    'Write certain parameters into logs',
    'ログに特定のパラメータを記述',
    outside(
      'what logs keep matters here only by secrets in them (`logs.no-codes`, `logs.no-tokens`)',
      'ログの内容は、含まれる秘密についてのみ考慮する（`logs.no-codes`、`logs.no-tokens`）',
    ),
  ),

  row(
    '(1)ロ(ニ)',
    'PKCE with SHA-256',
    'SHA-256によるPKCE',
    switches('pkce.sent', 'pkce.required', 'pkce.verified', 'pkce.s256'),
  ),
  row(
    '(1)ロ(ニ)',
    'One redirect URI for each client and server',
    '1クライアント1認可サーバごとのリダイレクトURI',
    switches('redirect.distinct', 'redirect.by-issuer'),
  ),
  row(
    '(1)ロ(ニ)',
    'Compare the redirect URIs of request and token request',
    '認可時とトークン要求時のリダイレクトURIの比較',
    switches('redirect.equal-at-token'),
  ),
  row(
    '(1)ロ(ニ)',
    'What RFC 8252 demands of native apps',
    'ネイティブアプリの要件（RFC 8252）',
    switches('app.trusted-source'),
    notYet('native-redirects', ['attack']),
    constant(
      'docs/semantics.md',
      'the browser is never inside the app',
      'ブラウザがアプリに組み込まれることはない',
    ),
  ),
  row(
    '(1)ロ(ニ)',
    'A countermeasure against CSRF',
    'CSRF対策',
    switches(
      'state.compared',
      'state.bound-to-agent',
      'state.fresh',
      'state.single-use',
      'state.unsolicited-refused',
    ),
  ),
  row(
    '(1)ロ(ニ)',
    'Issue an ID token with parameters against replay',
    'リプレイ攻撃を緩和するパラメータを含むIDトークンの発行',
    idToken,
  ),
  row(
    '(1)ロ(ニ)',
    'Use certain parameters when authenticating',
    '認証時の特定のパラメータの使用',
    notYet('oidc', []),
  ),

  row(
    '(2)イ(イ)',
    'Bind code, access token and refresh token to the client (Token Binding or mutual TLS)',
    '認可コードと各トークンのクライアントへの紐付け（Token BindingまたはMutual TLS）',
    boundTokens,
    boundToBrowser,
  ),
  row('(2)イ(イ)', 'Authenticate clients by TLS', 'TLSによるクライアント認証', privateKey),
  row(
    '(2)イ(イ)',
    'Sign request and response (JWS), with the ID token as detached signature',
    '要求と応答へのJWSの使用、分離署名としてのIDトークン',
    switches('request.signed'),
    detached,
  ),

  row(
    '(2)イ(ロ)',
    'Hybrid Flow; keep the issuer in the session and compare it with that of the ID token',
    'Hybrid Flowの使用、セッションに記録した発行者とIDトークンの発行者の比較',
    switches('as.from-session', 'state.bound-to-agent'),
    notYet('hybrid', ['attack'], 'issuer.sent', 'issuer.checked', 'issuer.missing-refused'),
  ),

  row(
    '(2)ロ(イ)',
    'Authenticate clients by mutual TLS or JWS',
    'TLS相互認証またはJWSによるクライアント認証',
    privateKey,
  ),
  row(
    '(2)ロ(イ)',
    'Offer bound tokens (Token Binding or mutual TLS)',
    '記名式トークンの提供',
    boundTokens,
    boundToBrowser,
  ),
  row('(2)ロ(イ)', 'Level 3 of identity assurance', 'LoA 3以上での運用', login),
  row(
    '(2)ロ(イ)',
    'Support encrypted ID tokens beside signed ones',
    'IDトークンの署名に加え暗号化のサポート',
    encryption,
  ),

  row(
    '(2)ロ(ロ)',
    'Offer bound tokens (Token Binding or mutual TLS)',
    '記名式トークンの提供',
    boundTokens,
    boundToBrowser,
  ),
  row('(2)ロ(ロ)', 'Use signed and encrypted tokens', '署名付きトークンと暗号化トークンの使用', encryption),

  row(
    '(2)ロ(ハ)',
    'Send the request with the request parameter',
    'requestパラメータ等による認証リクエスト',
    switches('request.signed', 'client.instance-keys'),
    notYet('request-objects', []),
  ),
  row(
    '(2)ロ(ハ)',
    'Level 3 of identity assurance, or its value in the ID token verified',
    'LoA 3以上での運用、またはIDトークンでの確認',
    login,
  ),
  row(
    '(2)ロ(ハ)',
    'The ID token as detached signature of the response',
    '分離署名としてのIDトークンを応答に含める',
    detached,
  ),

  row(
    '(2)ロ(ニ)',
    'Use bound tokens (Token Binding or mutual TLS)',
    '記名式トークンの使用',
    switches('token.bound'),
  ),
];
