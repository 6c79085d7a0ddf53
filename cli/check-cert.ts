// Reads and checks a coverage certificate, and tells what came of it.

import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Certificate, certificateSchema } from '../properties/certificate/certificate.js';
import { faultOf } from '../properties/certificate/check.js';
import { describeScenario } from '../model/scenario.js';
import { CliError, EXIT } from './errors.js';
import type { Lang } from './i18n.js';
import { print, progress } from './output.js';

/** Checks the certificate in a file and tells. Throws what is wrong with the file or with what it says. */
export function checkCertificate(path: string, lang: Lang): Certificate {
  const certificate = readCertificate(path);
  const fault = faultOf(certificate, (states) => progress(`${states} of ${certificate.states} states`));
  progress('');
  if (fault !== null)
    throw new CliError(EXIT.replayFailed, `the certificate in \`${path}\` does not hold`, {
      why: fault,
      fix: 'was it changed, or made by another version? make it anew with `sekisho certify`',
    });
  print(told[lang](certificate));
  return certificate;
}

const told = {
  en: (c: Certificate) =>
    `the certificate holds: ${c.states} states within ${c.depth} steps, none left, none in which ${c.goal} is reached\n` +
    `Bounds: ${c.profile}; ${describeScenario(c.scenario)}; exactly ${c.capabilities.join(', ') || 'no capability'}.`,
  ja: (c: Certificate) =>
    `証明書は正しい: ${c.depth} ステップ以内の ${c.states} 状態をすべて確認し、${c.goal} に至る状態なし\n` +
    `範囲: ${c.profile}; ${describeScenario(c.scenario)}; 攻撃者の能力: ${c.capabilities.join(', ') || 'なし'}`,
};

function readCertificate(path: string): Certificate {
  if (!existsSync(path))
    throw new CliError(EXIT.missing, `no file \`${path}\``, { fix: 'make one with `sekisho certify`' });
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CliError(EXIT.badFile, `\`${path}\` is not JSON`, {
      why: (error as Error).message,
      fix: 'is it cut off? make it anew with `sekisho certify`',
    });
  }
  const parsed = certificateSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new CliError(EXIT.badFile, `\`${path}\` is not a certificate of this version`, {
    why: z.prettifyError(parsed.error),
  });
}
