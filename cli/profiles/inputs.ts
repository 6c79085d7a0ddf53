// Files of users beside profiles: weights, costs, and expected verdicts with accepted risks.

import type { Costs } from '../../properties/verdicts/additions.js';
import { costsKind, costsOf } from '../../properties/verdicts/costsText.js';
import { type Expected, expectedKind, expectedOf } from '../../properties/verdicts/expectText.js';
import type { Weights } from '../../properties/verdicts/weights.js';
import { defaultWeights, weightsKind, weightsOf } from '../../properties/verdicts/weightsText.js';
import { readText } from '../textFile.js';

export const readCosts = (path: string): Costs => costsOf(path, readText(path, costsKind));

export const readExpected = (path: string): Expected => expectedOf(path, readText(path, expectedKind));

/** Of an option that takes a file or nothing: true stands for the weights that ship. */
export const weightsFrom = (given: string | true): Weights =>
  given === true ? defaultWeights : weightsOf(given, readText(given, weightsKind));
