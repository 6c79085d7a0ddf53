import { type Command, Option } from 'commander';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { type Remark, threats, type Threat } from '../../attacks/catalogue/paper.js';
import { namedAttackers } from '../../attacks/catalogue/namedAttackers.js';
import { goals } from '../../attacks/goals.js';
import { type Measure, measures } from '../../model/measures.js';
import { type SwitchId, switches } from '../../model/switches.js';
import { EXIT, unknown } from '../errors.js';
import { type Lang, langs, pick } from '../i18n.js';
import { appendixRows } from '../profiles/shipped/documents/appendixRows.js';
import { becomesText } from '../profiles/shipped/documents/appendixText.js';
import { shippedProfiles } from '../profiles/shipped/index.js';
import { json, print, table } from '../output.js';
import { begin } from './names.js';

interface Listing {
  readonly head: readonly string[];
  readonly rows: (lang: Lang) => (string | number)[][];
  readonly data: readonly object[];
}

const alternatives = (claims: readonly (readonly string[])[]): string =>
  claims.map((together) => together.join(' + ')).join(' or ');

const subjects: Readonly<Record<Remark['about'], string>> = {
  refresh: 'refresh tokens',
  'refresh-by-privilege': 'refresh tokens, with privilege',
};
/** What is said besides the claims, the alternatives about one subject together. */
const remarksOf = ({ remarks = [] }: Threat): readonly string[] =>
  (Object.keys(subjects) as Remark['about'][]).flatMap((about) => {
    const said = remarks.filter((r) => r.about === about).map(({ measures: ids }) => ids);
    return said.length === 0 ? [] : [`${subjects[about]}: ${alternatives(said)}`];
  });

const claimsOf = (t: Threat): string =>
  [
    alternatives(t.claims),
    ...remarksOf(t),
    ...(t.claimsNativeApp ? [`native app: ${alternatives(t.claimsNativeApp)}`] : []),
  ].join('\n');

const inNone = { en: 'in no measure', ja: 'どの対策にも含まれない' };
const takenForGranted = { en: 'taken for granted', ja: '前提' };
/** The measures that a switch is part of. */
const bundling = (id: SwitchId): readonly string[] =>
  (measures as readonly Measure[]).filter((m) => m.switches.includes(id)).map((m) => m.id);

const listings: Readonly<Record<string, Listing>> = {
  switches: {
    head: ['switch and its measure', 'party', 'basis', 'what it does', 'source'],
    rows: (lang) =>
      switches.map((s) => [
        `${s.id}\n  ${bundling(s.id).join(' ') || pick(s.environment ? takenForGranted : inNone, lang)}`,
        s.party,
        s.basis,
        pick(s.name, lang),
        s.source,
      ]),
    data: switches.map((s) => ({ ...s, measures: bundling(s.id) })),
  },
  measures: {
    head: ['measure', 'name', 'switches'],
    rows: (lang) =>
      (measures as readonly Measure[]).map((m) => [m.id, pick(m.name, lang), m.switches.join(' ')]),
    data: measures,
  },
  goals: {
    head: ['goal', 'kind', 'name'],
    rows: (lang) => goals.map((g) => [g.id, g.kind, pick(g.name, lang)]),
    data: goals,
  },
  capabilities: {
    head: ['capability', 'what the attacker can do', 'source'],
    rows: (lang) => capabilities.map((c) => [c.id, pick(c.name, lang), c.source]),
    data: capabilities,
  },
  attackers: {
    head: ['attacker', 'name', 'capabilities', 'source'],
    rows: (lang) => namedAttackers.map((a) => [a.id, pick(a.name, lang), a.capabilities.join(' '), a.source]),
    data: namedAttackers,
  },
  profiles: {
    head: ['profile', 'on', 'unknown', 'description'],
    rows: (lang) =>
      shippedProfiles.map((p) => [p.name, p.on.size, p.unknown.size, pick(p.description, lang)]),
    data: shippedProfiles,
  },
  appendix: {
    head: ['section', 'what the survey reports of FAPI', 'becomes'],
    rows: (lang) =>
      appendixRows.map(({ section, text, becomes }) => [
        section,
        pick(text, lang),
        becomes.map((one) => becomesText(one, lang)).join('; '),
      ]),
    data: appendixRows,
  },
  threats: {
    head: ['threat', 'name', 'claimed against it'],
    rows: (lang) => (threats as readonly Threat[]).map((t) => [t.id, pick(t.name, lang), claimsOf(t)]),
    data: threats,
  },
};

export function register(program: Command): void {
  begin(program, 'list')
    .argument('[what]', `one of ${Object.keys(listings).join(', ')}; all of them if left out`)
    .option('--json', 'print JSON')
    .addOption(new Option('--lang <lang>', 'language of the names').choices([...langs]).default('en'))
    .action((what: string | undefined, options: { json?: boolean; lang: Lang }) => {
      if (what !== undefined && !Object.hasOwn(listings, what))
        throw unknown('list', what, Object.keys(listings), EXIT.usage);
      if (options.json) {
        const all = Object.fromEntries(Object.entries(listings).map(([name, { data }]) => [name, data]));
        json(what === undefined ? all : all[what]);
        return;
      }
      const show = ({ head, rows }: Listing) => table(head, rows(options.lang));
      print(
        what === undefined
          ? Object.entries(listings)
              .map(([name, listing]) => `${name.toUpperCase()}\n\n${show(listing)}`)
              .join('\n\n')
          : show(listings[what]!),
      );
    });
}
