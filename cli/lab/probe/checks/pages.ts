// The server's pages: login, consent, and what they may be made to do.

import { framesRefused, referrerHidden } from '../../../profiles/import/headers.js';
import { type Check, control, lastOf, seenAs, text, type Tried, variant, type Walk } from '../check.js';
import { type Agent, redirectOf, submission } from '../agent.js';
import type { Exchange } from '../evidence.js';
import { asksPassword, filled, formsOf, formToFill } from '../forms.js';
import { random, type Server } from '../server.js';
import type { Asked } from '../wire.js';

const header = ({ headers }: Exchange, name: string): string | undefined => {
  const value = headers[name];
  return value === undefined ? undefined : [value].flat().join(', ');
};
/** Pages of the server with a form for the owner, not one that carries the response. */
function pagesOf({ grant }: Pick<Walk, 'grant'>): readonly Exchange[] {
  const back = grant?.authorized.back?.url.replace(/[?#].*$/, '');
  return (grant?.authorized.steps ?? []).filter(({ text: html, url, status }) => {
    const forms = status < 400 ? formsOf(html, url) : [];
    return forms.length > 0 && !forms.some(({ action }) => action.href.replace(/[?#].*$/, '') === back);
  });
}
/** Pages and what each shows. */
const ofPages = (
  pages: readonly Exchange[],
  name: (page: Exchange) => ReturnType<typeof text>,
  shows: (page: Exchange) => boolean | 'unknown',
): readonly Tried[] => [
  control(
    text('pages with forms came', 'フォームのある画面を受信'),
    pages.length > 0 ? 'accepted' : 'unclear',
    [],
  ),
  ...pages.map((page) => {
    const is = shows(page);
    return variant(name(page), is === 'unknown' ? 'nothing' : is ? 'on' : 'off', [page]);
  }),
];
const metaReferrer = (html: string): string | undefined =>
  /<meta\s[^>]*name=["']?referrer["']?[^>]*content=["']?([a-z-]+)/i.exec(html)?.[1];

export const referrerSays = (page: Exchange): string | undefined =>
  metaReferrer(page.text) ?? header(page, 'referrer-policy');

const isRedirect = ({ status }: Exchange) => status >= 300 && status < 400;
const loginPage = (pages: readonly Exchange[]) =>
  pages.find(({ text: html, url }) => formsOf(html, url).some(asksPassword));

/** Opens the login page in a fresh browser and fills it in; null if no page asks for a password. */
async function toLogin(server: Server) {
  const agent = server.agent();
  const request = await server.request(server.challenge());
  const steps: Exchange[] = [];
  let next: Asked | null = { method: 'GET', url: request.href };
  for (let n = 0; n < 8 && next !== null; n++) {
    const page: Exchange = await agent.ask(next);
    steps.push(page);
    next = redirectOf(page, next);
  }
  const page = steps.at(-1)!;
  const form = formToFill(formsOf(page.text, page.url), server.filling);
  if (form === undefined || !asksPassword(form)) return null;
  return { agent, page, asked: submission(form.method, form.action, filled(form, server.filling)), request };
}

export const pageChecks: readonly Check[] = [
  {
    switch: 'frames.refused',
    run: async ({ walk }) =>
      ofPages(
        pagesOf(await walk()),
        (page) => {
          const said = header(page, 'x-frame-options') ?? header(page, 'content-security-policy') ?? '-';
          return text(`a page with a form (${said})`, `フォームのある画面（${said}）`);
        },
        (page) =>
          framesRefused({
            xFrameOptions: header(page, 'x-frame-options') ?? '',
            contentSecurityPolicy: header(page, 'content-security-policy') ?? '',
          }),
      ),
  },
  {
    switch: 'referrer.hidden-as',
    // Without a policy of its own a page hides nothing; what browsers then do is another switch.
    run: async ({ walk }) =>
      ofPages(
        pagesOf(await walk()),
        (page) =>
          text(
            `a page with a form (Referrer-Policy: ${referrerSays(page) ?? '-'})`,
            `フォームのある画面（Referrer-Policy: ${referrerSays(page) ?? '-'}）`,
          ),
        (page) =>
          referrerSays(page) === undefined
            ? 'unknown'
            : referrerHidden({ referrerPolicy: referrerSays(page) }),
      ),
  },
  {
    switch: 'redirect.303',
    run: async ({ walk }) => {
      const { grant } = await walk();
      const steps = grant?.authorized.steps ?? [];
      // What answers the form that held the password, and whatever leads on from there with no page between.
      const posted = steps.filter((s, i) => isRedirect(s) && s.method === 'POST' && i > 0);
      if (grant?.authorized.by !== 'query' && grant?.authorized.by !== 'fragment') return [];
      return [
        control(
          text('a form was posted and answered with a redirect', 'フォーム送信に転送で応答'),
          posted.length > 0 ? 'accepted' : 'unclear',
          [],
        ),
        // One that answers no form shows nothing, whatever its status; but a server that leaves with 307 may do so elsewhere.
        ...steps
          .slice(-1)
          .filter((s) => s.method === 'GET' && (s.status === 307 || s.status === 308))
          .map((s) =>
            variant(
              text(
                `the response leaves with ${s.status}, though not in answer to a form`,
                `応答は${s.status}で送られるが、フォーム送信への応答ではない`,
              ),
              'nothing',
              [s],
            ),
          ),
        ...posted.map((s) =>
          variant(
            text(`a posted form is answered with ${s.status}`, `フォーム送信への応答が${s.status}`),
            s.status === 307 || s.status === 308 ? 'off' : 'on',
            [s],
          ),
        ),
      ];
    },
  },
  {
    switch: 'consent.separate-page',
    run: async ({ walk }) => {
      const { grant } = await walk();
      const steps = grant?.authorized.steps ?? [];
      const login = loginPage(pagesOf(await walk()));
      const at = login === undefined ? -1 : steps.indexOf(login);
      if (at < 0 || grant === null) return [];
      const after = steps.slice(at + 1);
      const pages = pagesOf(await walk());
      const isAnother = after.some((s) => pages.includes(s));
      // No page, but redirects of the server's own before the response: her consent may have been remembered.
      if (!isAnother && after.length > 1) return [];
      return seenAs(
        isAnother
          ? text('a page follows the login', 'ログイン後に別画面')
          : text('the password is answered with the response', 'パスワード送信に直ちに応答を返す'),
        isAnother,
        after.slice(0, 1),
      );
    },
  },
  {
    switch: 'consent.client-shown',
    needs: ['client name'],
    run: async (p) => {
      const pages = pagesOf(await p.walk());
      const name = p.clientName!;
      const seen = (page: Exchange) => page.text.replace(/<[^>]*>/g, ' ').includes(name);
      // One page that names it is enough: she sees them all before she agrees.
      const [page] = pages.filter(seen);
      return pages.length === 0
        ? []
        : seenAs(
            page === undefined
              ? text('no page names the client', 'どの画面にもクライアント名がない')
              : text('a page names the client', '画面にクライアント名がある'),
            page !== undefined,
            [page ?? pages.at(-1)!],
          );
    },
  },
  {
    switch: 'consent.asked',
    run: async ({ server }) => {
      const agent = server.agent();
      if ((await server.grant({}, undefined, agent)) === null) return [];
      const all: Tried[] = [];
      for (const [name, changes] of [
        [text('a second request in the same browser', '同じブラウザでの2度目の要求'), {}],
        [text('a second request with prompt=none', 'prompt=noneでの2度目の要求'), { prompt: 'none' }],
      ] as const) {
        const a = await server.authorize(await server.request({ ...server.challenge(), ...changes }), agent);
        const wasAsked =
          a.steps.some(
            ({ text: html, url, status }) =>
              status < 400 && formsOf(html, url).some(({ buttons }) => buttons.length > 0),
          ) || a.outcome === 'refused';
        all.push(variant(name, wasAsked ? 'on' : a.code !== null ? 'off' : 'nothing', lastOf(a.steps)));
      }
      return [...all, control(text('the requests got through', '要求が完了'), 'accepted', [])];
    },
  },
  {
    switch: 'login.csrf-checked',
    run: async ({ server }) => {
      const all: Tried[] = [];
      for (const [name, hasOwn] of [
        [
          text('the form posted by a browser that has no cookies', 'cookieのないブラウザからのフォーム送信'),
          false,
        ],
        [
          text(
            'the form posted by a browser that was shown another',
            '別のフォームを表示したブラウザからの送信',
          ),
          true,
        ],
      ] as const) {
        const mine = await toLogin(server);
        const theirs = hasOwn ? await toLogin(server) : null;
        if (mine === null || (hasOwn && theirs === null)) return [];
        const agent = theirs?.agent ?? server.agent();
        const answer = await agent.ask({
          ...mine.asked,
          headers: { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' },
        });
        // Taken: it leads on. A page that asks for the password again is a refusal as well.
        const asksAgain = formsOf(answer.text, answer.url).some(asksPassword);
        all.push(
          variant(
            name,
            isRedirect(answer)
              ? await leads(server, agent, answer)
              : [400, 401, 403, 404, 422].includes(answer.status) || asksAgain
                ? 'on'
                : 'nothing',
            [answer],
          ),
        );
      }
      const mine = await toLogin(server);
      const own = mine && (await mine.agent.ask(mine.asked));
      return [
        ...all,
        control(
          text('the form posted by its own browser', '本来のブラウザからのフォーム送信'),
          own && isRedirect(own) ? 'accepted' : 'unclear',
          own ? [own] : [],
        ),
      ];
    },
  },
  {
    switch: 'authorization.bound-to-agent',
    run: async ({ server }) => {
      const mine = await toLogin(server);
      if (mine === null) return [];
      // Where the page's address is the request itself, there is nothing to go on with: another browser begins anew.
      const isItself = mine.page.url.split('?')[0] === server.at.authorize.split('?')[0];
      if (isItself) return [];
      const agent = server.agent();
      const there = await server.authorize(new URL(mine.page.url), agent);
      const own = await server.authorize(new URL(mine.page.url), mine.agent);
      return [
        variant(
          text(
            'the login page of one browser opened in another',
            'あるブラウザのログイン画面を別のブラウザで開く',
          ),
          there.code !== null ? 'off' : there.outcome === 'refused' ? 'on' : 'nothing',
          lastOf(there.steps),
        ),
        control(text('the same in its own browser', '本来のブラウザで開く'), own.outcome, lastOf(own.steps)),
      ];
    },
  },
  {
    switch: 'login.same-site',
    run: async ({ server }) => {
      const { agent } = { agent: server.agent() };
      if ((await server.grant({}, undefined, agent)) === null) return [];
      const asks = async (kept: typeof agent) => {
        const request = await server.request({ ...server.challenge(), state: random() });
        const { steps } = await kept.browse(
          { method: 'GET', url: request.href },
          ({ url }) => url.startsWith(server.client.redirect),
          true,
        );
        const page = steps.at(-1)!;
        return { page, login: formsOf(page.text, page.url).some(asksPassword), isPage: page.status < 400 };
      };
      const all = await asks(await agent.keeping(() => true));
      // With the cookies that a frame on another site gets in every browser, and in the most generous one.
      const none = await asks(await agent.keeping((sameSite) => sameSite === 'none'));
      const generous = await asks(
        await agent.keeping((sameSite) => sameSite === 'none' || sameSite === undefined),
      );
      const shows =
        !none.isPage || !generous.isPage
          ? 'nothing'
          : !none.login
            ? 'off'
            : generous.login
              ? 'on'
              : 'nothing';
      return [
        control(
          text('with all cookies no password is asked for', '全cookieありではパスワードを求めない'),
          all.isPage && !all.login ? 'accepted' : 'unclear',
          [all.page],
        ),
        variant(
          text('with the cookies that a frame elsewhere gets', '他サイトのフレームに送られるcookieのみで'),
          all.login ? 'nothing' : shows,
          [none.page],
        ),
      ];
    },
  },
];

/** Whether an answer that redirects leads to a code or a further form, and not back to the login. */
async function leads(server: Server, agent: Agent, answer: Exchange): Promise<'on' | 'off' | 'nothing'> {
  const next = redirectOf(answer, { method: 'POST' });
  if (next === null) return 'nothing';
  const a = await server.authorize(new URL(next.url), agent);
  const askedAgain = a.steps.some(({ text: html, url }) => formsOf(html, url).some(asksPassword));
  return askedAgain ? 'on' : a.code !== null ? 'off' : a.outcome === 'refused' ? 'on' : 'nothing';
}
