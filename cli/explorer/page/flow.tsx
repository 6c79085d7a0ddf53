// The honest run of this configuration, stepped through: what an attack is held against.

import { useMemo } from 'preact/hooks';
import { idsOf } from '../../../attacks/search/conditions.js';
import { defaultScenario } from '../../../model/scenario.js';
import { flowDrawing } from '../../../properties/drawings/compose.js';
import { CliError } from '../../errors.js';
import { profileName } from './attack.js';
import { type DetailProps, say } from './desk.js';
import { ErrorText } from './errorText.js';
import { Sequence } from './sequence.js';
import { words } from './words.js';

export function FlowView({ desk, state, change, configuration }: DetailProps) {
  const { on, world } = configuration;
  const name = profileName(desk.book, configuration, state.lang);
  const drawn = useMemo(() => {
    const { stated } = desk.book.worlds[world]!;
    const scenario = { ...defaultScenario, ...stated, sessions: 1, grants: 1 } as const;
    try {
      const setting = { scenario, on: new Set(idsOf(on)), capabilities: new Set<never>() };
      return flowDrawing(setting, name, { lang: state.lang });
    } catch (error) {
      if (error instanceof CliError) return error;
      throw error;
    }
  }, [on, world, state.lang, name]);
  return drawn instanceof CliError ? (
    <ErrorText error={drawn} lang={state.lang} />
  ) : (
    <>
      {configuration.unknown !== 0n && <p class="muted">{say(words.unknownIsOff, state)}</p>}
      <Sequence
        diagram={drawn}
        lang={state.lang}
        frame={state.frame}
        onFrame={(frame) => change({ frame })}
      />
    </>
  );
}
