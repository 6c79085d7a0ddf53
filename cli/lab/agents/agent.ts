// Alice's user agent, as whoever performs a trace drives it. One is Chromium, one a program that speaks HTTP; both hold
// the two hops that the model has steps of their own for: the authorization request (m3) and the response (m7).

/** Where a tab has come to rest. */
export type Rest =
  | {
      readonly at: 'held';
      readonly kind: 'm3' | 'm7';
      readonly url: string;
      readonly method: string;
      readonly body: string;
    }
  | { readonly at: 'page'; readonly url: string; readonly text: string; readonly hasForm: boolean }
  | { readonly at: 'nowhere'; readonly why: string };
export interface Hop {
  readonly kind: 'm3' | 'm7';
  readonly url: string;
  readonly body: string;
}

export interface Tab {
  /** Where it is, once nothing moves; null: something is under way still after `ms`. */
  rest(ms: number): Promise<Rest | null>;
  /** Goes to an address as if typed. */
  go(url: string): Promise<void>;
  /** Posts a form of the page with these fields changed. `frame`: in a frame of the page. */
  submit(formId: string | null, fields: Readonly<Record<string, string>>): Promise<void>;
  /** Lets a held hop go, perhaps to another address, or throws it away. */
  release(url?: string): Promise<void>;
  drop(): Promise<void>;
  /** A real click of alice's on what lies in a frame of the page; only in a browser. */
  clickInFrame?(): Promise<void>;
  close(): Promise<void>;
}
export interface Agent {
  readonly isBrowser: boolean;
  tab(name: string): Promise<Tab>;
  /** Every hop of alice's that the model knows, as an extension in her browser would see them. */
  readonly hops: readonly Hop[];
  /** Whether authorization requests are held. */
  holdRequests: boolean;
  /** Throws away the cookies of a site. */
  forget(host: string): Promise<void> | void;
  close(): Promise<void>;
}
/** Which hop a request is, null: none. */
export type Classify = (url: string) => 'm3' | 'm7' | null;
