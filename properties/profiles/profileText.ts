// A profile's text and what it says. Whatever is wrong with it is told with its place. Where texts come from (files, a
// page) is for others to know.

import { isMap, isNode, isScalar } from 'yaml';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { measures } from '../../model/measures.js';
import { contradictionOf, type Flaw, flawOf, type Scenario } from '../../model/scenario.js';
import { type SwitchId, switches, switchIds } from '../../model/switches.js';
import type { StatedProfile, Unmodelled } from '../verdicts/profile.js';
import { Problem, EXIT, unknown } from '../input/problem.js';
import { openYaml, type Path } from '../input/yaml.js';
import { attackerWords, capabilitiesOf } from './attackers.js';
import { scenarioChoices } from './choices.js';
import { byNewNames, isRenamed, renamedSwitches } from './renamed.js';
import { asName, type ProfileFile, profileFile } from './schema.js';
import { shippedProfile } from './shipped/byName.js';

const fileKeys: readonly string[] = Object.keys(profileFile.shape);
const measureIds: readonly string[] = measures.map((m) => m.id);
const knownSwitches: ReadonlySet<string> = new Set(switchIds);
const environment: readonly SwitchId[] = switches.filter((s) => s.environment).map((s) => s.id);

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1)!;
const stemOf = (path: string): string => nameOf(path).replace(/(?<=.)\.[^.]*$/, '');

/**
 * What a profile's text says. One that extends nothing starts from the environment. `path` names it in errors; `load`
 * finds what it extends by a name that no shipped profile has.
 */
export function profileOf(path: string, text: string, load: (name: string) => StatedProfile): StatedProfile {
  const { file, place } = parse(path, text);

  const wanted = file.extends === undefined ? [] : [file.extends].flat();
  const bases = wanted.map((base) => shippedProfile(base) ?? load(base));
  const on = new Set<SwitchId>(bases.length === 0 ? environment : bases.flatMap((b) => [...b.on]));
  const open = new Set<SwitchId>(bases.flatMap((b) => [...b.unknown]).filter((id) => !on.has(id)));
  // Of several bases that speak of a switch, the last one whose setting holds.
  const isHere = (b: StatedProfile, id: SwitchId) =>
    b.on.has(id) === on.has(id) && b.unknown.has(id) === open.has(id);
  const notes = new Map<SwitchId, string>(bases.flatMap((b) => [...b.notes].filter(([id]) => isHere(b, id))));
  const turnedOnBy = new Map<SwitchId, string>();
  for (const [i, id] of (file.measures ?? []).entries()) {
    const measure = measures.find((m) => m.id === id);
    if (measure === undefined)
      throw unknown('measure', id, measureIds, EXIT.badFile, { why: `at ${place(['measures', i])}` });
    for (const s of measure.switches) {
      on.add(s);
      open.delete(s);
      notes.set(s, `measure ${id}`);
      if (!turnedOnBy.has(s)) turnedOnBy.set(s, id);
    }
  }
  const { said: settings, was } = byNewNames(file.switches ?? {});
  for (const [id, value] of Object.entries(settings) as [SwitchId, boolean | 'unknown'][]) {
    const by = turnedOnBy.get(id);
    if (value !== true && by !== undefined)
      throw new Problem(
        EXIT.badFile,
        `${place(['switches', was.get(id) ?? id])}: switch \`${id}\` is set to ${value}, but measure \`${by}\` turns it on`,
        {
          why: 'a profile cannot have both',
          fix: `remove one; or put \`${by}\` into a profile that this one extends, where a switch may be overridden`,
        },
      );
    on.delete(id);
    open.delete(id);
    if (value === 'unknown') open.add(id);
    else if (value) on.add(id);
    notes.set(id, `set in ${nameOf(path)}${was.has(id) ? ` as ${was.get(id)}` : ''}`);
  }
  for (const [id, note] of Object.entries(byNewNames(file.notes ?? {}).said) as [SwitchId, string][])
    notes.set(id, note);

  const attacker =
    file.attacker === undefined
      ? (bases.findLast((b) => b.attacker !== null)?.attacker ?? null)
      : attackerOf(file.attacker, place);
  const scenario: Partial<Scenario> = Object.assign({}, ...bases.map((b) => b.scenario), file.scenario);
  const contradiction = contradictionOf(scenario, on);
  const by = contradiction && turnedOnBy.get(contradiction.switch);
  refuse(
    contradiction && by
      ? { ...contradiction, fix: `choose another client, or remove measure \`${by}\`` }
      : (contradiction ?? flawOf(scenario)),
    EXIT.badFile,
    `${path}: `,
  );
  // What several bases carry stands once.
  const unmodelled = [
    ...new Map(
      [...bases.flatMap((b) => b.unmodelled ?? []), ...(file.unmodelled ?? []).map(unmodelledOf)].map(
        (one) => [JSON.stringify(one), one] as const,
      ),
    ).values(),
  ];
  return {
    name: file.name ?? asName(stemOf(path)),
    on,
    unknown: open,
    notes,
    scenario,
    attacker,
    ...(unmodelled.length > 0 && { unmodelled }),
  };
}

