// What passed, for people and as HAR. Secrets are shortened.

import type { Exchange } from './listen.js';

const secrets =
  /\b(code|access_token|refresh_token|code_verifier|client_secret|password|state|request|response|token|iss_token|app_sid|as_sid|as_form|_session|_interaction|_interaction_resume|_session\.sig|_interaction\.sig|_interaction_resume\.sig|csrf|form|dpop_jkt)(=|":\s*"|" value="|%3D)([^&"\s;<]{7,})/g;
/** Secrets in a text, each cut to its first six characters. */
export const shortened = (text: string): string =>
  text
    .replace(
      secrets,
      (_, name: string, between: string, value: string) => `${name}${between}${value.slice(0, 6)}…`,
    )
    .replace(/\b(Bearer|DPoP) (\S{6})\S+/g, '$1 $2…')
    .replace(/eyJ[\w-]{3}[\w-]*\.[\w-]+\.[\w-]*/g, (jwt) => `${jwt.slice(0, 6)}…`);

const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length)}…` : text);
export function exchangeText(e: Exchange): string {
  const body = e.body === '' ? '' : ` [${cut(shortened(e.body), 160)}]`;
  const to = e.location === null ? '' : ` → ${cut(shortened(e.location), 160)}`;
  return `${e.site} ${e.method} ${cut(shortened(e.url), 160)}${body} ${e.status}${to}`;
}

/** HTTP Archive 1.2 of what passed. */
export function har(exchanges: readonly Exchange[], version: string) {
  const headers = (of: Exchange['headers']) =>
    Object.entries(of).map(([name, value]) => ({
      name,
      value: /cookie|authorization|dpop/i.test(name)
        ? shortened(cut(String(value), 24))
        : shortened(String(value)),
    }));
  const unknown = { cookies: [], headersSize: -1, bodySize: -1 };
  return {
    log: {
      version: '1.2',
      creator: { name: 'sekisho', version },
      entries: exchanges.map((e) => ({
        startedDateTime: new Date(0).toISOString(),
        time: 0,
        request: {
          ...unknown,
          method: e.method,
          url: shortened(`http://${e.headers.host ?? `${e.site}.test`}${e.url}`),
          httpVersion: 'HTTP/1.1',
          headers: headers(e.headers),
          queryString: [],
          ...(e.body !== '' && {
            postData: { mimeType: String(e.headers['content-type'] ?? ''), text: shortened(e.body) },
          }),
        },
        response: {
          ...unknown,
          status: e.status,
          statusText: '',
          httpVersion: 'HTTP/1.1',
          headers: [],
          redirectURL: e.location === null ? '' : shortened(e.location),
          content: { size: e.out.length, mimeType: '', text: shortened(e.out) },
        },
        cache: {},
        timings: { send: 0, wait: 0, receive: 0 },
        comment: e.from,
      })),
    },
  };
}
