// The quiz: a sheet of questions drawn from a seed, answered on the screen or printed.

import { useEffect, useMemo, useState } from 'preact/hooks';
import { pick } from '../../i18n.js';
import { bookMark, quizLengths } from '../address.js';
import { allAnswers, type QuestionAnswers } from '../quiz/answers.js';
import { firstSeed, lastSeed, nextSeed, type Sheet, sheetOf } from '../quiz/sheet.js';
import { boundsOf } from '../quiz/standing.js';
import { quizWords } from '../quiz/words.js';
import type { Desk, ViewProps } from './desk.js';
import { Bounds, QuizPaper } from './quizPaper.js';
import { type Given, QuizQuestion } from './quizQuestion.js';
import './quiz.css';

const blank: Given = { ticked: new Set(), answer: null };

/** What was answered outlives the view: whoever looks at an attack in the explorer comes back to it. */
type Notebook = Map<string, Given>;
const notebooks = new WeakMap<Desk['decisions'], Notebook>();
function notebookOf({ decisions }: Desk): Notebook {
  let book = notebooks.get(decisions);
  if (book === undefined) notebooks.set(decisions, (book = new Map()));
  return book;
}

export function Quiz({ desk, state, change }: ViewProps) {
  const { decisions } = desk;
  const notebook = notebookOf(desk);
  const { questions: count } = state;
  const [, redraw] = useState(0);
  const sheet = useMemo(() => sheetOf(decisions, state.seed, count), [decisions, state.seed, count]);
  const { answers, whenReady } = useAnswers(desk, sheet);
  const bounds = useMemo(
    () => boundsOf(decisions, sheet.questions, state.lang),
    [decisions, sheet, state.lang],
  );
  const say = (word: keyof typeof quizWords) => pick(quizWords[word], state.lang);

  const keyOf = (place: number) => `${state.seed} ${count} ${place}`;
  const all = sheet.questions.map((_, i) => notebook.get(keyOf(i)) ?? blank);
  const give = (place: number, given: Given) => {
    notebook.set(keyOf(place), given);
    redraw((n) => n + 1);
  };
  return (
    <div class="quiz">
      <div class="quiz-screen">
        <div class="quiz-head">
          <h2>{say('title')}</h2>
          <label>
            {say('seed')}
            <input
              type="number"
              min={firstSeed}
              max={lastSeed}
              step={1}
              value={state.seed}
              onChange={(e) => {
                const { valueAsNumber: n } = e.currentTarget;
                if (Number.isInteger(n) && n >= firstSeed && n <= lastSeed) change({ seed: n });
                else e.currentTarget.value = String(state.seed);
              }}
            />
          </label>
          <label>
            {say('count')}
            <select
              value={count}
              onChange={(e) => {
                const { value } = e.currentTarget;
                change({ questions: quizLengths.find((n) => String(n) === value)! });
              }}
            >
              {quizLengths.map((n) => (
                <option key={n} value={n}>
                  {n}
                </option>
              ))}
            </select>
          </label>
          <button type="button" onClick={() => change({ seed: nextSeed(state.seed) })}>
            {say('another')}
          </button>
          <button type="button" onClick={() => void whenReady().then(() => window.print())}>
            {say('print')}
          </button>
        </div>
        {sheet.questions.length === 0 && <p>{say('empty')}</p>}
        <ol class="quiz-sheet">
          {sheet.questions.map((question, i) => (
            <QuizQuestion
              key={keyOf(i)}
              decisions={decisions}
              question={question}
              place={i}
              given={all[i]!}
              give={(given) => give(i, given)}
              lang={state.lang}
              change={change}
            />
          ))}
        </ol>
        <p class="quiz-score" aria-live="polite">
          {scoreText(all, state.lang)}
        </p>
        <details class="quiz-bounds">
          <summary>{say('bounds')}</summary>
          <Bounds lines={bounds} />
        </details>
      </div>
      <QuizPaper
        mark={bookMark(desk.book)}
        decisions={decisions}
        sheet={sheet}
        answers={answers}
        bounds={bounds}
        lang={state.lang}
      />
    </div>
  );
}

function scoreText(all: readonly Given[], lang: ViewProps['state']['lang']): string {
  const right = all.filter(({ answer }) => answer?.isRight).length;
  const left = all.filter(({ answer }) => answer === null).length;
  const score = `${pick(quizWords.score, lang)}: ${right} / ${all.length}`;
  return left === 0 ? score : `${score} (${pick(quizWords.left, lang)}: ${left})`;
}

/** The answers for the paper, worked out while nobody waits; null: not yet. */
function useAnswers({ decisions }: Desk, sheet: Sheet) {
  const [ready, setReady] = useState<{ sheet: Sheet; answers: readonly QuestionAnswers[] } | null>(null);
  const work = useMemo(() => new Work(decisions, sheet), [decisions, sheet]);
  useEffect(() => {
    void work.answers.then((answers) => answers !== null && setReady({ sheet, answers }));
    return () => work.stop();
  }, [work, sheet]);
  return {
    answers: ready?.sheet === sheet ? ready.answers : null,
    /** When they stand on the paper. */
    whenReady: () => work.answers.then(pause),
  };
}

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 30));

class Work {
  #isStopped = false;
  readonly answers: Promise<readonly QuestionAnswers[] | null>;

  constructor(decisions: Desk['decisions'], sheet: Sheet) {
    this.answers = pause()
      .then(() => allAnswers(decisions, sheet, () => (this.#isStopped ? Promise.reject() : pause())))
      .catch(() => null);
  }
  stop(): void {
    this.#isStopped = true;
  }
}