const inBoth = (text: string | Unmodelled['text']): Unmodelled['text'] =>
  typeof text === 'string' ? { en: text, ja: text } : text;
const unmodelledOf = ({
  text,
  reason,
  source,
  mayChange = [],
}: NonNullable<ProfileFile['unmodelled']>[number]): Unmodelled => ({
  text: inBoth(text),
  reason: inBoth(reason),
  source,
  mayChange,
});

function attackerOf(
  given: readonly string[] | string,
  place: (at: Path) => string,
): ReadonlySet<CapabilityId> | null {
  if (given === 'any') return null;
  const words = typeof given === 'string' ? [given] : given;
  return new Set(
    words.flatMap((word, i) => {
      const has = capabilitiesOf(word);
      if (has === undefined)
        throw unknown('attacker or capability', word, attackerWords, EXIT.badFile, {
          why: `at ${place(typeof given === 'string' ? ['attacker'] : ['attacker', i])}`,
        });
      return has;
    }),
  );
}

/** Throws a flaw, if there is one, as an error of the user's input. */
export function refuse(flaw: Flaw | null, exitCode: number, place = ''): void {
  if (flaw !== null) throw new Problem(exitCode, `${place}${flaw.what}`, { why: flaw.why, fix: flaw.fix });
}

/** A file's content in its right shape, and where in the file (as path:line:column) an item stands. */
function parse(path: string, text: string): { file: ProfileFile; place: (at: Path) => string } {
  const { document, data: content, place, placeOf } = openYaml(path, text);

  const named = ['switches', 'notes'].map((key) => document.getIn([key], true));
  for (const node of named) {
    const keys = isMap(node) ? node.items.map(({ key }) => key) : [];
    const ids = keys.map((key) => (isScalar(key) ? String(key.value) : String(key)));
    for (const [i, id] of ids.entries()) {
      const key = keys[i];
      const at = isNode(key) && key.range ? placeOf(key.range[0]) : path;
      if (!knownSwitches.has(id) && !isRenamed(id))
        throw unknown('switch', id, switchIds, EXIT.badFile, { why: `at ${at}` });
      const again = isRenamed(id) ? renamedSwitches[id]!.find((now) => ids.includes(now)) : undefined;
      if (again !== undefined)
        throw new Problem(EXIT.badFile, `${at}: switch \`${id}\` is named beside \`${again}\``, {
          why: `it is the former name of ${renamedSwitches[id]!.map((now) => `\`${now}\``).join(' and ')}`,
          fix: `remove \`${id}\``,
        });
    }
  }

  if (content === null || typeof content !== 'object' || Array.isArray(content))
    throw new Problem(EXIT.badFile, `${path}: not a profile`, {
      why: content === null ? 'the file is empty' : 'the file is not a mapping of keys to values',
      available: fileKeys,
    });
  const parsed = profileFile.safeParse(content);
  if (parsed.success) return { file: parsed.data, place };

  const issue = parsed.error.issues[0]!;
  const at = issue.path as Path;
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    const keys = at[0] === 'scenario' ? Object.keys(scenarioChoices) : fileKeys;
    throw unknown('key', key, keys, EXIT.badFile, { why: `at ${place([...at, key])}` });
  }
  const value = document.getIn(at);
  const offOrOn = typeof value === 'string' && /^(on|off|yes|no)$/i.test(value);
  throw new Problem(EXIT.badFile, `${place(at)}: \`${at.join('.')}\` is wrong`, {
    why: issue.message,
    ...(offOrOn && { fix: `write true or false; \`${value}\` is a text in YAML 1.2` }),
    ...(issue.code === 'invalid_value' && { available: issue.values.map(String) }),
  });
}
