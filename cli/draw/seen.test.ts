// A drawing shows a field only where its configuration knows it: whoever draws plain RFC 6749 speaks of no PKCE.

import { describe, expect, test } from 'vitest';
import { profiles } from '../../model/profiles.js';
import { smallScenario } from '../profile.js';
import { retell } from '../../attacks/search/retell.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { langs } from '../i18n.js';
import { attackDrawing, flowDrawing } from '../../properties/drawings/compose.js';
import type { SequenceDiagram } from '../../properties/drawings/diagram.js';
import { galleryFolder, traceFile } from './shipped.js';
import { threatIds } from '../../properties/drawings/subject.js';
import { subjectOfTrace } from './traceSubject.js';
import { sequenceOf } from '../../properties/drawings/tell/sequence.js';

/** Words of fields, and the switches one of which brings them. */
const brought: readonly (readonly [RegExp, (id: SwitchId) => boolean])[] = [
  [/code_challenge/, (id) => id.startsWith('pkce.')],
  [/code_verifier/, (id) => id.startsWith('pkce.') || id === 'client.authenticated'],
  [/iss: |iss：/, (id) => id.startsWith('issuer.')],
  [/signed by|not signed|の署名|署名なし/, (id) => id === 'response.signed' || id === 'request.signed'],
];

/** All that a drawing says is sent, known or refused. */
const textOf = ({ rows, steps }: SequenceDiagram): string =>
  [
    ...rows.flatMap((r) => (r.type === 'band' ? [r.text] : [r.title, ...r.details])),
    ...steps.flatMap((s) => [s.sentence, ...s.learns, ...s.knows]),
  ].join('\n');

const subjects = threatIds.map((id) => subjectOfTrace(traceFile(galleryFolder, id), id));

describe.each(langs)('in %s', (lang) => {
  test.each(subjects.map((s) => [s.id, s] as const))(
    '%s shows what its configuration sends',
    (_id, subject) => {
      const on = subject.setting.on;
      const text = textOf(attackDrawing(subject, { lang }));
      for (const [word, brings] of brought)
        if (!switchIds.some((id) => on.has(id) && brings(id))) expect(text).not.toMatch(word);
    },
  );

  test('and under a defence what that one sends', () => {
    const { on } = profiles.find(({ name }) => name === 'paper-all')!;
    const setting = {
      scenario: { ...smallScenario, sessions: 1 } as const,
      on: new Set(on as ReadonlySet<SwitchId>),
      capabilities: new Set<never>(),
    };
    expect(textOf(flowDrawing(setting, 'paper-all', { lang }))).toMatch(/code_challenge/);
    const bare = profiles.find(({ name }) => name === 'rfc6749-bare')!;
    expect(
      textOf(flowDrawing({ ...setting, on: new Set(bare.on as ReadonlySet<SwitchId>) }, 'bare', { lang })),
    ).not.toMatch(/PKCE|code_c/);
  });

  test("the attacker's own challenge is drawn as soon as somebody looks at one", () => {
    const mixUp = subjects.find(({ id }) => id === 'T6')!;
    const drawn = (more: readonly SwitchId[]) =>
      textOf(
        sequenceOf(retell(mixUp.moves, { ...mixUp.setting, on: new Set([...mixUp.setting.on, ...more]) }), {
          lang,
          title: '',
          subtitle: [],
          goal: null,
        }),
      );
    expect(drawn(['pkce.verified'])).toMatch(/code_challenge/);
    expect(drawn([])).not.toMatch(/code_challenge/);
  });
});
