/** The kinds of fuzzing: each makes one case from a seed and a number, and reports what is wrong with it. */
import { BACKENDS } from '../../src/engine/program/evaluator.ts';
import { disagreement, emptyFormulaTally } from '../oracle/compare.ts';
import { Generator } from '../oracle/generate.ts';
import { Random } from '../oracle/random.ts';
import { smallestDisagreement } from '../oracle/shrink.ts';
import { emptyGraphTally, graphFault, randomInputs, randomRecipe, smallestGraphFault } from './graphs.ts';
import { prototypes, smallestText, Texts, tryText } from './texts.ts';

/** Looks at one case; the report of a fault has the smallest reproduction. */
export type Kind = (seed: number, index: number) => string | undefined;

/** A case's own numbers, so that it can be looked at again alone. */
function randomOf(seed: number, index: number): Random {
  return new Random(seed * 2 ** 32 + index);
}

/** Counts that are kept over all cases. */
export const counts = { graphs: emptyGraphTally(), formulas: emptyFormulaTally(), texts: { texts: 0, read: 0 } };

export function graphs(seed: number, index: number): string | undefined {
  const random = randomOf(seed, index);
  const recipe = randomRecipe(random);
  const points = Array.from({ length: 3 }, () => randomInputs(random));
  const fault = graphFault(recipe, points, random, counts.graphs);
  return fault && (smallestGraphFault(recipe, points, () => randomOf(seed, index)) ?? fault);
}

export function formulas(seed: number, index: number): string | undefined {
  const random = randomOf(seed, index);
  const how = { points: 6, backends: BACKENDS };
  const { formula, parameters } = new Generator(random).formula();
  const fault = disagreement(formula, parameters, random, how, counts.formulas);
  return fault && `${fault}\nsmaller: ${smallestDisagreement(formula, parameters, how) ?? '(not at other points)'}`;
}

const before = prototypes();

/** @param onText is told each text before it is read, in case that never ends. */
export function texts(seed: number, index: number, onText?: (text: string) => void): string | undefined {
  const { text, languageId } = new Texts(randomOf(seed, index)).next();
  onText?.(text);
  counts.texts.texts++;
  const outcome = tryText(text, languageId);
  if ('fault' in outcome) {
    const smallest = smallestText(text, (shorter) => 'fault' in tryText(shorter, languageId));
    const shown = tryText(smallest, languageId);
    return `${JSON.stringify(smallest)} (${languageId}) ${'fault' in shown ? shown.fault : outcome.fault}`;
  }
  if (outcome.read) counts.texts.read++;
  return prototypes() === before ? undefined : `${JSON.stringify(text)} (${languageId}) changed a prototype`;
}
