// Demands of today's documents that are not in the model, each once: several documents make them.

import type { Unmodelled } from '../../../../properties/verdicts/profile.js';

/** A demand, without the section in which a document makes it. */
export type Demand = Omit<Unmodelled, 'source'>;
export const at = (source: string, demand: Demand): Unmodelled => ({ ...demand, source });

const both = ['attack', 'none'] as const;

export const demands = {
  privateKey: {
    text: {
      en: 'The client authenticates with a private key (mutual TLS or private_key_jwt)',
      ja: 'クライアントは秘密鍵で認証する（相互TLSまたはprivate_key_jwt）',
    },
    reason: {
      en: 'not in the model yet: the client has a secret, which can be stolen where it travels or is kept, and no assertion that can be sent on',
      ja: 'モデルに未対応。クライアントはシークレットで認証し、その盗用は起こりうるが、アサーションの転用は起こらない',
    },
    mayChange: both,
  },
  pushed: {
    text: {
      en: 'Authorization requests are pushed over the back channel by the authenticated client (RFC 9126)',
      ja: '認可リクエストは、認証されたクライアントがバックチャネルで事前に送る（RFC 9126）',
    },
    reason: {
      en: 'not in the model yet: parameters stand in the front channel, where they can be read; that nobody else makes or alters them is looked at with `request.signed` on',
      ja: 'モデルに未対応。パラメータはフロントチャネルにあり読み取られうる。作成と改ざんの防止は `request.signed` をオンとして調べる',
    },
    mayChange: both,
  },
  proofs: {
    text: {
      en: 'Proofs of possession are checked for token, address, age and reuse (RFC 9449)',
      ja: '所持証明のトークン、宛先、時刻、再利用を検証する（RFC 9449）',
    },
    reason: {
      en: 'not in the model yet: a bound token works with the key only, as with mutual TLS; proofs that are replayed or made ahead are not looked at',
      ja: 'モデルに未対応。結び付けたトークンは鍵の所持者だけが使える（相互TLSに相当）ものとし、証明の再送や事前作成は調べない',
    },
    mayChange: ['none'],
  },
  idToken: {
    text: {
      en: 'Where OpenID Connect is used, the ID token and its nonce are verified',
      ja: 'OpenID Connectを用いる場合、IDトークンとnonceを検証する',
    },
    reason: {
      en: 'not in the model yet: there are no ID tokens and nonces',
      ja: 'モデルに未対応。IDトークンとnonceがない',
    },
    mayChange: ['attack'],
  },
  requestObject: {
    text: {
      en: 'Only what is in the request object counts; its audience and age are checked (RFC 9101)',
      ja: 'リクエスト・オブジェクト内のパラメータだけを用い、宛先と期限を検証する（RFC 9101）',
    },
    reason: {
      en: 'not in the model yet: a signed request is whole, and nobody but the client makes one; one that is passed on is not told apart',
      ja: 'モデルに未対応。署名付きリクエストは全体が保護され、クライアント以外は作成できないものとする。転用は区別しない',
    },
    mayChange: both,
  },
  scopeCompared: {
    text: {
      en: 'The client compares the granted scope with the one it asked for',
      ja: 'クライアントは許可された範囲を要求した範囲と照合する',
    },
    reason: { en: 'not in the model yet', ja: 'モデルに未対応' },
    mayChange: ['attack'],
  },
  metadataOnly: {
    text: {
      en: "Endpoints come only from the server's own metadata",
      ja: 'エンドポイントは認可サーバのメタデータからのみ得る',
    },
    reason: {
      en: 'a token endpoint that is configured wrongly is not in the model yet, so nothing here needs this',
      ja: 'トークンエンドポイントの設定誤りはモデルに未対応であり、これを要する攻撃も現れない',
    },
    mayChange: [],
  },
  cryptography: {
    text: { en: 'Key sizes, algorithms and versions of TLS', ja: '鍵長、アルゴリズム、TLSの版' },
    reason: { en: 'cryptography is ideal here', ja: '本モデルでは暗号は破られないものとする' },
    mayChange: [],
  },
  clocks: {
    text: { en: 'Lives in seconds, differences of clocks', ja: '秒単位の有効期間と時計のずれ' },
    reason: { en: 'time passes in ticks that all parties share', ja: '時間は全当事者に共通のティックで進む' },
    mayChange: [],
  },
  refreshGrace: {
    text: {
      en: 'A refresh token that was just rotated is served once more',
      ja: '更新直後の旧リフレッシュトークンをしばらく認める',
    },
    reason: {
      en: 'not in the model yet: refresh tokens are not rotated here',
      ja: 'モデルに未対応。ここではリフレッシュトークンを更新しない',
    },
    mayChange: ['none'],
  },
  resourceLogs: {
    text: {
      en: 'Resource servers keep tokens as they keep other secrets',
      ja: 'リソースサーバはトークンを他の秘密と同様に扱う',
    },
    reason: {
      en: 'logs behind the resource server are not in the model yet',
      ja: 'リソースサーバ側のログはモデルに未対応',
    },
    mayChange: [],
  },
  inBrowser: {
    text: {
      en: 'Messages between windows are sent to, and taken from, exact origins only',
      ja: 'ウィンドウ間のメッセージは特定のオリジンとのみ送受信する',
    },
    reason: {
      en: 'responses travel in redirects and posted forms only',
      ja: '応答は転送とフォームの送信だけで届く',
    },
    mayChange: [],
  },
  proxies: {
    text: {
      en: 'Reverse proxies drop headers that only they may set',
      ja: 'リバースプロキシは自身だけが設定すべきヘッダーを除去する',
    },
    reason: { en: 'a server is one party here', ja: '本モデルではサーバは1つの当事者である' },
    mayChange: [],
  },
  otherGrants: {
    text: { en: 'No implicit and no password grant', ja: 'インプリシットとパスワードによる付与を用いない' },
    reason: {
      en: 'only the authorization code flow is modelled',
      ja: '認可コードフローだけをモデル化している',
    },
    mayChange: [],
  },
  redirectClaimed: {
    text: {
      en: 'Redirect URIs of native apps are claimed https URIs, or of a scheme of their own',
      ja: 'ネイティブアプリのリダイレクトURIは占有したhttpsのURIまたは固有のスキームとする',
    },
    reason: {
      en: 'not in the model yet: a fake app may claim the URI of another',
      ja: 'モデルに未対応。偽アプリが他のアプリのURIを受け取りうる',
    },
    mayChange: ['attack'],
  },
  cookies: {
    text: {
      en: 'Session cookies are Secure, HttpOnly and of the __Host- prefix',
      ja: 'セッションCookieをSecure、HttpOnly、__Host-プレフィックスで保護する',
    },
    reason: {
      en: 'not in the model yet: who reads or sets cookies does so only where the first request has no TLS (`tls.start`)',
      ja: 'モデルに未対応。Cookieの取得は最初のリクエストにTLSがない場合（`tls.start`）に限る',
    },
    mayChange: ['attack'],
  },
  frontend: {
    text: {
      en: 'The frontend in the browser asks its backend, which keeps all tokens and forwards only to its resource servers',
      ja: 'ブラウザのフロントエンドはバックエンドに要求し、トークンはすべてバックエンドが保持し、特定のリソースサーバにのみ転送する',
    },
    reason: {
      en: 'script in the page of the client is not in the model yet, neither as part of the client nor as the attacker',
      ja: 'クライアントのページ内のスクリプトは、クライアントとしても攻撃者としてもモデルに未対応',
    },
    mayChange: ['none'],
  },
} as const satisfies Record<string, Demand>;
