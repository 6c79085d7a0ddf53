// The sheet on paper: the questions with empty boxes, and on a page of their own the answers with their reasons. It
// shows only when printed.

import { type Lang, pick } from '../../i18n.js';
import type { Decisions } from '../decide.js';
import type { QuestionAnswers, TellingMark } from '../quiz/answers.js';
import { optionKey, type Question } from '../quiz/question.js';
import type { Sheet } from '../quiz/sheet.js';
import { attackText, sentencesOf } from '../quiz/steps.js';
import { hintText, letterOf, optionText, promptText, quizWords, reasonText } from '../quiz/words.js';
import { Standing } from './quizQuestion.js';

interface Props {
  readonly decisions: Decisions;
  readonly sheet: Sheet;
  /** Of the page that the sheet was drawn in. */
  readonly mark: string;
  /** Null: still being worked out. */
  readonly answers: readonly QuestionAnswers[] | null;
  readonly bounds: readonly string[];
  readonly lang: Lang;
}

export function QuizPaper({ decisions, sheet, mark, answers, bounds, lang }: Props) {
  const say = (word: keyof typeof quizWords) => pick(quizWords[word], lang);
  const number = `${say('seed')}: ${sheet.seed}-${sheet.questions.length}-${mark}`;
  return (
    <div class="quiz-paper">
      <div class="quiz-paper-head">
        <h2>Sekisho: {say('title')}</h2>
        <span>{number}</span>
        <span class="quiz-name">{say('name')}:</span>
      </div>
      <ol class="quiz-sheet">
        {sheet.questions.map((question, i) => (
          <li key={`${sheet.seed} ${i}`} class="quiz-question">
            <h3>
              {i + 1}. {promptText(question, lang)}
            </h3>
            <Standing decisions={decisions} question={question} lang={lang} />
            <p class="quiz-hint">{hintText(question, lang)}</p>
            <ul class="quiz-options">
              {question.options.map((option, k) => (
                <li key={optionKey(option)}>
                  ☐ {letterOf(k)}. {optionText(option, lang)}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <div class="quiz-answers">
        <div class="quiz-paper-head">
          <h2>
            Sekisho: {say('title')}, {say('answers')}
          </h2>
          <span>{number}</span>
        </div>
        {answers === null ? (
          <p>{say('preparing')}</p>
        ) : (
          <ol>
            {answers.map((told, i) => (
              <Answers key={`${sheet.seed} ${i}`} told={told} place={i} lang={lang} />
            ))}
          </ol>
        )}
        <div class="quiz-bounds">
          <p>{say('bounds')}</p>
          <Bounds lines={bounds} />
        </div>
      </div>
    </div>
  );
}

export const Bounds = ({ lines }: { readonly lines: readonly string[] }) => (
  <ul>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

interface AnswersProps {
  readonly told: QuestionAnswers;
  readonly place: number;
  readonly lang: Lang;
}

function Answers({ told: { question, marks }, place, lang }: AnswersProps) {
  const right = marks.flatMap(({ mark }, i) => (mark.isRight ? [letterOf(i)] : []));
  return (
    <li class="quiz-answer">
      <h3>
        {place + 1}. {right.join(', ')}
      </h3>
      <ul>
        {marks.map((marked, i) => (
          <li key={optionKey(marked.mark.option)}>
            <Reason question={question} marked={marked} place={i} lang={lang} />
          </li>
        ))}
      </ul>
    </li>
  );
}

interface ReasonProps {
  readonly question: Question;
  readonly marked: TellingMark;
  readonly place: number;
  readonly lang: Lang;
}

function Reason({ question, marked: { mark, witness, sameAs }, place, lang }: ReasonProps) {
  const say = (word: keyof typeof quizWords) => pick(quizWords[word], lang);
  const ids = mark.option.join(' + ');
  const reason = reasonText(question, mark, lang);
  const head = `${letterOf(place)}. ${ids} ${say(mark.isRight ? 'holds' : 'fails')}: ${reason}`;
  if (sameAs !== null)
    return (
      <span>
        {head} ({say('sameAttack')} {letterOf(question.options.indexOf(sameAs))})
      </span>
    );
  if (mark.verdict === 'attack' && witness === null)
    return (
      <span>
        {head} {say('unseen')}
      </span>
    );
  return (
    <span>
      {head} {witness !== null && attackTold(witness, lang)}
    </span>
  );
}

const attackTold = (witness: NonNullable<TellingMark['witness']>, lang: Lang): string =>
  `${attackText(witness, lang)}${lang === 'en' ? '. ' : '。'}${sentencesOf(witness, lang)
    .map((sentence, i) => `${i + 1}) ${sentence}`)
    .join(' ')}`;
