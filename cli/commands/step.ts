import { stdin, stdout } from 'node:process';
import { createInterface, type Interface } from 'node:readline';
import type { Command } from 'commander';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { beginWalk, type Walk } from '../../properties/stepping/walk.js';
import { threatIds } from '../../properties/drawings/subject.js';
import { galleryFolder, traceFile } from '../draw/shipped.js';
import { CliError, EXIT } from '../errors.js';
import { writeAll } from '../files.js';
import { langNamed } from '../lang.js';
import { json, print } from '../output.js';
import {
  addScenarioOptions,
  loadProfile,
  refuseBeyond,
  refuseContradiction,
  type ScenarioOptions,
  settingFrom,
  settled,
  smallScenario,
} from '../profile.js';
import { type AskedAttacker, attackerOption } from '../profiles/common.js';
import { report } from '../reportError.js';
import { replayTrace } from '../replayTrace.js';
import { capabilitiesNamed, collect } from '../run.js';
import { stepData } from '../step/data.js';
import { answer, greeting, type Session } from '../step/session.js';
import { verbs } from '../step/words.js';
import { begin } from './names.js';

interface Options extends ScenarioOptions {
  readonly profile?: string;
  readonly capability?: readonly string[];
  readonly attacker?: AskedAttacker;
  readonly do?: string;
  readonly lang: string;
  readonly json?: boolean;
}

export function register(program: Command): void {
  addScenarioOptions(
    begin(program, 'step')
      .argument('[trace]', 'a trace file, or a threat such as T6; without it, a walk from the beginning')
      .option(
        '--profile <profile>',
        "a shipped profile or a YAML file (default: the trace's, or rfc6749-bare)",
      )
      .option('--capability <capability>', 'the attacker has exactly these (repeatable)', collect)
      .addOption(attackerOption())
      .option('--do <commands>', 'carry these out, with semicolons between, and leave')
      .option('--lang <lang>', 'language of the output', 'en')
      .option('--json', 'print where the walk has got to at the end, as JSON'),
    smallScenario,
  ).action(async (what: string | undefined, options: Options) => {
    const lang = langNamed(options.lang);
    const session: Session = {
      ...(what === undefined ? fresh(options) : opened(what, options)),
      lang,
    };
    const isQuiet = options.json === true;
    if (!isQuiet) print(greeting(session));
    const end =
      options.do !== undefined
        ? scripted(session, options.do.split(';'), isQuiet)
        : stdin.isTTY
          ? await spoken(session, isQuiet)
          : await piped(session, isQuiet);
    if (options.json) json(stepData(end));
  });
}

function fresh(options: Options): Pick<Session, 'walk' | 'profile'> {
  if (options.capability !== undefined && options.attacker !== undefined)
    throw new CliError(EXIT.usage, '--attacker with --capability', {
      why: 'both say what the attacker has',
      fix: 'leave one of them out',
    });
  const { profile, scenario } = settingFrom(options.profile ?? 'rfc6749-bare', options, smallScenario);
  const named = capabilitiesNamed([...new Set(options.capability ?? [])]);
  refuseBeyond(profile, named);
  // Whoever is bounded by nothing has everything.
  const has =
    options.attacker === undefined
      ? options.capability === undefined
        ? [...(profile.attacker ?? [])]
        : named
      : options.attacker === 'any'
        ? capabilities.map(({ id }) => id)
        : [...options.attacker];
  return {
    walk: beginWalk({ scenario, on: profile.on, capabilities: new Set(has) }),
    profile: profile.name,
  };
}

/** What stands in a trace; options that would change its world or attacker are refused. */
function opened(what: string, options: Options): Pick<Session, 'walk' | 'profile'> {
  const { profile, capability, attacker, do: _do, lang: _lang, json: _json, ...world } = options;
  const given = [
    ...(capability === undefined ? [] : ['--capability']),
    ...(attacker === undefined ? [] : ['--attacker']),
    ...Object.keys(world)
      .filter((key) => key in smallScenario)
      .map((key) => `--${key}`),
  ];
  if (given.length > 0)
    throw new CliError(EXIT.usage, `${given[0]} with a trace`, {
      why: 'a trace says in which world and by which attacker it runs',
      fix: 'leave it out; or begin a walk without a trace',
    });
  return traceAt(what, profile);
}

function traceAt(what: string, profile?: string): { readonly walk: Walk; readonly profile: string } {
  const file = threatIds.includes(what) ? traceFile(galleryFolder, what) : what;
  const { trace, attack } = replayTrace(file);
  const other = profile === undefined ? null : settled(loadProfile(profile));
  if (other !== null) refuseContradiction(attack.scenario, other.on);
  const setting = {
    scenario: attack.scenario,
    on: other?.on ?? new Set(attack.on),
    capabilities: new Set(attack.capabilities),
  };
  const moves = attack.steps.map((s) => `${s.actor}.${s.action} ${JSON.stringify(s.choice)}`);
  return { walk: beginWalk(setting, moves), profile: other?.name ?? trace.profile };
}

/** Carries out one line; null: it was the last. */
function line(session: Session, text: string, isQuiet: boolean): Session | null {
  const { session: next, said, isOver, write } = answer(session, text, (what) => traceAt(what));
  if (write !== undefined) writeAll(new Map([[write.file, write.content]]));
  if (!isQuiet && said !== '') print(said);
  return isOver === true ? null : next;
}

/** Lines that were written beforehand: each is shown, and the first that fails ends it. */
function scripted(session: Session, lines: readonly string[], isQuiet: boolean): Session {
  let at = session;
  for (const text of lines) {
    if (text.trim() === '') continue;
    if (!isQuiet) print(`> ${text.trim()}`);
    const next = line(at, text, isQuiet);
    if (next === null) return at;
    at = next;
  }
  return at;
}

const reader = (isTerminal: boolean): Interface =>
  createInterface({
    input: stdin,
    ...(isTerminal && { output: stdout }),
    completer: (text: string) => [verbs.filter((verb) => verb.startsWith(text)), text],
  });

async function piped(session: Session, isQuiet: boolean): Promise<Session> {
  const lines: string[] = [];
  let at = session;
  for await (const text of reader(false)) {
    lines.push(text);
    if (text.trim() === '') continue;
    const next = scripted(at, [text], isQuiet);
    at = next;
    if (/^\s*(q|quit|exit)\s*$/.test(text)) break;
  }
  return at;
}

/** Somebody sits there: what is not understood is told, and the walk goes on. */
async function spoken(session: Session, isQuiet: boolean): Promise<Session> {
  const terminal = reader(true);
  let at = session;
  terminal.setPrompt(promptOf(at));
  terminal.prompt();
  for await (const text of terminal) {
    try {
      const next = line(at, text, isQuiet);
      if (next === null) break;
      at = next;
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      report(error, false);
    }
    terminal.setPrompt(promptOf(at));
    terminal.prompt();
  }
  terminal.close();
  return at;
}
const promptOf = ({ walk }: Session): string => `step ${walk.taken.length}> `;
