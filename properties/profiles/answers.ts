// Answers to questions, written into a profile: the setting, and a note with the day and who said so.

import { isMap, type Document } from 'yaml';
import { type SwitchId, switchIds } from '../../model/switches.js';
import type { StatedProfile } from '../verdicts/profile.js';
import { EXIT, Problem, unknown } from '../input/problem.js';
import { openYaml } from '../input/yaml.js';

export interface Answer {
  readonly switch: SwitchId;
  readonly isOn: boolean;
}

/** An answer written `switch=true` or `switch=false`, beside those given before. Throws a `Problem` (64) if it is none. */
export function answerFrom(text: string, before: readonly Answer[] = []): readonly Answer[] {
  const [, id, value] = /^([^=]+)=(.*)$/.exec(text) ?? [];
  const known = switchIds.find((s) => s === id);
  if (id === undefined || !(value === 'true' || value === 'false'))
    throw new Problem(EXIT.usage, `\`${text}\` is no answer`, {
      fix: 'write a switch, `=`, and true or false: --answer pkce.required=true',
    });
  if (known === undefined) throw unknown('switch', id, switchIds, EXIT.usage);
  const twice = before.find((a) => a.switch === known);
  if (twice !== undefined)
    throw new Problem(EXIT.usage, `\`${known}\` is answered twice`, { fix: 'answer it once' });
  return [...before, { switch: known as SwitchId, isOn: value === 'true' }];
}

/** Throws at an answer to what the profile does not leave unknown. */
export function checkOpen({ name, unknown: open }: StatedProfile, answers: readonly Answer[]): void {
  const settled = answers.find((a) => !open.has(a.switch));
  if (settled !== undefined)
    throw new Problem(EXIT.usage, `profile \`${name}\` does not leave \`${settled.switch}\` unknown`, {
      why: 'only what is unknown is asked about; nothing was written',
      fix: 'change it in the file if it is wrong',
      available: [...open],
    });
}

/** The profile as it is with some answers. */
export const answered = (profile: StatedProfile, answers: readonly Answer[]): StatedProfile => ({
  ...profile,
  on: new Set([...profile.on, ...answers.filter((a) => a.isOn).map((a) => a.switch)]),
  unknown: new Set([...profile.unknown].filter((id) => !answers.some((a) => a.switch === id))),
});

/** @param day as YYYY-MM-DD */
export const noteOf = (day: string, source: string): string => `${day}: ${source}`;

/** The text of a profile with answers in it. Whatever else stands in it stays, comments too. */
export function withAnswers(path: string, text: string, answers: readonly Answer[], note: string): string {
  const { document } = openYaml(path, text);
  for (const { switch: id, isOn } of answers) {
    put(document, 'switches', id, isOn);
    put(document, 'notes', id, note);
  }
  return document.toString({ lineWidth: 0 });
}

function put(document: Document, key: string, id: string, value: boolean | string): void {
  // What is there may be a mapping without entries, which YAML reads as null.
  if (!isMap(document.get(key, true))) document.set(key, document.createNode({}));
  document.setIn([key, id], value);
}
