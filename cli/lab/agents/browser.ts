// Chromium as alice's user agent, driven over CDP. Each hop of hers passes through `Fetch`: it is held where the model has
// a step of its own, and goes nowhere but to the lab.

import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { CliError, EXIT } from '../../errors.js';
import { chromiumPath, driver } from '../../explorer/chromium.js';
import { addresses, isLoopback, isOfLab } from '../loopback.js';
import type { Urls } from '../wanted.js';
import type { Agent, Classify, Hop, Rest, Tab } from './agent.js';

/** How long nothing may move before a page counts as at rest, in milliseconds. */
const quiet = 120;
const wait = (ms: number) => new Promise<void>((ok) => setTimeout(ok, ms));
/** An evaluation waits while a navigation is held: it is never waited for long. */
const within = <T>(work: Promise<T>, ms = 700): Promise<T | undefined> =>
  Promise.race([work.catch(() => undefined), wait(ms).then(() => undefined)]);

interface Paused {
  readonly requestId: string;
  readonly resourceType: string;
  readonly request: { readonly url: string; readonly method: string; readonly postData?: string };
}
interface Seen {
  readonly requestId: string;
  readonly type?: string;
}

class BrowserTab implements Tab {
  #held: (Paused & { readonly kind: Hop['kind'] }) | null = null;
  #left: string | null = null;
  #isDropped = false;
  #moved = 0;
  readonly #underWay = new Set<string>();

  private constructor(
    readonly page: Page,
    readonly cdp: CDPSession,
    readonly agent: BrowserAgent,
  ) {}

  static async open(agent: BrowserAgent): Promise<BrowserTab> {
    const page = await agent.context.newPage();
    const cdp = await agent.context.newCDPSession(page);
    const tab = new BrowserTab(page, cdp, agent);
    page.setDefaultTimeout(5000);
    cdp.on('Fetch.requestPaused', (paused) => void tab.#pause(paused as Paused));
    cdp.on('Network.requestWillBeSent', (seen: Seen) => {
      tab.#moved = performance.now();
      if (seen.type === 'Document') tab.#underWay.add(seen.requestId);
    });
    for (const event of ['Network.loadingFinished', 'Network.loadingFailed'] as const)
      cdp.on(event, (seen: Seen) => {
        tab.#moved = performance.now();
        tab.#underWay.delete(seen.requestId);
      });
    await cdp.send('Network.enable');
    await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] });
    return tab;
  }

  async #pause(paused: Paused): Promise<void> {
    this.#moved = performance.now();
    const { url, postData = '' } = paused.request;
    const host = new URL(url).hostname;
    if (/^https?:/.test(url) && !isOfLab(host) && !isLoopback(host)) {
      if (paused.resourceType === 'Document') this.#left = host;
      await this.#send('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'BlockedByClient' });
      return;
    }
    const kind = paused.resourceType === 'Document' ? this.agent.classify(url) : null;
    if (kind !== null) this.agent.hops.push({ kind, url, body: postData });
    if (kind === 'm7' || (kind === 'm3' && this.agent.holdRequests)) this.#held = { ...paused, kind };
    else await this.#send('Fetch.continueRequest', { requestId: paused.requestId });
  }
  #send(method: 'Fetch.continueRequest' | 'Fetch.failRequest', parameters: object): Promise<unknown> {
    return this.cdp.send(method, parameters as never).catch(() => undefined);
  }

  async rest(ms: number): Promise<Rest | null> {
    const end = performance.now() + ms;
    for (;;) {
      const rest = await this.#look();
      if (rest !== null || performance.now() > end) return rest;
      await wait(15);
    }
  }
  async #look(): Promise<Rest | null> {
    const held = this.#held;
    if (held !== null) {
      const { url, method, postData = '' } = held.request;
      return { at: 'held', kind: held.kind, url, method, body: postData };
    }
    if (this.#left !== null) return { at: 'nowhere', why: `the lab does not leave loopback: ${this.#left}` };
    if (this.#isDropped) return { at: 'nowhere', why: 'dropped' };
    if (this.#underWay.size > 0 || performance.now() - this.#moved < quiet) return null;
    const url = this.page.url();
    if (url.startsWith('chrome-error:')) return { at: 'nowhere', why: 'the browser shows an error page' };
    const seen = await within(
      this.page.evaluate(
        'document.readyState==="complete"?{text:document.body?document.body.innerText:"",hasForm:!!document.querySelector("form")}:null',
      ) as Promise<{ text: string; hasForm: boolean } | null>,
    );
    if (seen === undefined || seen === null || this.#held !== null || this.#underWay.size > 0) return null;
    return { at: 'page', url, text: seen.text.replace(/\s+/g, ' ').trim(), hasForm: seen.hasForm };
  }
  #begins(): void {
    this.#moved = performance.now() + quiet;
    this.#left = null;
    this.#isDropped = false;
  }
  async go(url: string): Promise<void> {
    if (this.#held !== null) await this.drop();
    this.#begins();
    void this.page.goto(url, { waitUntil: 'commit', timeout: 15_000 }).catch(() => {});
  }
  async submit(formId: string | null, fields: Readonly<Record<string, string>>): Promise<void> {
    this.#begins();
    await within(
      this.page.evaluate(`(${fill.toString()})(${JSON.stringify(formId)}, ${JSON.stringify(fields)})`),
    );
  }
  async release(url?: string): Promise<void> {
    const held = this.#held;
    if (held === null) return;
    this.#held = null;
    this.#begins();
    await this.#send('Fetch.continueRequest', {
      requestId: held.requestId,
      ...(url !== undefined && { url }),
    });
  }
  async drop(): Promise<void> {
    const held = this.#held;
    this.#held = null;
    if (held !== null)
      await this.#send('Fetch.failRequest', { requestId: held.requestId, errorReason: 'Aborted' });
    this.#isDropped = true;
  }
  async clickInFrame(): Promise<void> {
    for (let i = 0; i < 4; i++) {
      const frame = this.page
        .frames()
        .find((f) => f !== this.page.mainFrame() && isOfLab(new URL(f.url()).hostname));
      const button =
        frame === undefined ? null : await within(frame.$('form button, form [type=submit]'), 3000);
      const box = button ? await within(button.boundingBox()) : null;
      if (!box) return;
      await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await wait(400);
    }
  }
  async close(): Promise<void> {
    this.#held = null;
    await within(this.page.close(), 2000);
    this.agent.forgetTab(this);
  }
}

