// One question on the screen: its options, and once it is checked, what became of each.

import { useMemo } from 'preact/hooks';
import { type Lang, pick } from '../../i18n.js';
import { idOf } from '../../../properties/verdicts/judge.js';
import type { Decisions } from '../decide.js';
import { type Answer, answered, attackLeft, type Mark } from '../quiz/mark.js';
import { optionKey, type Question } from '../quiz/question.js';
import { standingOf } from '../quiz/standing.js';
import { attackText, sentencesOf } from '../quiz/steps.js';
import { hintText, letterOf, optionText, promptText, quizWords, reasonText } from '../quiz/words.js';
import type { ViewProps } from './desk.js';

/** What was ticked, and the answer once it was checked. */
export interface Given {
  readonly ticked: ReadonlySet<string>;
  readonly answer: Answer | null;
}

interface Props {
  readonly decisions: Decisions;
  readonly question: Question;
  readonly place: number;
  readonly given: Given;
  readonly give: (given: Given) => void;
  readonly lang: Lang;
  readonly change: ViewProps['change'];
}

export function QuizQuestion({ decisions, question, place, given, give, lang, change }: Props) {
  const { ticked, answer } = given;
  const say = (word: keyof typeof quizWords) => pick(quizWords[word], lang);
  const tick = (key: string) => {
    const now = new Set(ticked);
    if (!now.delete(key)) now.add(key);
    give({ ticked: now, answer: null });
  };
  return (
    <li class="quiz-question">
      <form
        onSubmit={(e) => {
          e.preventDefault();
          give({ ticked, answer: answered(decisions, question, ticked) });
        }}
      >
        <fieldset>
          <legend>
            {say('question')} {place + 1}. {promptText(question, lang)}
          </legend>
          <Standing decisions={decisions} question={question} lang={lang} />
          <p class="quiz-hint">{hintText(question, lang)}</p>
          <ul class="quiz-options">
            {question.options.map((option, i) => {
              const key = optionKey(option);
              const mark = answer?.marks[i] ?? null;
              return (
                <li key={key} class={mark === null ? '' : mark.isRight ? 'is-right' : 'is-wrong'}>
                  <label>
                    <input
                      type="checkbox"
                      checked={ticked.has(key)}
                      disabled={answer !== null}
                      onChange={() => tick(key)}
                    />
                    <span>
                      {letterOf(i)}. {optionText(option, lang)}
                    </span>
                  </label>
                  {mark !== null && (
                    <Told
                      decisions={decisions}
                      question={question}
                      mark={mark}
                      isTicked={ticked.has(key)}
                      lang={lang}
                      change={change}
                    />
                  )}
                </li>
              );
            })}
          </ul>
          <button type="submit" disabled={answer !== null || ticked.size === 0}>
            {say('check')}
          </button>{' '}
          <span class="quiz-result" aria-live="polite">
            {answer === null ? '' : say(answer.isRight ? 'right' : 'wrong')}
          </span>
        </fieldset>
      </form>
    </li>
  );
}

export function Standing({ decisions, question, lang }: Pick<Props, 'decisions' | 'question' | 'lang'>) {
  const lines = useMemo(() => standingOf(decisions, question, lang), [decisions, question, lang]);
  return (
    <dl class="quiz-standing">
      {lines.map(({ label, text }) => [
        <dt key={`${label} label`}>{label}</dt>,
        <dd key={`${label} text`}>{text}</dd>,
      ])}
    </dl>
  );
}

interface ToldProps extends Pick<Props, 'decisions' | 'question' | 'lang' | 'change'> {
  readonly mark: Mark;
  readonly isTicked: boolean;
}

/** What became of an option: why it is right, or the attack that is left. */
function Told({ decisions, question, mark, isTicked, lang, change }: ToldProps) {
  const say = (word: keyof typeof quizWords) => pick(quizWords[word], lang);
  const open = () =>
    change({
      mode: 'explore',
      a: mark.configuration,
      b: null,
      side: 'a',
      target: idOf(question.target),
      view: 'attack',
      frame: 1,
    });
  return (
    <>
      <p class="quiz-reason">
        {say(mark.isRight ? 'holds' : 'fails')}: {reasonText(question, mark, lang)}{' '}
        {isTicked !== mark.isRight && <strong>{say('otherwise')}</strong>}
      </p>
      {mark.verdict === 'attack' && (
        <details class="quiz-attack" open={isTicked}>
          <summary>{say('theAttack')}</summary>
          <AttackLeft decisions={decisions} question={question} mark={mark} lang={lang} />
          <button type="button" onClick={open}>
            {say('opened')}
          </button>
        </details>
      )}
    </>
  );
}

function AttackLeft({ decisions, question, mark, lang }: Omit<ToldProps, 'isTicked' | 'change'>) {
  const witness = useMemo(() => attackLeft(decisions, question, mark), [decisions, question, mark]);
  const sentences = useMemo(() => (witness === null ? [] : sentencesOf(witness, lang)), [witness, lang]);
  if (witness === null) return <p>{pick(quizWords.unseen, lang)}</p>;
  return (
    <>
      <p>{attackText(witness, lang)}</p>
      <ol>
        {sentences.map((sentence, i) => (
          <li key={`${i} ${sentence}`}>{sentence}</li>
        ))}
      </ol>
    </>
  );
}
