import { reasonText, targetText, verdictText } from '../words.js';
import { idOf } from '../../../properties/verdicts/judge.js';
import { acceptedLines } from './acceptText.js';
import { escaped } from './markup.js';
import { boundsLines } from '../bounds.js';
import { type GateFault, gateFaults, isFaultOf, stepsOf, type Told } from './told.js';

/**
 * The comparison as JUnit XML: a suite for each profile, a case for each cell. A cell fails where a gate tripped on it,
 * and is an error where no verdict could be given; expectations without a cell, and a lock's other faults, are a suite.
 */
export function junit(told: Told): string {
  const { comparison, lang } = told;
  const faults = gateFaults(told);
  const claimed = new Set<GateFault>();
  const suites = comparison.grounds.map((ground, i) => {
    let failures = 0;
    let errors = 0;
    const cases = comparison.rows.map(({ target, cells }) => {
      const cell = cells[i]!;
      const own = faults.filter(isFaultOf(ground.profile.name, target));
      for (const fault of own) claimed.add(fault);
      const body: string[] = [];
      if (own.length > 0) {
        failures++;
        body.push(
          `<failure message="${escaped(own.map(({ text }) => text).join('; '))}" type="${cell.verdict}">${escaped((cell.witness === null ? [] : stepsOf(cell.witness)).join('\n'))}</failure>`,
        );
      } else if (cell.verdict === 'inconclusive' || cell.verdict === 'vacuous') {
        errors++;
        body.push(`<error message="${escaped(reasonText(cell.because, lang))}" type="${cell.verdict}"/>`);
      } else if (cell.verdict === 'not-applicable')
        body.push(`<skipped message="${escaped(reasonText(cell.because, lang))}"/>`);
      const accepted = acceptedLines(
        (told.gates.accepted ?? []).filter(
          (a) => a.profile === ground.profile.name && a.target === idOf(target),
        ),
        lang,
      );
      const out = [verdictText(cell.verdict, lang), ...accepted].join('\n');
      body.push(`<system-out>${escaped(out)}</system-out>`);
      return `    <testcase classname="${escaped(ground.profile.name)}" name="${escaped(targetText(target, lang))}">${body.join('')}</testcase>`;
    });
    const skipped = comparison.rows.filter(({ cells }) => cells[i]!.verdict === 'not-applicable').length;
    return [
      `  <testsuite name="${escaped(ground.profile.name)}" tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="${skipped}">`,
      `    <properties>${boundsLines(ground, lang)
        .map((line) => `<property name="bounds" value="${escaped(line)}"/>`)
        .join('')}</properties>`,
      ...cases,
      '  </testsuite>',
    ].join('\n');
  });
  const rest = faults.filter((f) => !claimed.has(f)).map(({ text }) => text);
  if (rest.length > 0)
    suites.push(
      [
        `  <testsuite name="gates" tests="${rest.length}" failures="${rest.length}" errors="0" skipped="0">`,
        ...rest.map(
          (l) =>
            `    <testcase classname="gates" name="${escaped(l)}"><failure message="${escaped(l)}" type="gate"/></testcase>`,
        ),
        '  </testsuite>',
      ].join('\n'),
    );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="sekisho">',
    ...suites,
    '</testsuites>',
  ].join('\n');
}