/** Runs in the page. */
function fill(this: unknown, formId: string | null, fields: Record<string, string>): void {
  const { document, setTimeout } = globalThis as unknown as {
    document: {
      getElementById(id: string): PageForm | null;
      querySelector(selector: string): PageForm | null;
    };
    setTimeout: (work: () => void, ms: number) => void;
  };
  const form = formId === null ? document.querySelector('form') : document.getElementById(formId);
  if (form === null) return;
  for (const [name, value] of Object.entries(fields)) {
    const input = form.querySelector(`[name="${name}"]`);
    if (input !== null) input.value = value;
  }
  const button = form.querySelector('button, [type=submit]');
  setTimeout(() => (button === null ? form.submit() : button.click()), 0);
}
interface PageForm {
  querySelector(selector: string): { value: string; click(): void } | null;
  submit(): void;
}

export class BrowserAgent implements Agent {
  readonly isBrowser = true;
  readonly hops: Hop[] = [];
  holdRequests = false;
  readonly #tabs = new Map<string, BrowserTab>();

  constructor(
    readonly context: BrowserContext,
    readonly classify: Classify,
  ) {}

  async tab(name: string): Promise<Tab> {
    let tab = this.#tabs.get(name);
    if (tab === undefined) {
      tab = await BrowserTab.open(this);
      this.#tabs.set(name, tab);
    }
    return tab;
  }
  forgetTab(tab: BrowserTab): void {
    for (const [name, one] of this.#tabs) if (one === tab) this.#tabs.delete(name);
  }
  async forget(host: string): Promise<void> {
    await this.context.clearCookies({ domain: host });
  }
  async close(): Promise<void> {
    await within(this.context.close(), 3000);
  }
}

/** Browsers for a stack: one for each set of certificates that it takes. */
export class Browsers {
  readonly #running = new Map<string, Promise<Browser>>();

  constructor(readonly isHeaded: boolean) {}

  async agentFor(urls: Urls, classify: Classify): Promise<Agent> {
    const keys = [...urls.spki.honest, ...(urls.is['server.authenticated-front'] ? [] : [urls.spki.evil])];
    const key = keys.join(',');
    let browser = this.#running.get(key);
    if (browser === undefined) this.#running.set(key, (browser = this.#launch(key)));
    return new BrowserAgent(await (await browser).newContext(), classify);
  }
  async #launch(keys: string): Promise<Browser> {
    const chromium = await driver();
    if (chromium === null)
      throw new CliError(EXIT.missing, '`playwright-core` is not installed', {
        why: 'it drives the browser that is alice’s in the lab',
        fix: 'npm install --save-dev playwright-core@1.65.1, or run with --no-browser',
      });
    const executablePath = chromiumPath();
    if (executablePath === null)
      throw new CliError(EXIT.missing, 'there is no Chromium', {
        why: 'it is the browser that is alice’s in the lab',
        fix: 'install one, say where it is with CHROMIUM_PATH, or run with --no-browser',
      });
    return chromium.launch({
      executablePath,
      headless: !this.isHeaded,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        `--ignore-certificate-errors-spki-list=${keys}`,
        `--host-resolver-rules=MAP *.test ${addresses.front}, MAP * ~NOTFOUND, EXCLUDE ${addresses.front}`,
        '--disable-site-isolation-trials',
        '--disable-features=IsolateOrigins,site-per-process,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    });
  }
  async close(): Promise<void> {
    for (const browser of this.#running.values())
      await within(
        browser.then((b) => b.close()),
        5000,
      );
    this.#running.clear();
  }
}
