import { packageVersion } from '../../version.js';
import { shippedProfiles } from '../../../properties/profiles/shipped/index.js';
import { idOf, type Verdict } from '../../../properties/verdicts/judge.js';
import { isAccepted } from '../../../properties/verdicts/accept.js';
import { acceptedLines } from './acceptText.js';
import { nameOf, reasonText, verdictText } from '../words.js';
import { boundsLines } from '../bounds.js';
import { attackerText, dependsText, gateLines, stepsOf, type Told } from './told.js';

/** How grave a cell is. Cells that say nothing against the profile are results too, of another kind. */
const graveness: Readonly<Record<Verdict, { readonly kind: string; readonly level: string }>> = {
  attack: { kind: 'fail', level: 'error' },
  depends: { kind: 'open', level: 'none' },
  inconclusive: { kind: 'review', level: 'none' },
  vacuous: { kind: 'review', level: 'none' },
  'no-attack-within-bounds': { kind: 'pass', level: 'none' },
  'not-applicable': { kind: 'notApplicable', level: 'none' },
};

/** Literal text of a message: brackets would be links, braces placeholders (SARIF 2.1.0, 3.11.5 and 3.11.6). */
const literal = (text: string): string =>
  text.replace(/[\\[\]]/g, (c) => `\\${c}`).replace(/[{}]/g, (c) => c + c);

/** The comparison as a SARIF 2.1.0 log: a rule for each goal and threat, a result for each cell. */
export function sarif(told: Told): object {
  const { comparison, gates, lang, files } = told;
  const accepted = gates.accepted ?? [];
  const rules = comparison.rows.map(({ target }) => ({
    id: idOf(target),
    shortDescription: { text: literal(nameOf(target, lang)) },
  }));
  const results = comparison.rows.flatMap(({ target, cells }, ruleIndex) =>
    cells.map((cell, i) => {
      const { profile } = comparison.grounds[i]!;
      const details = [
        `${profile.name}: ${nameOf(target, lang)}: ${verdictText(cell.verdict, lang)}`,
        ...(cell.because === null ? [] : [reasonText(cell.because, lang)]),
        ...(cell.dependsOn.length === 0 ? [] : [dependsText(cell, lang)]),
        ...(cell.witness === null ? [] : [attackerText(cell.witness, lang), ...stepsOf(cell.witness)]),
      ];
      const isFile = !shippedProfiles.some((p) => p.name === files[i]);
      return {
        ruleId: idOf(target),
        ruleIndex,
        ...graveness[cell.verdict],
        message: { text: literal(details.join('\n')) },
        locations: [
          {
            ...(isFile && {
              physicalLocation: {
                artifactLocation: { uri: files[i]!.split(/[\\/]/).map(encodeURIComponent).join('/') },
                region: { startLine: 1 },
              },
            }),
            logicalLocations: [{ name: profile.name, kind: 'profile' }],
          },
        ],
        ...(isAccepted(cell, accepted, profile.name, target) && {
          suppressions: accepted
            .filter((a) => a.profile === profile.name && a.target === idOf(target))
            .map((a) => ({
              kind: 'external',
              status: 'accepted',
              justification: acceptedLines([a], lang)[0]!,
            })),
        }),
        partialFingerprints: { cell: `${profile.name}/${idOf(target)}` },
        properties: { verdict: cell.verdict, openPaths: cell.open },
      };
    }),
  );
  const said = gateLines(told);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'sekisho', semanticVersion: packageVersion(), rules } },
        invocations: [
          {
            executionSuccessful: !gates.interrupted,
            toolExecutionNotifications: said.map((text) => ({
              level: 'error',
              message: { text: literal(text) },
            })),
          },
        ],
        results,
        properties: {
          bounds: Object.fromEntries(comparison.grounds.map((g) => [g.profile.name, boundsLines(g, lang)])),
        },
      },
    ],
  };
}
