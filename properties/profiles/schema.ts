// The shape of a profile file, once: what is read is checked against it, and the published JSON Schema is made of it.

import { z } from 'zod';
import { measures } from '../../model/measures.js';
import { switches } from '../../model/switches.js';
import { attackerWords } from './attackers.js';
import { scenarioChoices } from './choices.js';
import { renamedSwitches } from './renamed.js';

/** A switch is on, off, or not known: then both are looked at. */
export const setting = z.union([z.boolean(), z.literal('unknown')], {
  error: 'must be true, false or unknown',
});
export type Setting = z.infer<typeof setting>;

const longestName = 80;
// `__proto__` is no key like others in the objects that names end up in.
const printable = new RegExp(`^(?!__proto__$)(?=.*\\S)[^\\p{C}]{1,${longestName}}$`, 'u');
export const isName = (text: string): boolean => printable.test(text);

/** A text made to be a profile's name, with something after it: what cannot be printed is gone, and it is not too long. */
export function asName(text: string, after = ''): string {
  const cut = [...text.replace(/\p{C}+/gu, ' ')].slice(0, longestName - after.length).join('');
  return isName(cut) ? cut + after : `profile${after}`;
}

/** In both languages, or one text for both. */
const text = z.union([z.string().min(1), z.strictObject({ en: z.string().min(1), ja: z.string().min(1) })], {
  error: 'must be a text, or a text for each of en and ja',
});
/** What the document of a profile demands and the model does not have. */
const unmodelledRow = z.strictObject({
  text: text.meta({ description: 'what is demanded' }),
  reason: text.meta({ description: 'why it is not in the model' }),
  source: z.string().min(1).meta({ description: 'the document and section' }),
  mayChange: z
    .array(z.enum(['attack', 'none']))
    .optional()
    .meta({
      description:
        'the verdicts that it may change: attack, because it would stop one; none, because it would bring one',
    }),
});

/** Names are open here: one that is not known is told apart later, with its place and the nearest known name. */
export const profileFile = z.strictObject({
  name: z
    .string()
    .regex(printable, { error: 'must be 1 to 80 printable characters, not only spaces, and not __proto__' })
    .optional(),
  extends: z
    .union([z.string(), z.array(z.string())], {
      error: 'must be a profile name or a path, or a list of them',
    })
    .optional(),
  measures: z.array(z.string()).optional(),
  switches: z.record(z.string(), setting).optional(),
  notes: z.record(z.string(), z.string(), { error: 'must give each switch a text' }).optional(),
  unmodelled: z.array(unmodelledRow).optional(),
  attacker: z
    .union([z.array(z.string()), z.string()], {
      error: 'must be the name of an attacker, a list of capabilities and names, or any',
    })
    .optional(),
  scenario: z
    .strictObject({
      client: z.literal(scenarioChoices.client),
      orders: z.literal(scenarioChoices.orders),
      refresh: z.boolean(),
      jointAccounts: z.boolean(),
      sessions: z.literal(scenarioChoices.sessions),
      roles: z.literal(scenarioChoices.roles),
      grants: z.literal(scenarioChoices.grants),
      ticks: z.literal(scenarioChoices.ticks),
    })
    .partial()
    .optional(),
});
export type ProfileFile = z.infer<typeof profileFile>;

const descriptions = {
  en: {
    profile:
      'A configuration of the authorization code flow: which checks are on, off or not known, from where that is known, which scenario it is looked at in, and what the attacker may be able to do.',
    title: 'Sekisho profile',
    attacker:
      'what the attacker may be able to do; any: whatever is searched; absent: as in what it extends, else any',
    now: (ids: string) => `now ${ids}`,
    and: ' and ',
  },
  ja: {
    profile:
      '認可コードフローの構成。どの検査がオン、オフ、不明か、その根拠、どのシナリオで調べるか、攻撃者に何ができるか。',
    title: 'Sekishoのプロファイル',
    attacker: '攻撃者の能力の上限。anyは探索の範囲すべて。省略すると、継承元にあればそれに従い、なければany',
    now: (ids: string) => `現在の名前は ${ids}`,
    and: 'と',
  },
} as const;

/** The JSON Schema for editors: the same shape, with every switch and measure by name. */
export function profileSchema(lang: 'en' | 'ja' = 'en'): object {
  const t = descriptions[lang];
  const described = Object.fromEntries(
    switches.map((s) => [s.id, setting.optional().meta({ description: `${s.name[lang]} (${s.source})` })]),
  );
  const renamed = Object.entries(renamedSwitches).map(
    ([id, now]) => [id, { description: t.now(now.join(t.and)), deprecated: true }] as const,
  );
  const former = <T extends z.ZodType>(of: T) =>
    Object.fromEntries(renamed.map(([id, meta]) => [id, of.optional().meta(meta)]));
  const named = profileFile.extend({
    measures: z.array(z.enum(measures.map(({ id }) => id))).optional(),
    switches: z.strictObject({ ...described, ...former(setting) }).optional(),
    attacker: z
      .union([z.array(z.enum(attackerWords)), z.enum([...attackerWords, 'any'])])
      .optional()
      .meta({
        description: t.attacker,
      }),
    notes: z
      .strictObject({
        ...Object.fromEntries(switches.map((s) => [s.id, z.string().optional()])),
        ...former(z.string()),
      })
      .optional(),
  });
  return {
    title: t.title,
    description: t.profile,
    ...z.toJSONSchema(named, { io: 'input' }),
  };
}
