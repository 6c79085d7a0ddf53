// The forms of a page, and one of them filled in as a person would.

import { Parser } from 'htmlparser2';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly checked: boolean;
}
interface Button {
  readonly name: string;
  readonly value: string;
  readonly id: string;
  text: string;
}
export interface Form {
  readonly id: string;
  readonly action: URL;
  readonly method: 'GET' | 'POST';
  readonly fields: readonly Field[];
  readonly buttons: readonly Button[];
}

/** The forms of a page that came from there, in their order. */
export function formsOf(html: string, from: string): readonly Form[] {
  const forms: (Form & { fields: Field[]; buttons: Button[] })[] = [];
  let open: (typeof forms)[number] | null = null;
  let button: Button | null = null;
  let base = from;
  const parser = new Parser({
    onopentag(tag, at) {
      if (tag === 'base' && at.href !== undefined && URL.canParse(at.href, from))
        base = new URL(at.href, from).href;
      if (tag === 'form') {
        const action = at.action === undefined || at.action === '' ? from : at.action;
        if (!URL.canParse(action, base)) return;
        open = {
          id: at.id ?? '',
          action: new URL(action, base),
          method: at.method?.toLowerCase() === 'post' ? 'POST' : 'GET',
          fields: [],
          buttons: [],
        };
        forms.push(open);
      }
      if (open === null || 'disabled' in at) return;
      const type = (at.type ?? (tag === 'button' ? 'submit' : 'text')).toLowerCase();
      if (type === 'submit' || type === 'image') {
        button = { name: at.name ?? '', value: at.value ?? '', id: at.id ?? '', text: '' };
        open.buttons.push(button);
      } else if ((tag === 'input' && !/^(button|reset|file)$/.test(type)) || tag === 'textarea')
        open.fields.push({ name: at.name ?? '', type, value: at.value ?? '', checked: 'checked' in at });
    },
    ontext(text) {
      if (button !== null) button.text += text;
    },
    onclosetag(tag) {
      if (tag === 'button') button = null;
      if (tag === 'form') open = null;
    },
  });
  parser.write(html);
  parser.end();
  return forms;
}

export const asksPassword = (form: Form): boolean => form.fields.some(({ type }) => type === 'password');

/** Whether a button is called so: by its name, value, id or text. */
const isCalled = (button: Button, names: readonly string[]): boolean =>
  names.some((name) => [button.name, button.value, button.id, button.text.trim()].includes(name));

/** How forms are filled in: what goes into a field of that name, and which buttons are pressed. */
export interface Filling {
  readonly fields: ReadonlyMap<string, string>;
  readonly press: readonly string[];
}

/** The form to be filled in: one with a field that is known, else one with a button that is, else the first that posts. */
export const formToFill = (forms: readonly Form[], { fields, press }: Filling): Form | undefined =>
  forms.find((f) => f.fields.some(({ name, type }) => fields.has(name) && type !== 'hidden')) ??
  forms.find((f) => f.buttons.some((b) => isCalled(b, press))) ??
  forms.find((f) => f.method === 'POST') ??
  forms[0];

/** The fields that a browser would send. */
export function filled(form: Form, { fields, press }: Filling): URLSearchParams {
  const sent = new URLSearchParams();
  for (const { name, type, value, checked } of form.fields) {
    if (name === '' || (/^(checkbox|radio)$/.test(type) && !checked && !fields.has(name))) continue;
    const box = type === 'checkbox' ? value || 'on' : value;
    sent.append(name, type === 'hidden' ? value : (fields.get(name) ?? box));
  }
  const button = form.buttons.find((b) => isCalled(b, press)) ?? form.buttons[0];
  if (button !== undefined && button.name !== '') sent.append(button.name, button.value);
  return sent;
}
