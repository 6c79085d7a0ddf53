// The client's web application, used as its user would, and with responses that are not as they should be.

import type { Agent } from './agent.js';
import { redirectOf, submission } from './agent.js';
import type { Exchange } from './evidence.js';
import { type Form, filled, formsOf } from './forms.js';
import type { Authorized, Outcome, Server } from './server.js';
import type { TargetFile } from './target.js';
import type { Asked } from './wire.js';

/** A flow that was begun: where the client sent the browser. */
export interface Begun {
  readonly agent: Agent;
  /** The authorization request, as the browser would make it. */
  readonly request: URL;
  readonly steps: readonly Exchange[];
}
/** A flow that came back: the response is not delivered yet. */
export interface Returned extends Begun {
  readonly back: Asked;
  readonly response: URLSearchParams;
  readonly authorized: Authorized;
}
export interface Delivered {
  readonly outcome: Outcome;
  readonly steps: readonly Exchange[];
  /** How the client answered the response itself: status, and where it led. */
  readonly answer: string;
}

export class App {
  constructor(
    readonly server: Server,
    readonly at: NonNullable<TargetFile['app']>,
  ) {}

  /** Opens the page that flows start from, as a browser does that comes for the first time. */
  async open(agent = this.server.agent()): Promise<{ readonly agent: Agent; readonly page: Exchange }> {
    return { agent, page: await agent.ask({ method: 'GET', url: this.at.start }) };
  }

  /** The form on the start page that starts a flow: the one that has these fields. */
  startForm(page: Exchange, wanted: Readonly<Record<string, string>> | undefined): Form | undefined {
    const forms = formsOf(page.text, page.url);
    if (wanted === undefined) return forms[0];
    const has = (form: Form, name: string, value: string) =>
      form.fields.some((f) => f.name === name && (f.type !== 'hidden' || f.value === value)) ||
      form.buttons.some((b) => b.name === name && b.value === value);
    return forms.find((form) => Object.entries(wanted).every(([name, value]) => has(form, name, value)));
  }

  /** Starts a flow as a user does; null if the client did not send the browser to an authorization server. */
  async begin(agent = this.server.agent(), form = this.at.form): Promise<Begun | null> {
    const { page } = await this.open(agent);
    return this.start(agent, page, form);
  }
  async start(agent: Agent, page: Exchange, wanted = this.at.form): Promise<Begun | null> {
    const found = this.#sentTo({ method: 'GET', url: this.at.start }, [page]);
    if (found !== null) return { agent, request: found, steps: [page] };
    const form = this.startForm(page, wanted);
    if (form === undefined) return null;
    const filling = { fields: new Map(Object.entries(wanted ?? {})), press: Object.values(wanted ?? {}) };
    return this.tryStart(agent, submission(form.method, form.action, filled(form, filling)), [page]);
  }
  /** A request that may start a flow: it is one if the client sends the browser on to an authorization request. */
  async tryStart(agent: Agent, asked: Asked, before: readonly Exchange[] = []): Promise<Begun | null> {
    const steps = [...before];
    let next: Asked | null = asked;
    for (let n = 0; n < 4 && next !== null; n++) {
      const exchange = await agent.ask(next);
      steps.push(exchange);
      const found = this.#sentTo(next, [exchange]);
      if (found !== null) return { agent, request: found, steps };
      next = redirectOf(exchange, next);
    }
    return null;
  }
  #sentTo(asked: Asked, [exchange]: readonly Exchange[]): URL | null {
    const onward = exchange === undefined ? null : redirectOf(exchange, asked);
    if (onward === null) return null;
    const url = new URL(onward.url);
    return url.searchParams.has('client_id') ? url : null;
  }

  /** A whole flow up to the response, which is not delivered. */
  async flow(agent = this.server.agent(), form = this.at.form): Promise<Returned | null> {
    const begun = await this.begin(agent, form);
    return begun === null ? null : this.comeBack(begun);
  }
  async comeBack(begun: Begun): Promise<Returned | null> {
    const redirect = begun.request.searchParams.get('redirect_uri') ?? this.server.client.redirect;
    const authorized = await this.server.authorize(begun.request, begun.agent, redirect);
    const { back, params: response } = authorized;
    return back === null || authorized.outcome !== 'accepted'
      ? null
      : { ...begun, back, response, authorized };
  }

  /** A response with parameters changed; `undefined` takes one out. */
  changed(
    { back, response, authorized: { by } }: Returned,
    changes: Readonly<Record<string, string | undefined>>,
  ): Asked {
    const params = new URLSearchParams(response);
    for (const [name, value] of Object.entries(changes))
      if (value === undefined) params.delete(name);
      else params.set(name, value);
    return this.#asked(new URL(back.url), params, by);
  }
  #asked(url: URL, params: URLSearchParams, by: Authorized['by']): Asked {
    if (by === 'form') return { method: 'POST', url: url.href, form: params };
    url.hash = '';
    url.search = params.toString();
    return { method: 'GET', url: url.href };
  }
  /** A response of our own making to the registered redirect URI. */
  response(params: Readonly<Record<string, string>>): Asked {
    return this.#asked(new URL(this.server.client.redirect), new URLSearchParams(params), 'query');
  }

  /**
   * Delivers a response. Accepted: the owner's account shows afterwards. Refused: the client answers with an error, or
   * in the words that the target file gives. Else it is unclear.
   */
  async deliver(agent: Agent, asked: Asked): Promise<Delivered> {
    const { steps: walked } = await agent.browse(asked, () => false, true);
    const steps = [...walked];
    const [first] = steps;
    const last = steps.at(-1);
    const location = first?.headers.location;
    const path =
      typeof location === 'string' && URL.canParse(location, asked.url)
        ? new URL(location, asked.url).pathname
        : '';
    const answer = `${first?.status} ${path}`;
    if (last === undefined) return { outcome: 'unclear', steps, answer };
    const shows = ({ status, text }: Exchange) =>
      status >= 200 && status < 300 && text.includes(this.at.shown);
    if (shows(last)) return { outcome: 'accepted', steps, answer };
    const isRefusal =
      (last.status >= 400 && last.status < 500 && last.status !== 404 && last.status !== 429) ||
      (last.status < 400 &&
        last.status > 0 &&
        this.at.refused !== undefined &&
        last.text.includes(this.at.refused));
    if (isRefusal) return { outcome: 'refused', steps, answer };
    if (this.at.result === undefined || last.status >= 400 || last.status === 0)
      return { outcome: 'unclear', steps, answer };
    const result = await agent.ask({ method: 'GET', url: this.at.result });
    return { outcome: shows(result) ? 'accepted' : 'unclear', steps: [...steps, result], answer };
  }

  /** An honest flow, from the start to the account; the outcome of each part. */
  async whole(
    agent = this.server.agent(),
  ): Promise<{ returned: Returned | null; delivered: Delivered | null }> {
    const returned = await this.flow(agent);
    return { returned, delivered: returned === null ? null : await this.deliver(agent, returned.back) };
  }
}
