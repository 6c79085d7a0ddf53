// A target file, read: secrets taken from the environment, and every address checked before anything is sent.

import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { CliError, EXIT } from '../../errors.js';
import { shapedYaml } from '../../../properties/input/yaml.js';
import { readText } from '../../textFile.js';
import type { Filling } from './forms.js';
import { type Allowed, placeOf } from './guard.js';
import type { Party } from './server.js';
import { type Registered, type TargetFile, targetFile, type Value } from './target.js';

export interface OpenTarget {
  readonly file: TargetFile;
  readonly client: Party;
  readonly other: Party | null;
  readonly filling: Filling;
  readonly addresses: ReadonlyMap<string, string>;
  /** A certificate authority to trust, as PEM. */
  readonly ca: string | undefined;
}

const kind = 'a target of `sekisho probe` (see docs/probe.md)';

/** Reads a target file. Throws what is wrong with it and where. */
export function readTarget(path: string): OpenTarget {
  const { content, place } = shapedYaml(path, readText(path, kind), targetFile, kind);
  const ca = content.ca === undefined ? undefined : pemAt(content.ca, path, place(['ca']));
  return openTarget(content, ca);
}

/** A target as it is used. `ca`: a certificate authority, as PEM. */
export function openTarget(file: TargetFile, ca?: string): OpenTarget {
  const party = ({ secret, ...rest }: Registered): Party => ({
    ...rest,
    secret: secret === undefined ? undefined : textOf(secret),
  });
  return {
    file,
    client: party(file.client),
    other: file.other === undefined ? null : party(file.other),
    filling: {
      fields: new Map(Object.entries(file.owner.fields).map(([name, value]) => [name, textOf(value)])),
      press: file.owner.press ?? [],
    },
    addresses: new Map(Object.entries(file.hosts ?? {}).map(([name, at]) => [name.toLowerCase(), at])),
    ca,
  };
}

/** Throws where any address of the target may not be spoken to. Nothing is sent. */
export async function checkAddresses({ file }: OpenTarget, allowed: Allowed): Promise<void> {
  const { server, app } = file;
  const all = [
    server.authorize,
    server.token,
    server.revoke,
    server.resource,
    server.other,
    file.client.redirect,
  ];
  for (const url of [...all, app?.start, app?.result])
    if (url !== undefined && (app !== undefined || url !== file.client.redirect))
      await placeOf(new URL(url), allowed);
}

function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  const found = process.env[value.env];
  if (found === undefined || found === '')
    throw new CliError(EXIT.missing, `no environment variable \`${value.env}\``, {
      why: 'the target file takes a secret from it',
      fix: 'set it for this command',
    });
  return found;
}

function pemAt(ca: string, path: string, place: string): string {
  const at = isAbsolute(ca) ? ca : join(dirname(path), ca);
  try {
    return readFileSync(at, 'utf8');
  } catch (error) {
    throw new CliError(EXIT.missing, `${place}: cannot read \`${at}\``, { why: (error as Error).message });
  }
}
