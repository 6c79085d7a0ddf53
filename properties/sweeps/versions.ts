/** Of which version an answer is: of the model, and of all that decides what a cell is answered. */
export interface Versions {
  /** Of the code that decides what a search finds, as everywhere. */
  readonly model: string;
  /** Of the code that answers cells, and of the results that ship, on which verdicts stand besides. */
  readonly program: string;
}
