/** Who applies a check. */
export type Party =
  | 'client'
  | 'authorizationServer'
  | 'resourceServer'
  | 'userAgent'
  | 'resourceOwner'
  | 'allParties';

/** One check, by one party, at named messages of the flow. */
export interface Switch {
  readonly id: string;
  readonly party: Party;
  /** Messages at which it is consulted, m1 to m18. */
  readonly messages: readonly string[];
  /** `derived`: the model executes the check. `assumed`: it removes a capability by definition. */
  readonly basis: 'derived' | 'assumed';
  /** Taken for granted: on in every shipped profile that does not turn it off. */
  readonly environment: boolean;
  readonly source: string;
  readonly name: { readonly en: string; readonly ja: string };
}

/** Every switch, in the order of its bit in a configuration. Append, never reorder: pinned results refer to it. */
export const switches = [
  {
    id: 'secrets.strong-random',
    party: 'authorizationServer',
    messages: ['m6', 'm9', 'm13'],
    basis: 'assumed',
    environment: false,
    source: 'RFC 6749 10.10',
    name: {
      en: 'Codes and tokens of the authorization server cannot be guessed',
      ja: '認可サーバの認可コードとトークンは推測できない',
    },
  },
  {
    id: 'client.strong-random',
    party: 'client',
    messages: ['m2'],
    basis: 'assumed',
    environment: false,
    source: 'RFC 7636 7.1',
    name: {
      en: 'State values and code verifiers of the client cannot be guessed',
      ja: 'クライアントのstateとcode_verifierは推測できない',
    },
  },
  {
    id: 'tls.front',
    party: 'allParties',
    messages: ['m3', 'm4', 'm5', 'm6', 'm7', 'm14', 'm15', 'm16', 'm18'],
    basis: 'assumed',
    environment: false,
    source: 'RFC 6749 3.1, 3.1.2.1',
    name: {
      en: 'Front-channel messages are encrypted on the wire',
      ja: 'フロントチャネルの通信路を暗号化する',
    },
  },
  {
    id: 'tls.back',
    party: 'allParties',
    messages: ['m8', 'm9', 'm10', 'm11', 'm12', 'm13'],
    basis: 'assumed',
    environment: false,
    source: 'RFC 6749 3.2, RFC 6750 5.2',
    name: {
      en: 'Back-channel messages are encrypted on the wire',
      ja: 'バックチャネルの通信路を暗号化する',
    },
  },
  {
    id: 'tls.start',
    party: 'allParties',
    messages: ['m1', 'm2'],
    basis: 'assumed',
    environment: false,
    source: 'RFC 9700 4.4.1',
    name: {
      en: 'The first request to the client and its answer are encrypted too',
      ja: 'クライアントへの最初のリクエストとその応答も暗号化する',
    },
  },
  {
    id: 'server.authenticated-front',
    party: 'userAgent',
    messages: ['m1', 'm3', 'm5', 'm7', 'm15', 'm16', 'm18'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6749 3.1.2.1, RFC 9110 4.3.4',
    name: {
      en: 'The sender of a front-channel message verifies the identity of the server it reaches',
      ja: 'フロントチャネルの送信者は接続先サーバの身元を検証する',
    },
  },
  {
    id: 'server.authenticated-back',
    party: 'client',
    messages: ['m8', 'm10', 'm12'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6749 10.9, RFC 6750 5.2',
    name: {
      en: 'The client verifies the identity of the authorization and resource servers it calls',
      ja: 'クライアントは呼び出す認可サーバとリソースサーバの身元を検証する',
    },
  },
  {
    id: 'logs.no-codes',
    party: 'client',
    messages: ['m7'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6819 4.4.1.1',
    name: {
      en: 'The client writes no authorization code to its logs',
      ja: 'クライアントは認可コードをログに書き込まない',
    },
  },
  {
    id: 'redirector.none',
    party: 'client',
    messages: ['m18'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.11.1',
    name: {
      en: 'The client forwards nobody to a URL that a request names',
      ja: 'クライアントはリクエストが指定するURLへ転送しない',
    },
  },
  {
    id: 'redirect.exact',
    party: 'authorizationServer',
    messages: ['m3'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 2.1, 4.1.3',
    name: {
      en: 'The redirect URI of the authorization request must equal a registered one exactly',
      ja: '認可リクエストのリダイレクトURIは登録済みのものと完全に一致しなければならない',
    },
  },
  {
    id: 'redirect.equal-at-token',
    party: 'authorizationServer',
    messages: ['m8'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6749 4.1.3',
    name: {
      en: 'The redirect URI of the token request must equal that of the authorization request',
      ja: 'トークンリクエストのリダイレクトURIは認可リクエストのものと一致しなければならない',
    },
  },
  {
    id: 'redirect.distinct',
    party: 'client',
    messages: ['m2'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.4.2.2',
    name: {
      en: 'The client uses a separate redirect URI for each authorization server',
      ja: 'クライアントは認可サーバごとに別のリダイレクトURIを使う',
    },
  },
  {
    id: 'redirect.by-issuer',
    party: 'client',
    messages: ['m2'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.4.2.2',
    name: {
      en: 'The client assigns redirect URIs by issuer, not by endpoint URL',
      ja: 'クライアントはリダイレクトURIをエンドポイントのURLではなく発行者ごとに割り当てる',
    },
  },
  {
    id: 'redirect.arrival-compared',
    party: 'client',
    messages: ['m7'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.4.2.2',
    name: {
      en: "The client compares the URI of arrival with the one it gave to the session's authorization server",
      ja: 'クライアントは応答が届いたURIをそのセッションの認可サーバ用のURIと比較する',
    },
  },
  {
    id: 'response.in-body',
    party: 'authorizationServer',
    messages: ['m6', 'm7'],
    basis: 'derived',
    environment: false,
    source: 'OAuth 2.0 Form Post Response Mode 2, RFC 9700 4.3.1',
    name: {
      en: 'The authorization response travels in a posted form, not in a URL',
      ja: '認可レスポンスはURLではなくフォームの本文で送る',
    },
  },
  {
    id: 'response.mode-locked',
    party: 'authorizationServer',
    messages: ['m3', 'm6'],
    basis: 'derived',
    environment: false,
    source: 'OAuth 2.0 Multiple Response Type Encoding Practices 2.1',
    name: {
      en: 'The authorization server ignores a response mode named in the request',
      ja: '認可サーバはリクエストが指定するresponse_modeに従わない',
    },
  },
  {
    id: 'token.in-header',
    party: 'client',
    messages: ['m10'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6750 2.1, RFC 9700 4.3.2',
    name: {
      en: 'The client sends the access token in a header, not in the URL',
      ja: 'クライアントはアクセストークンをURLではなくヘッダで送る',
    },
  },
  {
    id: 'issuer.sent',
    party: 'authorizationServer',
    messages: ['m6'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9207 2',
    name: {
      en: 'The authorization response names its issuer',
      ja: '認可レスポンスに発行者の識別子を含める',
    },
  },
  {
    id: 'issuer.checked',
    party: 'client',
    messages: ['m7'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9207 2.4',
    name: {
      en: 'The client compares the issuer in the response with the one its session asked',
      ja: 'クライアントは応答の発行者をそのセッションで要求した発行者と比較する',
    },
  },
  {
    id: 'issuer.missing-refused',
    party: 'client',
    messages: ['m7'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9207 2.4',
    name: {
      en: 'The client refuses a response that names no issuer',
      ja: 'クライアントは発行者のない応答を拒否する',
    },
  },
  {
    id: 'as.from-session',
    party: 'client',
    messages: ['m8'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.4.2',
    name: {
      en: 'The client takes the token endpoint from its session, not from where the response arrived',
      ja: 'クライアントはトークンエンドポイントを応答の到着先ではなくセッションから選ぶ',
    },
  },
  {
    id: 'code.single-use',
    party: 'authorizationServer',
    messages: ['m8'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6749 4.1.2',
    name: {
      en: 'An authorization code is accepted once',
      ja: '認可コードは1回だけ受け付ける',
    },
  },
  {
    id: 'code.short-lived',
    party: 'authorizationServer',
    messages: ['m8'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6749 4.1.2',
    name: {
      en: 'An authorization code expires within minutes',
      ja: '認可コードは数分で失効する',
    },
  },
  {
    id: 'code.replay-revokes',
    party: 'authorizationServer',
    messages: ['m8'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6749 4.1.2',
    name: {
      en: 'A code sent again revokes the tokens issued for it',
      ja: '認可コードが再び送られたら、それで発行したトークンを取り消す',
    },
  },
  {
    id: 'code.bound-to-client',
    party: 'authorizationServer',
    messages: ['m8'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6749 4.1.3',
    name: {
      en: 'A code is accepted only from the client to which it was issued',
      ja: '認可コードは発行先のクライアントからだけ受け付ける',
    },
  },
  {
    id: 'code.burnt-on-failure',
    party: 'authorizationServer',
    messages: ['m8'],
    basis: 'derived',
    environment: false,
    source: 'variant of this model, no standard',
    name: {
      en: 'A code dies when a token request with it fails',
      ja: 'トークンリクエストが失敗した認可コードは無効にする',
    },
  },
  {
    id: 'client.burns-foreign-code',
    party: 'client',
    messages: ['m7'],
    basis: 'derived',
    environment: false,
    source: 'variant of this model, no standard',
    name: {
      en: 'The client sends a code it refuses to the authorization server to be burnt',
      ja: 'クライアントは拒否した認可コードを認可サーバへ送って無効にさせる',
    },
  },
  {
    id: 'refresh.none',
    party: 'authorizationServer',
    messages: ['m9'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6749 1.5',
    name: {
      en: 'The authorization server issues no refresh token',
      ja: '認可サーバはリフレッシュトークンを発行しない',
    },
  },
  {
    id: 'refresh.rotated',
    party: 'authorizationServer',
    messages: ['m12'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.14.2',
    name: {
      en: 'Each refresh replaces the refresh token and retires the old one',
      ja: '更新のたびにリフレッシュトークンを取り替え、古いものを無効にする',
    },
  },
  {
    id: 'refresh.reuse-revokes',
    party: 'authorizationServer',
    messages: ['m12'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.14.2',
    name: {
      en: 'A retired refresh token sent again revokes its whole family',
      ja: '無効になったリフレッシュトークンが再び送られたら、同じ系列をすべて取り消す',
    },
  },
  {
    id: 'refresh.short-lived',
    party: 'authorizationServer',
    messages: ['m12'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.14.2',
    name: {
      en: 'A refresh token expires',
      ja: 'リフレッシュトークンに有効期限を設ける',
    },
  },
  {
    id: 'refresh.bound-to-client',
    party: 'authorizationServer',
    messages: ['m12'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6749 6, 10.4',
    name: {
      en: 'A refresh token is accepted only from the client to which it was issued',
      ja: 'リフレッシュトークンは発行先のクライアントからだけ受け付ける',
    },
  },
  {
    id: 'client.authenticated',
    party: 'authorizationServer',
    messages: ['m8', 'm12'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6749 3.2.1',
    name: {
      en: 'The authorization server authenticates the client at the token endpoint',
      ja: '認可サーバはトークンエンドポイントでクライアントを認証する',
    },
  },
  {
    id: 'pkce.sent',
    party: 'client',
    messages: ['m2', 'm8'],
    basis: 'derived',
    environment: false,
    source: 'RFC 7636 4.3, 4.5',
    name: {
      en: 'The client sends a code challenge, and later its verifier',
      ja: 'クライアントはcode_challengeを送り、後にcode_verifierを送る',
    },
  },
  {
    id: 'pkce.required',
    party: 'authorizationServer',
    messages: ['m3'],
    basis: 'derived',
    environment: false,
    source: 'RFC 7636 4.4.1',
    name: {
      en: 'The authorization server refuses a request without a code challenge',
      ja: '認可サーバはcode_challengeのないリクエストを拒否する',
    },
  },
  {
    id: 'pkce.verified',
    party: 'authorizationServer',
    messages: ['m8'],
    basis: 'derived',
    environment: false,
    source: 'RFC 7636 4.6',
    name: {
      en: 'The verifier must match the challenge stored with the code',
      ja: 'code_verifierは認可コードとともに保存したcode_challengeに対応しなければならない',
    },
  },
  {
    id: 'pkce.s256',
    party: 'client',
    messages: ['m2'],
    basis: 'derived',
    environment: false,
    source: 'RFC 7636 4.2',
    name: {
      en: 'The challenge is a hash of the verifier, not the verifier itself',
      ja: 'code_challengeはcode_verifierそのものではなくハッシュ値とする',
    },
  },
  {
    id: 'pkce.no-downgrade',
    party: 'authorizationServer',
    messages: ['m8'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.8.2',
    name: {
      en: 'A verifier for a code without a stored challenge is refused',
      ja: 'code_challengeのない認可コードにcode_verifierが付いていれば拒否する',
    },
  },
  {
    id: 'client.monitored',
    party: 'client',
    messages: [],
    basis: 'assumed',
    environment: false,
    source: 'paper figure 4',
    name: {
      en: "The traffic of the client's server is monitored, so that an intruder on it is put out",
      ja: 'クライアントのサーバの通信を監視し、侵入者を排除する',
    },
  },
  {
    id: 'app.trusted-source',
    party: 'resourceOwner',
    messages: ['m1'],
    basis: 'assumed',
    environment: false,
    source: 'paper figure 4',
    name: {
      en: 'The resource owner gets apps and addresses from a trusted source only',
      ja: 'リソースオーナーはアプリやURLを信頼できる配布元からのみ入手する',
    },
  },
  {
    id: 'state.fresh',
    party: 'client',
    messages: ['m2'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6749 10.12',
    name: {
      en: 'The client makes a new state value for each request',
      ja: 'クライアントはリクエストごとに新しいstateを作る',
    },
  },
  {
    id: 'state.compared',
    party: 'client',
    messages: ['m7'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6749 10.12',
    name: {
      en: "The client compares the state in the response with the session's",
      ja: 'クライアントは応答のstateをそのセッションのものと比較する',
    },
  },
  {
    id: 'state.bound-to-agent',
    party: 'client',
    messages: ['m7'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6749 10.12',
    name: {
      en: 'Only the user agent that started a session can continue it',
      ja: 'セッションを続けられるのは、それを始めたユーザ・エージェントだけとする',
    },
  },
  {
    id: 'state.single-use',
    party: 'client',
    messages: ['m7'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.2.4',
    name: {
      en: 'A state value is accepted once',
      ja: 'stateは1回だけ受け付ける',
    },
  },
  {
    id: 'referrer.hidden-client',
    party: 'client',
    messages: ['m7'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.2.4',
    name: {
      en: "The client's page hides its URL from third parties",
      ja: 'クライアントのページは自身のURLを第三者に渡さない',
    },
  },
  {
    id: 'referrer.hidden-as',
    party: 'authorizationServer',
    messages: ['m4'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.2.4',
    name: {
      en: "The authorization server's page hides its URL from third parties",
      ja: '認可サーバのページは自身のURLを第三者に渡さない',
    },
  },
  {
    id: 'request.signed',
    party: 'authorizationServer',
    messages: ['m3'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9101 6.2',
    name: {
      en: "The authorization request must carry the client's signature",
      ja: '認可リクエストにはクライアントの署名がなければならない',
    },
  },
  {
    id: 'response.signed',
    party: 'client',
    messages: ['m7'],
    basis: 'derived',
    environment: false,
    source: 'JWT Secured Authorization Response Mode for OAuth 2.0 (JARM) 2.4',
    name: {
      en: "The authorization response must carry the authorization server's signature",
      ja: '認可レスポンスには認可サーバの署名がなければならない',
    },
  },
  {
    id: 'sync.refused',
    party: 'resourceServer',
    messages: ['m15'],
    basis: 'derived',
    environment: false,
    source: 'paper figure 4',
    name: {
      en: 'The resource server does not synchronise the content of two owners',
      ja: 'リソースサーバは異なる所有者のコンテンツを同期しない',
    },
  },
  {
    id: 'account.shown',
    party: 'client',
    messages: ['m14'],
    basis: 'derived',
    environment: false,
    source: 'paper figure 4',
    name: {
      en: 'The client shows whose account it is about to use',
      ja: 'クライアントはこれから使う口座の名義を示す',
    },
  },
  {
    id: 'services.shown',
    party: 'client',
    messages: ['m9', 'm14'],
    basis: 'derived',
    environment: false,
    source: 'paper figure 4',
    name: {
      en: 'The client shows which services each access token permits',
      ja: 'クライアントはアクセストークンごとに利用できるサービスを示す',
    },
  },
  {
    id: 'owner.can-revoke',
    party: 'resourceOwner',
    messages: ['m16'],
    basis: 'derived',
    environment: false,
    source: 'paper figure 4, RFC 7009 2',
    name: {
      en: 'The resource owner can revoke, through the client, the tokens shown there',
      ja: 'リソースオーナーはクライアントに示されたトークンをそこから取り消せる',
    },
  },
  {
    id: 'owner.revokes-at-bank',
    party: 'resourceOwner',
    messages: ['m16'],
    basis: 'derived',
    environment: false,
    source: 'paper figure 4',
    name: {
      en: 'The resource owner can revoke every token of her grants at the bank itself',
      ja: 'リソースオーナーは自分の許可によるトークンをすべて銀行で直接取り消せる',
    },
  },
  {
    id: 'token.short-lived',
    party: 'resourceServer',
    messages: ['m10'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6750 5.3',
    name: {
      en: 'An access token expires within hours',
      ja: 'アクセストークンは数時間以内に失効する',
    },
  },
  {
    id: 'token.narrow-scope',
    party: 'resourceServer',
    messages: ['m10'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 2.3',
    name: {
      en: 'An access token serves only the scope that was granted',
      ja: 'アクセストークンは許可された範囲だけに使える',
    },
  },
  {
    id: 'token.audience-checked',
    party: 'resourceServer',
    messages: ['m10'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 2.3, 4.10.2',
    name: {
      en: 'The resource server refuses an access token made for another server',
      ja: 'リソースサーバは他のサーバ宛てのアクセストークンを拒否する',
    },
  },
  {
    id: 'grant.order-compared',
    party: 'resourceServer',
    messages: ['m10'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9396 9',
    name: {
      en: 'The order in the resource request must repeat the one that was granted',
      ja: 'リソースリクエストの取引内容は許可されたものと一致しなければならない',
    },
  },
  {
    id: 'redirect.303',
    party: 'authorizationServer',
    messages: ['m6'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.12',
    name: {
      en: 'The authorization server redirects with status 303, so that a posted form is not posted on',
      ja: '認可サーバはステータス303で転送し、送信済みのフォームを再送させない',
    },
  },
  {
    id: 'frames.refused',
    party: 'userAgent',
    messages: ['m4'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.16',
    name: {
      en: 'Login and consent pages are not shown inside a frame',
      ja: 'ログイン画面と同意画面はフレームの中に表示されない',
    },
  },
  {
    id: 'consent.separate-page',
    party: 'authorizationServer',
    messages: ['m4'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.12',
    name: {
      en: 'Login and consent are two pages, so that the redirect does not answer the password',
      ja: 'ログインと同意を別の画面にし、パスワードの送信に転送で応じない',
    },
  },
  {
    id: 'second-channel',
    party: 'resourceServer',
    messages: ['m17'],
    basis: 'derived',
    environment: false,
    source: 'paper section 5',
    name: {
      en: 'The bank confirms each order with the owner over a second channel',
      ja: '銀行は取引ごとに別の経路で所有者の確認を得る',
    },
  },
  {
    id: 'token.bound',
    party: 'resourceServer',
    messages: ['m10'],
    basis: 'derived',
    environment: false,
    source: 'RFC 8705 3, RFC 9449 7.1',
    name: {
      en: "An access token works only with the client's key",
      ja: 'アクセストークンはクライアントの鍵がなければ使えない',
    },
  },
  {
    id: 'code.bound',
    party: 'authorizationServer',
    messages: ['m8'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9449 10',
    name: {
      en: "A code works only with the client's key",
      ja: '認可コードはクライアントの鍵がなければ使えない',
    },
  },
  {
    id: 'refresh.bound',
    party: 'authorizationServer',
    messages: ['m12'],
    basis: 'derived',
    environment: false,
    source: 'RFC 8705 7.1, RFC 9449 5',
    name: {
      en: "A refresh token works only with the client's key",
      ja: 'リフレッシュトークンはクライアントの鍵がなければ使えない',
    },
  },
  {
    id: 'metadata.authoritative',
    party: 'client',
    messages: ['m1'],
    basis: 'derived',
    environment: true,
    source: 'RFC 8414 3.3',
    name: {
      en: 'An authorization server can declare only endpoints and an issuer of its own',
      ja: '認可サーバは自身のエンドポイントと発行者名しか名乗れない',
    },
  },
  {
    id: 'login.csrf-checked',
    party: 'authorizationServer',
    messages: ['m5'],
    basis: 'derived',
    environment: true,
    source: 'RFC 6749 10.12',
    name: {
      en: 'The authorization server takes a form only from the user agent to which it showed it',
      ja: '認可サーバは画面を表示したユーザ・エージェントからのみフォームを受け付ける',
    },
  },
  {
    id: 'start.csrf-checked',
    party: 'client',
    messages: ['m1'],
    basis: 'derived',
    environment: true,
    source: 'RFC 9700 4.7',
    name: {
      en: 'A flow starts only from a page of the client itself',
      ja: 'フローはクライアント自身のページからしか始まらない',
    },
  },
  {
    id: 'consent.client-shown',
    party: 'authorizationServer',
    messages: ['m4'],
    basis: 'derived',
    environment: true,
    source: 'RFC 6749 10.2',
    name: {
      en: 'The consent page names the client that asks',
      ja: '同意画面は要求元のクライアントを示す',
    },
  },
  {
    id: 'logs.no-tokens',
    party: 'client',
    messages: ['m9', 'm13'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6750 5.3',
    name: {
      en: 'The client writes no token to its logs',
      ja: 'クライアントはトークンをログに書き込まない',
    },
  },
  {
    id: 'redirect.same-origin',
    party: 'authorizationServer',
    messages: ['m3'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.1.1',
    name: {
      en: 'The redirect URI of the authorization request must have the origin of a registered one; its path is free',
      ja: '認可リクエストのリダイレクトURIは登録済みのものとオリジンが一致しなければならない（パスは任意）',
    },
  },
  {
    id: 'metadata.issuer-verified',
    party: 'client',
    messages: ['m1'],
    basis: 'derived',
    environment: true,
    source: 'RFC 8414 3.3',
    name: {
      en: 'The client takes metadata only if the issuer in it is the one that it asked',
      ja: 'クライアントはメタデータ中の発行者名が問い合わせた相手と一致するときだけ受け入れる',
    },
  },
  {
    id: 'client.rs-of-server',
    party: 'client',
    messages: ['m10'],
    basis: 'derived',
    environment: true,
    source: 'RFC 9700 4.9.1',
    name: {
      en: 'The client sends a token only to a resource server of the authorization server that issued it',
      ja: 'クライアントはトークンを、それを発行した認可サーバに属するリソースサーバにだけ送る',
    },
  },
  {
    id: 'client.instance-keys',
    party: 'client',
    messages: ['m3', 'm8', 'm10', 'm12'],
    basis: 'derived',
    environment: false,
    source: 'RFC 8252 8.5, RFC 7591 1',
    name: {
      en: 'Each copy of a native app has a key of its own',
      ja: 'ネイティブアプリは配布された複製ごとに固有の鍵を持つ',
    },
  },
  {
    id: 'client.authenticated-always',
    party: 'authorizationServer',
    messages: ['m8'],
    basis: 'derived',
    environment: false,
    source: 'RFC 6749 3.2.1, 4.1.3',
    name: {
      en: 'A code verifier does not stand in for client authentication',
      ja: 'code_verifierがあってもクライアント認証を省かない',
    },
  },
  {
    id: 'state.unsolicited-refused',
    party: 'client',
    messages: ['m7'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.7.1',
    name: {
      en: 'The client refuses a response for which no flow is open',
      ja: 'クライアントは開始済みのフローがない応答を拒否する',
    },
  },
  {
    id: 'state.spent-on-refusal',
    party: 'client',
    messages: ['m7'],
    basis: 'derived',
    environment: false,
    source: 'RFC 9700 4.2.4',
    name: {
      en: 'A response that the client refuses ends the pending flow that the client took it for',
      ja: 'クライアントが応答を拒否すると、その応答に対応づけられた未完了のフローも終わる',
    },
  },
  {
    id: 'pkce.fresh',
    party: 'client',
    messages: ['m2'],
    basis: 'derived',
    environment: false,
    source: 'RFC 7636 4.1, 7.1',
    name: {
      en: 'The client makes a new code verifier for each flow',
      ja: 'クライアントはフローごとに新しいcode_verifierを作る',
    },
  },
  {
    id: 'revocation.takes-grant',
    party: 'authorizationServer',
    messages: ['m16'],
    basis: 'derived',
    environment: false,
    source: 'RFC 7009 2.1',
    name: {
      en: 'Revoking one token revokes the others of its authorization',
      ja: '一つのトークンを取り消すと、同じ認可による他のトークンも取り消される',
    },
  },
  {
    id: 'authorization.bound-to-agent',
    party: 'authorizationServer',
    messages: ['m4', 'm5'],
    basis: 'derived',
    environment: true,
    source: 'RFC 9700 4.7, RFC 6819 4.4.1.8',
    name: {
      en: 'An authorization goes on only in the user agent that began it',
      ja: '認可の手続は、それを始めたユーザ・エージェントでしか続けられない',
    },
  },
  {
    id: 'consent.asked',
    party: 'authorizationServer',
    messages: ['m4'],
    basis: 'derived',
    environment: true,
    source: 'RFC 6749 10.2, RFC 8252 8.6',
    name: {
      en: 'The bank asks the owner each time and remembers no consent',
      ja: '銀行は毎回所有者の同意を求め、過去の同意を流用しない',
    },
  },
  {
    id: 'browser.referrer-origin-only',
    party: 'userAgent',
    messages: ['m7', 'm4'],
    basis: 'derived',
    environment: false,
    source: 'W3C Referrer Policy 3.7, 8.3',
    name: {
      en: 'The browser names to third parties only the origin of a page unless the page opts out',
      ja: 'ブラウザは、ページが指定しない限り、第三者にはページのオリジンだけを伝える',
    },
  },
  {
    id: 'browser.proxy-origin-only',
    party: 'userAgent',
    messages: ['m3', 'm7'],
    basis: 'derived',
    environment: false,
    source: 'Chromium: proxy auto-config and HTTPS URLs',
    name: {
      en: 'The browser shows a proxy only host and port of an encrypted request',
      ja: 'ブラウザは暗号化されたリクエストについて、プロキシにホストとポートだけを示す',
    },
  },
] as const satisfies readonly Switch[];

export type SwitchId = (typeof switches)[number]['id'];

export const switchIds: readonly SwitchId[] = switches.map((s) => s.id);

/** From a switch's id to its position in `switches`. */
export const switchIndex: ReadonlyMap<string, number> = new Map(switchIds.map((id, i) => [id, i]));

/** The position of a switch. No number stands for an unknown one: a search would answer for another switch. */
export function switchNumber(id: SwitchId): number {
  const number = switchIndex.get(id);
  if (number === undefined) throw new Error(`there is no switch \`${id}\``);
  return number;
}
