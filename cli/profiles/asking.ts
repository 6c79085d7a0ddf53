// The words for whom to ask about a switch, and how the answer can be found.

import { type Switch, type SwitchId, switches } from '../../model/switches.js';
import type { Whom } from '../../properties/verdicts/whom.js';
import { type Lang, messageName, pick, type Text } from '../i18n.js';

export const whomWords = {
  bank: { en: 'the bank', ja: '金融機関' },
  client: { en: "the client's makers", ja: 'クライアントの開発者' },
  operators: { en: 'those who run the servers', ja: 'サーバの運用者' },
  owner: { en: 'the owner, or who looks after her terminal', ja: '利用者またはその端末の管理者' },
} as const satisfies Record<Whom, Text>;

const how: Partial<Record<SwitchId, Text>> = {
  'tls.front': {
    en: 'Open the authorization endpoint and the redirect URI with http: neither may answer otherwise than by leading to https. Look for HSTS.',
    ja: '認可エンドポイントとリダイレクトURIをhttpで開き、httpsへ導く以外の応答をしないこと、HSTSの有無を確かめる。',
  },
  'tls.back': {
    en: 'Look at the addresses of the token endpoint and the resource server in the client: both begin with https.',
    ja: 'クライアントに設定されたトークンエンドポイントとリソースサーバのURLがhttpsであることを確かめる。',
  },
  'tls.start': {
    en: "Type the client's address without https: is the first answer already encrypted (HSTS preload, or no answer on port 80)?",
    ja: 'クライアントのURLをhttpsなしで入力し、最初の応答から暗号化されるか（HSTSプリロード等）を確かめる。',
  },
  'server.authenticated-front': {
    en: 'Put a certificate for another name before the server: the app must stop. In a browser it does; in an app with a web view of its own, try.',
    ja: '別名の証明書を提示し、アプリが停止するかを確かめる。独自のWebViewを使うアプリは特に試すこと。',
  },
  'server.authenticated-back': {
    en: 'Point the client at a token endpoint whose certificate is for another name: the call must fail.',
    ja: '別名の証明書を持つトークンエンドポイントに向け、呼出しが失敗することを確かめる。',
  },
  'logs.no-codes': {
    en: "Run one flow and search all logs, proxies' access logs included, for `code=`.",
    ja: 'フローを1回実行し、プロキシのアクセスログも含めて `code=` を検索する。',
  },
  'logs.no-tokens': {
    en: 'Run one flow and search all logs for the access token and the refresh token.',
    ja: 'フローを1回実行し、全ログからアクセストークンとリフレッシュトークンを検索する。',
  },
  'redirector.none': {
    en: 'Look for parameters that hold a URL (next, return, url) on every page under the redirect URI, and give them a foreign one.',
    ja: 'リダイレクトURIのサイト上で、URLを受け取るパラメータ（next、return、url等）に外部のURLを与えてみる。',
  },
  'redirect.exact': {
    en: 'Send an authorization request whose redirect URI has one path segment or parameter more than the registered one: it must be refused.',
    ja: '登録値にパスやパラメータを加えたリダイレクトURIで認可リクエストを送り、拒否されることを確かめる。',
  },
  'redirect.same-origin': {
    en: 'Send an authorization request whose redirect URI has another host or port than the registered one: it must be refused.',
    ja: '登録値とホストやポートの異なるリダイレクトURIで認可リクエストを送り、拒否されることを確かめる。',
  },
  'redirect.equal-at-token': {
    en: 'Redeem a code with another redirect URI than in its authorization request: it must be refused.',
    ja: '認可リクエストと異なるリダイレクトURIで認可コードを引き換え、拒否されることを確かめる。',
  },
  'redirect.distinct': {
    en: 'Compare the redirect URIs that the client has registered at two banks: are they different?',
    ja: '二つの金融機関に登録されたリダイレクトURIが異なるかを確かめる。',
  },
  'redirect.arrival-compared': {
    en: "Bring one bank's response to the redirect URI of another: the client must refuse it.",
    ja: 'ある金融機関の認可レスポンスを別の金融機関用のリダイレクトURIに届け、拒否されることを確かめる。',
  },
  'response.in-body': {
    en: 'Is `response_mode=form_post` used? In the browser the code must not stand in the address bar.',
    ja: '`response_mode=form_post` を使うか。アドレスバーに認可コードが現れないことを確かめる。',
  },
  'token.in-header': {
    en: "Look at a resource request: the token stands after `Authorization`, not in the URL. The resource server's access log shows it.",
    ja: 'リソースリクエストのトークンがURLではなくAuthorizationヘッダにあることを、アクセスログで確かめる。',
  },
  'issuer.sent': {
    en: 'Metadata: `authorization_response_iss_parameter_supported`; or look for `iss` beside the code in a response.',
    ja: 'メタデータの `authorization_response_iss_parameter_supported`、または認可レスポンスの `iss` を見る。',
  },
  'issuer.checked': {
    en: 'Change `iss` in an authorization response: the client must refuse it.',
    ja: '認可レスポンスの `iss` を書き換え、クライアントが拒否することを確かめる。',
  },
  'issuer.missing-refused': {
    en: 'Take `iss` out of an authorization response: the client must refuse it.',
    ja: '認可レスポンスから `iss` を除き、クライアントが拒否することを確かめる。',
  },
  'as.from-session': {
    en: 'Ask where the client looks up the token endpoint: in the session that it began, or by where the response arrived?',
    ja: 'トークンエンドポイントを、開始したセッションと応答の到着先のどちらから決めるかを尋ねる。',
  },
  'code.single-use': {
    en: 'Redeem a code twice: the second time must fail.',
    ja: '認可コードを2回引き換え、2回目が失敗することを確かめる。',
  },
  'code.short-lived': {
    en: 'Redeem a code after eleven minutes: it must fail.',
    ja: '発行から11分後に認可コードを引き換え、失敗することを確かめる。',
  },
  'code.replay-revokes': {
    en: 'Redeem a code, redeem it again, then use the first access token: it must be refused.',
    ja: '認可コードを2回引き換えた後、最初のアクセストークンが無効になるかを確かめる。',
  },
  'code.bound-to-client': {
    en: "Redeem one client's code with another client's credentials: it must fail.",
    ja: '別のクライアントの資格情報で認可コードを引き換え、失敗することを確かめる。',
  },
  'code.burnt-on-failure': {
    en: 'Redeem a code with a wrong verifier or redirect URI, then correctly: the second time must fail too.',
    ja: '誤った検証値で引き換えた後に正しく引き換え、これも失敗するかを確かめる。',
  },
  'refresh.none': {
    en: 'Look at a token response: is there a `refresh_token`? Metadata of the client: `grant_types`.',
    ja: 'トークンレスポンスに `refresh_token` があるか、クライアントの `grant_types` を見る。',
  },
  'refresh.rotated': {
    en: 'Refresh: is there a new refresh token in the answer, and is the old one refused afterwards?',
    ja: '更新の応答に新しいリフレッシュトークンがあり、古いものが拒否されるかを確かめる。',
  },
  'refresh.reuse-revokes': {
    en: 'Refresh, send the old refresh token again, then the new one: the new one must be refused too.',
    ja: '更新後に古いリフレッシュトークンを再送し、新しいものも無効になるかを確かめる。',
  },
  'refresh.short-lived': {
    en: 'Ask for the lifetime of refresh tokens.',
    ja: 'リフレッシュトークンの有効期間を尋ねる。',
  },
  'refresh.bound-to-client': {
    en: "Refresh with another client's credentials: it must fail.",
    ja: '別のクライアントの資格情報で更新し、失敗することを確かめる。',
  },
  'client.authenticated': {
    en: 'Redeem a code without a secret or assertion: it must fail. Metadata of the client: `token_endpoint_auth_method`.',
    ja: '資格情報なしで引き換え、失敗することを確かめる。クライアントの `token_endpoint_auth_method` も見る。',
  },
  'pkce.sent': {
    en: 'Look for `code_challenge` in an authorization request of the client.',
    ja: '認可リクエストに `code_challenge` があるかを見る。',
  },
  'pkce.required': {
    en: 'Send an authorization request without `code_challenge`: it must be refused.',
    ja: '`code_challenge` のない認可リクエストを送り、拒否されることを確かめる。',
  },
  'pkce.verified': {
    en: 'Redeem a code with a wrong `code_verifier`: it must fail.',
    ja: '誤った `code_verifier` で引き換え、失敗することを確かめる。',
  },
  'pkce.s256': {
    en: 'Look for `code_challenge_method=S256` in an authorization request of the client.',
    ja: '認可リクエストの `code_challenge_method=S256` を見る。',
  },
  'pkce.no-downgrade': {
    en: 'Begin without `code_challenge`, then redeem with a `code_verifier`: it must fail.',
    ja: '`code_challenge` なしで開始し、`code_verifier` を付けて引き換え、失敗することを確かめる。',
  },
  'state.fresh': {
    en: 'Begin two flows in one browser and compare `state`: the values must differ.',
    ja: '同じブラウザで二度開始し、`state` が異なることを確かめる。',
  },
  'state.compared': {
    en: 'Change `state` in an authorization response: the client must refuse it.',
    ja: '認可レスポンスの `state` を書き換え、クライアントが拒否することを確かめる。',
  },
  'state.bound-to-agent': {
    en: 'Begin a flow in one browser and open its response in another: the client must refuse it.',
    ja: 'あるブラウザで開始し、応答を別のブラウザで開き、クライアントが拒否することを確かめる。',
  },
  'state.single-use': {
    en: 'Load the redirect URI of a finished flow again with a fresh code: the client must refuse it.',
    ja: '完了したフローの `state` で新しい認可コードを届け、クライアントが拒否することを確かめる。',
  },
  'state.unsolicited-refused': {
    en: 'Open the redirect URI with a code, without having begun a flow: the client must refuse it.',
    ja: 'フローを開始せずに認可コード付きのリダイレクトURIを開き、クライアントが拒否することを確かめる。',
  },
  'state.spent-on-refusal': {
    en: 'Send a response that the client refuses, then the right one: the client must refuse that too.',
    ja: '拒否される応答を送った後に正しい応答を送り、これも拒否されるかを確かめる。',
  },
  'referrer.hidden-client': {
    en: "Look at the headers of the redirect URI's page: `Referrer-Policy: no-referrer`, or no third-party content.",
    ja: 'リダイレクトURIの画面に `Referrer-Policy: no-referrer` があるか、第三者のコンテンツがないかを見る。',
  },
  'referrer.hidden-as': {
    en: "Look at the headers of the bank's login and consent pages: `Referrer-Policy: no-referrer`, or no third-party content.",
    ja: 'ログイン・同意画面に `Referrer-Policy: no-referrer` があるか、第三者のコンテンツがないかを見る。',
  },
  'request.signed': {
    en: 'Send an authorization request without a request object: it must be refused. Metadata: `require_signed_request_object`.',
    ja: '署名のない認可リクエストが拒否されること、メタデータの `require_signed_request_object` を確かめる。',
  },
  'response.signed': {
    en: 'Is the response a JWT (JARM), and does the client refuse one with a changed signature?',
    ja: '認可レスポンスがJWT（JARM）か、署名を壊したものをクライアントが拒否するかを確かめる。',
  },
  'sync.refused': {
    en: 'Try to bring the content of two accounts together: the bank must refuse it.',
    ja: '二つの口座の保護コンテンツを同期させ、金融機関が拒否するかを確かめる。',
  },
  'token.short-lived': {
    en: 'Look at `expires_in` in a token response, and use a token after that.',
    ja: 'トークンレスポンスの `expires_in` を見て、期限後に使えないことを確かめる。',
  },
  'token.narrow-scope': {
    en: 'Use a token for something outside its scope: it must be refused.',
    ja: '認可範囲外の操作にトークンを使い、拒否されることを確かめる。',
  },
  'token.audience-checked': {
    en: 'Use a token made for another resource server: it must be refused.',
    ja: '別のリソースサーバ用のトークンを使い、拒否されることを確かめる。',
  },
  'grant.order-compared': {
    en: 'Change amount or payee in the resource request after consent: the bank must refuse it.',
    ja: '同意後に金額や受取人を変えてリソースリクエストを送り、拒否されることを確かめる。',
  },
  'redirect.303': {
    en: 'Look at the status with which the bank answers the posted login form: 303 (or 302 after a page in between), not 307.',
    ja: 'ログインフォームの送信に対する転送の状態コードが307でなく303であることを見る。',
  },
  'frames.refused': {
    en: 'Look at the headers of login and consent pages: `Content-Security-Policy: frame-ancestors`, or `X-Frame-Options`.',
    ja: 'ログイン・同意画面のヘッダに `frame-ancestors` または `X-Frame-Options` があるかを見る。',
  },
  'consent.separate-page': {
    en: 'Go through one flow: is consent asked on a page of its own after the password?',
    ja: 'パスワード入力後に、同意を別の画面で求めるかを見る。',
  },
  'consent.asked': {
    en: 'Run the same flow twice: does the bank ask for consent the second time too?',
    ja: '同じフローを二度実行し、二度目も同意を求めるかを見る。',
  },
  'consent.client-shown': {
    en: 'Look at the consent page: does it name the client?',
    ja: '同意画面にクライアントの名称が示されるかを見る。',
  },
  'second-channel': {
    en: 'Order a transfer: does the bank ask on another device, and show amount and payee there?',
    ja: '送金時に別の経路で、金額と受取人を示して確認するかを見る。',
  },
  'token.bound': {
    en: "Use an access token without the client's key (DPoP or mutual TLS): it must be refused.",
    ja: 'クライアントの鍵（DPoP、相互TLS）なしでアクセストークンを使い、拒否されることを確かめる。',
  },
  'code.bound': {
    en: 'Is `dpop_jkt` in the authorization request? Redeem the code with another key: it must fail.',
    ja: '認可リクエストに `dpop_jkt` があるか、別の鍵での引換えが失敗するかを確かめる。',
  },
};

/** How to find out: what to look at or to try; where nothing better is known, at which message the check is made. */
export function howToFind(id: SwitchId, lang: Lang): string {
  const known = how[id];
  if (known !== undefined) return pick(known, lang);
  const { messages, source, basis }: Switch = switches.find((s) => s.id === id)!;
  const at = messages.map((m) => `${m} ${messageName(m, lang)}`).join(lang === 'en' ? ', ' : '、');
  if (basis === 'assumed' || messages.length === 0)
    return lang === 'en'
      ? `Ask for a document that says so (${source}).`
      : `これを示す文書を求める（${source}）。`;
  return lang === 'en'
    ? `Try it at ${at} (${source}): what breaks the rule must be refused.`
    : `${at} で試し、規則に反するものが拒否されるかを確かめる（${source}）。`;
}
