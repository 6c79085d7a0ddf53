// What was asked and answered, as it is shown: secrets are shortened, and nothing is longer than a line or two.

/** One request and its answer. */
export interface Exchange {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly sent: Readonly<Record<string, string>>;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** Parameters and fields of JSON that are secrets, whatever they hold. */
const secret =
  /^(code|access_token|refresh_token|id_token|token|client_secret|client_assertion|password|passwd|code_verifier|state|request|response|authorization|csrf\w*|_csrf|nonce|subject_token)$/i;
const never = /^(client_secret|password|passwd|authorization)$/i;
/** Values that look like a secret under any name. */
const opaque = /[A-Za-z0-9_.~+/-]{24,}/g;

/** A secret, so that two can be told apart and neither be used: its first characters and its length. */
export const shortened = (text: string): string =>
  text.length <= 8 ? `…(${text.length})` : `${text.slice(0, Math.min(6, text.length >> 2))}…(${text.length})`;

const field = (name: string, text: string): string =>
  never.test(name) ? '…' : secret.test(name) ? shortened(text) : text.replace(opaque, shortened);

const params = (all: URLSearchParams): string =>
  [...all].map(([name, text]) => `${name}=${field(name, text)}`).join('&');

function address(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return text.replace(opaque, shortened);
  }
  const path = url.pathname.replace(/[A-Za-z0-9_~-]{16,}/g, shortened);
  const query = url.search === '' ? '' : `?${params(url.searchParams)}`;
  const fragment = url.hash === '' ? '' : `#${params(new URLSearchParams(url.hash.slice(1)))}`;
  return `${url.origin}${path}${query}${fragment}`;
}

const json = (value: unknown, name = ''): unknown =>
  typeof value === 'string'
    ? field(name, value)
    : Array.isArray(value)
      ? value.map((v) => json(v, name))
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, json(v, k)]))
        : value;

const longest = 160;
const cut = (text: string): string => {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
};

function body(text: string): string {
  try {
    return JSON.stringify(json(JSON.parse(text)));
  } catch {
    const words = text
      .replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ')
      .replace(/<[^>]*>/g, ' ')
      .replace(opaque, shortened);
    return words;
  }
}

const first = (header: string | readonly string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : header?.[0];

export const requestText = ({ method, url, body: sent }: Exchange): string =>
  cut(`${method} ${address(url)}${sent === '' ? '' : ` ${params(new URLSearchParams(sent))}`}`);

export function responseText({ status, headers, text, url }: Exchange): string {
  const location = first(headers.location);
  const to =
    location === undefined
      ? ''
      : ` to ${address(URL.canParse(location, url) ? new URL(location, url).href : location)}`;
  return cut(`${status}${to}${to === '' && text !== '' ? ` ${body(text)}` : ''}`);
}

/** An exchange on one line, as notes hold it. */
export const exchangeText = (e: Exchange): string => `${e.at} ${requestText(e)} → ${responseText(e)}`;
