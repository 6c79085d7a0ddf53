// Reference pages, made from the tables that the program itself reads.

import { capabilities } from '../attacks/capabilities/capabilities.js';
import { namedAttackers } from '../attacks/catalogue/namedAttackers.js';
import { goals } from '../attacks/goals.js';
import { type Measure, measures } from '../model/measures.js';
import { type Switch, switches } from '../model/switches.js';
import { scenarioChoices } from '../properties/profiles/choices.js';
import { commandNames, commands } from './commands/names.js';
import { EXIT } from './errors.js';
import { exitMeanings, jsonForms } from './referenceWords.js';

const made = 'Made by `npm run reference`. Do not edit.';
const cell = (text: string | number): string => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (cells: readonly (string | number)[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [row(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(row)].join('\n');
const code = (ids: readonly string[]): string => ids.map((id) => `\`${id}\``).join(' ');
const page = (title: string, ...parts: readonly string[]): string =>
  `${[`# ${title}`, made, ...parts].join('\n\n')}\n`;

const measuresOf = (id: string): string =>
  code((measures as readonly Measure[]).filter((m) => m.switches.some((s) => s === id)).map((m) => m.id));

/** Each page of docs/reference by its file name. */
export const referencePages = (): ReadonlyMap<string, string> =>
  new Map([
    [
      'switches.md',
      page(
        'Switches',
        'A switch is one check by one party, on or off in a configuration. `derived`: the model executes the check. `assumed`: it removes a capability by definition. `environment`: on in every shipped profile that does not turn it off.',
        table(
          [
            'switch',
            'party',
            'messages',
            'basis',
            'environment',
            'what it does',
            '内容',
            'measures',
            'source',
          ],
          (switches as readonly Switch[]).map((s) => [
            `\`${s.id}\``,
            s.party,
            s.messages.join(' '),
            s.basis,
            s.environment ? 'yes' : '',
            s.name.en,
            s.name.ja,
            measuresOf(s.id),
            s.source,
          ]),
        ),
      ),
    ],
    [
      'capabilities.md',
      page(
        'Capabilities',
        'What an attacker can do, each given or withheld. Every attacker owns an account and a browser besides.',
        table(
          ['capability', 'what the attacker can do', '攻撃者にできること', 'source'],
          capabilities.map((c) => [`\`${c.id}\``, c.name.en, c.name.ja, c.source]),
        ),
        '## Attackers that documents name',
        table(
          ['attacker', 'name', '名前', 'capabilities', 'source'],
          namedAttackers.map((a) => [`\`${a.id}\``, a.name.en, a.name.ja, code(a.capabilities), a.source]),
        ),
      ),
    ],
    [
      'goals.md',
      page(
        'Goals',
        '`end`: what an attacker wants. `stage`: on the way there, the attacker knows one of alice’s secrets. `honest`: what must be possible without an attacker.',
        table(
          ['goal', 'kind', 'name', '名前'],
          goals.map((g) => [`\`${g.id}\``, g.kind, g.name.en, g.name.ja]),
        ),
      ),
    ],
    [
      'measures.md',
      page(
        'Measures',
        'A measure is a set of switches that goes by one name. `fi`: taken by the bank; `tpp`: by the intermediary that runs the client; `ro`: by the resource owner.',
        table(
          ['measure', 'name', '名前', 'by', 'kind', 'switches', 'source'],
          (measures as readonly Measure[]).map((m) => [
            `\`${m.id}\``,
            m.name.en,
            m.name.ja,
            m.by.join(' '),
            m.kind,
            code(m.switches),
            m.source,
          ]),
        ),
      ),
    ],
    [
      'exit-codes.md',
      page(
        'Exit codes',
        'Codes up to 22 are answers, not failures; from 64 on they follow sysexits(3).',
        table(
          ['code', 'name', 'meaning', '意味'],
          (Object.keys(EXIT) as (keyof typeof EXIT)[]).map((name) => [
            EXIT[name],
            `\`${name}\``,
            exitMeanings[name].en,
            exitMeanings[name].ja,
          ]),
        ),
        'The library throws a `Problem` with the same code as `exitCode`.',
      ),
    ],
    [
      'json.md',
      page(
        'JSON',
        'Every command takes `--json`. A result is one JSON value on standard output; an error is one on standard error, `{ "error": { "exitCode", "what", "why"?, "do"?, "available"? } }`. `version` is raised when a form changes. Sets of ids are lists.',
        table(
          ['command', 'what it answers', 'fields of the result'],
          commandNames.map((name) => [`\`${name}\``, commands[name].description, jsonForms[name]]),
        ),
        '## Scenario',
        table(
          ['setting', 'values'],
          Object.entries(scenarioChoices).map(([key, values]) => [
            `\`${key}\``,
            values.map(String).join(', '),
          ]),
        ),
        '## Trace',
        'What `search --out` writes and `replay` reads: `version`, `goal`, `profile`, `scenario`, `on` (switches), `capabilities`, and `steps`, each with `n`, `actor`, `action`, `choice`, `to`, `message`, `messages`, `checks` (`switch`, `on`, `by`, `result`), `refusals`, `learns` and `goals`.',
        '## Profile',
        '[profile.schema.json](../profile.schema.json) is the JSON Schema of profile files (`sekisho schema`).',
      ),
    ],
  ]);
