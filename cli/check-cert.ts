// Reads and checks a coverage certificate, and tells what came of it.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { counted } from '../properties/drawings/counted.js';
import { fullScenarioText } from '../properties/drawings/scenarioText.js';
import {
  type Certificate,
  checkCertificate as check,
  parseCertificate,
} from '../properties/library/certificates.js';
import { CliError, EXIT } from './errors.js';
import type { Lang } from './i18n.js';
import { json, print, progress } from './output.js';
import { isShipped } from '../properties/profiles/names.js';
import { version } from '../properties/traces/outputVersion.js';

/** Checks the certificate in a file and tells. Throws what is wrong with the file or with what it says. */
export function checkCertificate(path: string, lang: Lang, asJson = false): Certificate {
  const certificate = readCertificate(path);
  const fix = 'was it changed, or made by another version? make it again with `sekisho certify`';
  const checked = check(certificate, (states) => progress(`${states} of ${certificate.states} states`));
  progress('');
  if (!checked.holds)
    throw checked.fault === 'vacuous'
      ? new CliError(EXIT.vacuous, `the certificate in \`${path}\` says nothing`, {
          why: checked.why,
          fix: 'turn on under `on` what belongs together, in a profile, and make it again with `sekisho certify`',
        })
      : new CliError(EXIT.replayFailed, `the certificate in \`${path}\` does not hold`, {
          why: checked.why,
          fix,
        });
  if (asJson) {
    const { goal, profile, scenario, on, capabilities, states, depth } = certificate;
    json({ version, holds: true, goal, profile, bounds: { scenario, capabilities }, on, states, depth });
  } else print(told[lang](certificate));
  return certificate;
}

const told = {
  en: (c: Certificate) =>
    `the certificate holds: ${counted(c.states, 'state')} within ${counted(c.depth, 'step')}, none left, none in which ${c.goal} is reached\n` +
    `Bounds: ${profileText.en(c)}; ${fullScenarioText(c.scenario, 'en')}; exactly ${c.capabilities.join(', ') || 'no capability'}.`,
  ja: (c: Certificate) =>
    `証明書は正しい: ${c.depth} ステップ以内の ${c.states} 状態をすべて確認し、${c.goal} に至る状態なし\n` +
    `範囲: ${profileText.ja(c)}; ${fullScenarioText(c.scenario, 'ja')}; 攻撃者の能力: ${c.capabilities.join(', ') || 'なし'}`,
};

/** A name that is not of a shipped profile proves nothing: the switches in the certificate do. */
const profileText = {
  en: (c: Certificate) =>
    isShipped(c.profile)
      ? c.profile
      : `the ${c.on.length} switches that it lists (named ${quoted(c.profile)}; no shipped profile)`,
  ja: (c: Certificate) =>
    isShipped(c.profile)
      ? c.profile
      : `証明書に列挙された ${c.on.length} 個のスイッチ（名前は ${quoted(c.profile)}、同梱プロファイルではない）`,
};
/** Without control and formatting characters, which could rewrite the line on a terminal. */
const quoted = (name: string): string => JSON.stringify(name.replace(/\p{C}+/gu, ' '));

function readCertificate(path: string): Certificate {
  if (!existsSync(path))
    throw new CliError(EXIT.missing, `no file \`${path}\``, { fix: 'make one with `sekisho certify`' });
  if (statSync(path).isDirectory())
    throw new CliError(EXIT.missing, `\`${path}\` is a folder`, { fix: 'name a certificate file in it' });
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CliError(EXIT.badFile, `\`${path}\` is not JSON`, {
      why: (error as Error).message,
      fix: 'is it cut off? make it again with `sekisho certify`',
    });
  }
  return parseCertificate(data, path);
}
