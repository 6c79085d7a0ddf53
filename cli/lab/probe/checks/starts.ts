// How a flow starts at the client, and where else the client sends people.

import { type Check, control, lastOf, text, type Tried, variant } from '../check.js';
import { submission } from '../agent.js';
import { filled } from '../forms.js';

const foreign = { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
const away = 'https://evil.test/away';

export const startChecks: readonly Check[] = [
  {
    switch: 'start.csrf-checked',
    needs: ['app'],
    run: async ({ app, server }) => {
      const { at } = app!;
      const { agent, page } = await app!.open();
      const honest = await app!.start(agent, page);
      const all: Tried[] = [
        control(
          text('a flow started from the page', '画面からの開始'),
          honest === null ? 'refused' : 'accepted',
          lastOf(honest?.steps ?? [page]),
        ),
      ];
      const form = app!.startForm(page, at.form);
      const tryAs = async (
        name: ReturnType<typeof text>,
        from: typeof agent,
        asked: Parameters<typeof agent.ask>[0],
      ) => {
        const before = server.wire.record.length;
        const begun = await app!.tryStart(from, { ...asked, headers: foreign });
        const seen = server.wire.record.slice(before);
        const isRefused = seen.some(
          ({ status }) =>
            status === 400 ||
            status === 401 ||
            status === 403 ||
            status === 405 ||
            status === 404 ||
            status === 422,
        );
        all.push(variant(name, begun !== null ? 'off' : isRefused ? 'on' : 'nothing', seen.slice(-1)));
      };
      if (form === undefined) {
        await tryAs(text('a link on another site', '他サイトのリンクから'), server.agent(), {
          method: 'GET',
          url: at.start,
        });
        return all;
      }
      const fields = filled(form, {
        fields: new Map(Object.entries(at.form ?? {})),
        press: Object.values(at.form ?? {}),
      });
      // What a stranger can put into a form: what is the same for everybody, not what this page brought.
      const known = new URLSearchParams(
        [...fields].filter(([name]) => at.form === undefined || Object.hasOwn(at.form, name)),
      );
      await tryAs(
        text(
          "another site's form, in a browser that was never here",
          '他サイトのフォーム（未訪問のブラウザ）',
        ),
        server.agent(),
        submission(form.method, form.action, known),
      );
      await tryAs(
        text(
          "another site's form, in a browser that has been here",
          '他サイトのフォーム（訪問済みのブラウザ）',
        ),
        (await app!.open()).agent,
        submission(form.method, form.action, known),
      );
      await tryAs(
        text(
          "another site's form with a value that its maker was given",
          '他サイトのフォーム（作成者が得た値を含む）',
        ),
        (await app!.open()).agent,
        submission(form.method, form.action, fields),
      );
      await tryAs(
        text('a link on another site', '他サイトのリンクから'),
        (await app!.open()).agent,
        submission('GET', form.action, known),
      );
      return all;
    },
  },
  {
    switch: 'redirector.none',
    needs: ['app', 'redirectors'],
    // One that forwards is a witness; those that do not leave others that nobody named.
    run: async ({ app, server }) => {
      const all: Tried[] = [];
      for (const pattern of app!.at.redirectors!) {
        const path = pattern.replaceAll('{url}', encodeURIComponent(away));
        const answer = await server.agent().ask({ method: 'GET', url: new URL(path, app!.at.start).href });
        const { location } = answer.headers;
        const to =
          typeof location === 'string' && URL.canParse(location, answer.url)
            ? new URL(location, answer.url).href
            : '';
        const name = text(`${pattern} with an address elsewhere`, `${pattern} に外部アドレスを指定`);
        all.push(variant(name, to.startsWith(away) ? 'off' : 'nothing', [answer]));
      }
      return all;
    },
  },
];
