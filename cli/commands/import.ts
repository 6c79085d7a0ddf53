import { basename, extname, join } from 'node:path';
import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { makeFolder, refuseInput, writeAll, writeOutput } from '../files.js';
import { CliError, EXIT } from '../errors.js';
import { fileNames } from '../file-names.js';
import type { Lang } from '../i18n.js';
import { json, print, table } from '../output.js';
import { langOption } from '../profiles/common.js';
import {
  fieldShown,
  importAll,
  type Imported,
  importFrom,
  profileText,
  readSource,
} from '../profiles/import/index.js';
import { asName, isName } from '../../properties/profiles/schema.js';
import { checkLoads } from '../profile.js';
import { plain } from '../plain.js';
import { version } from '../run.js';
import { begin } from './names.js';

interface Options {
  readonly out?: string;
  readonly name?: string;
  readonly client?: string;
  readonly realm?: string;
  readonly allClients?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly lang: Lang;
}

export function register(program: Command): void {
  begin(program, 'import')
    .argument('<files...>', 'JSON documents, of one server and one client')
    .option('-o, --out <path>', 'write the profile to a file (default: standard output)')
    .option('--name <name>', "the profile's name (default: the first file's)")
    .option('--client <id>', 'which client of a realm')
    .option('--realm <name>', 'which realm, if a file holds several')
    .option('--all-clients', 'a profile for each client of a realm, into the folder that -o names')
    .option('--force', 'overwrite files')
    .option('--json', 'print what was found as JSON')
    .addOption(langOption())
    .action((files: string[], options: Options) =>
      options.allClients === true ? importRealm(files, options) : importOne(files, options),
    );
}

function importOne(files: readonly string[], options: Options): void {
  const { out, lang } = options;
  if (out !== undefined) refuseExisting([out], options);
  if (out !== undefined) refuseInput(out, files);
  const imported = importFrom(files.map(readSource), options);
  if (options.name !== undefined && !isName(options.name))
    throw new CliError(EXIT.usage, `\`${options.name}\` cannot be the name of a profile`, {
      why: 'a name has 1 to 80 printable characters',
    });
  const name = options.name ?? asName(basename(files[0]!, extname(files[0]!)));
  const text = profileText(imported, name);
  checkLoads(out ?? 'the profile', text);
  if (out !== undefined) writeOutput(out, text);
  if (options.json) json({ version, name, ...imported });
  else if (out === undefined) print(text.trimEnd());
  else {
    for (const [id, { is, from }] of imported.switches) print(`${id}: ${is} (${from})`);
    for (const [id, from] of imported.undecided) print(`${id}: ${words.unknown[lang]} (${from})`);
    for (const line of imported.scenarioFrom) print(line);
    for (const { file, field, why } of imported.left)
      print(`${words.notTaken[lang]}: ${file}: ${field}: ${why}`);
    print(words.written[lang](plain(out), imported.switches.size));
  }
}

/** All profiles are made before the first is written. */
function importRealm(files: readonly string[], options: Options): void {
  const { out: folder, lang } = options;
  if (folder === undefined)
    throw new CliError(EXIT.usage, '--all-clients without -o', {
      why: 'each client gets a file of its own',
      fix: 'name a folder with -o',
    });
  const single = (['client', 'name'] as const).find((key) => options[key] !== undefined);
  if (single !== undefined)
    throw new CliError(EXIT.usage, `--all-clients with --${single}`, {
      why: `--${single} is about one client`,
      fix: 'leave one of them out',
    });
  const { realm, clients, leftOut } = importAll(files.map(readSource), options);
  const paths = fileNames(
    clients.map(({ id }) => id),
    '.yaml',
  ).map((name) => join(folder, name));
  refuseExisting(paths, options);
  const names = distinctNames(clients.map(({ id }) => id));
  const made = clients.map(({ id, isBuiltIn, imported }, i) => {
    const file = paths[i]!;
    refuseInput(file, files);
    const name = names[i]!;
    const text = profileText(imported, name);
    checkLoads(file, text);
    return { client: id, isBuiltIn, name, file, text, imported };
  });
  makeFolder(folder);
  writeAll(new Map(made.map(({ file, text }) => [file, text])));

  if (options.json) {
    json({
      version,
      realm,
      profiles: made.map(({ text: _, imported, ...row }) => ({ ...row, ...summary(imported) })),
      leftOut: leftOut.map(({ id, reason }) => ({
        client: id,
        field: reason.field,
        value: reason.value ?? null,
        why: reason.why[lang],
      })),
    });
    return;
  }
  print(
    table(
      words.head[lang],
      made.map(({ client, isBuiltIn, file, imported }) => [
        `${plain(client)}${isBuiltIn ? ` ${words.builtIn[lang]}` : ''}`,
        plain(file),
        imported.switches.size,
        imported.undecided.size,
      ]),
    ),
  );
  for (const { id, reason } of leftOut)
    print(`${words.leftOut[lang]}: ${plain(id)}: ${plain(fieldShown(reason))}: ${reason.why[lang]}`);
  print(words.writtenAll[lang](plain(folder), made.length, leftOut.length));
}

/** Profiles are told apart by their names, also those of clients whose names differ beyond what a name can hold. */
function distinctNames(ids: readonly string[]): string[] {
  const taken = new Set<string>();
  return ids.map((id) => {
    let name = asName(id);
    for (let n = 2; taken.has(name); n++) name = asName(id, ` ${n}`);
    taken.add(name);
    return name;
  });
}

const summary = ({ switches, undecided, scenario }: Imported) => {
  const being = (wanted: boolean) => [...switches].filter(([, { is }]) => is === wanted).map(([id]) => id);
  return { on: being(true), off: being(false), undecided: [...undecided.keys()], scenario };
};

function refuseExisting(paths: readonly string[], { force }: Options): void {
  const there = force === true ? undefined : paths.find((path) => existsSync(path));
  if (there !== undefined)
    throw new CliError(EXIT.usage, `\`${there}\` is there already`, {
      why: 'it may hold answers that no document has',
      fix: 'give another path, or --force; nothing was written',
    });
}

const words = {
  unknown: { en: 'unknown', ja: '未定' },
  notTaken: { en: 'not taken over', ja: '取り込まず' },
  head: {
    en: ['client', 'profile', 'decided', 'left open'],
    ja: ['クライアント', 'プロファイル', '判明', '未定（記載あり）'],
  },
  builtIn: { en: '(built in)', ja: '（組込み）' },
  leftOut: { en: 'left out', ja: '対象外' },
  written: {
    en: (path: string, n: number) =>
      `${path} written: ${n} switches decided, the others unknown or taken for granted`,
    ja: (path: string, n: number) => `${path} を書き出しました: ${n} 項目が判明、残りは未定または前提`,
  },
  writtenAll: {
    en: (folder: string, n: number, left: number) =>
      `${n} ${n === 1 ? 'profile' : 'profiles'} written to ${folder}, ${left} ${left === 1 ? 'client' : 'clients'} left out`,
    ja: (folder: string, n: number, left: number) =>
      `${folder} に ${n} 件のプロファイルを書き出しました（対象外のクライアント ${left} 件）`,
  },
};
