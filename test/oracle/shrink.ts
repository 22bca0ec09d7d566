/** The smallest formula near a given one that still shows a fault. */
import { type Comparing, disagreement } from './compare.ts';
import { freeNames, withoutUnused } from './generate.ts';
import { Random } from './random.ts';
import { type Formula, partsOf, type Term } from './term.ts';

/** Every term that comes from a term by taking one part for its whole, or a number for a part. */
function* smaller(term: Term): Generator<Term> {
  yield* partsOf(term);
  if (term.kind !== 'number' && term.kind !== 'name') yield { kind: 'number', value: 1 };
  const parts = partsOf(term);
  if (term.kind === 'call' && parts.length > 2) yield { ...term, args: parts.slice(0, 2) };
  for (const [i, part] of parts.entries()) {
    for (const replacement of smaller(part)) {
      yield { ...term, args: parts.with(i, replacement) } as Term;
    }
  }
}

function* smallerFormulas(formula: Formula): Generator<Formula> {
  for (const objective of smaller(formula.objective)) yield { ...formula, objective };
  for (const [i, definition] of formula.definitions.entries()) {
    for (const body of smaller(definition.body)) {
      yield { ...formula, definitions: formula.definitions.with(i, { ...definition, body }) };
    }
  }
}

/** Whether a sum over rows has lost its columns. */
function isRowless({ columns, definitions, objective }: Formula): boolean {
  const hasRows = (term: Term): boolean => term.kind === 'rows' || partsOf(term).some(hasRows);
  return columns.size === 0 && [objective, ...definitions.map(({ body }) => body)].some(hasRows);
}

/** Shrinks a formula for as long as it fails. @param fails whether a formula still shows the fault. */
export function shrink(formula: Formula, fails: (formula: Formula) => boolean): Formula {
  const allowed = freeNames(formula);
  let smallest = formula;
  let tries = 5000;
  for (;;) {
    let found: Formula | undefined;
    for (const candidate of smallerFormulas(smallest)) {
      if (tries-- <= 0) return smallest;
      const whole = withoutUnused(candidate);
      // A part of an indexed sum does not know its index elsewhere.
      if ([...freeNames(whole)].some((name) => !allowed.has(name)) || isRowless(whole) || !fails(whole)) continue;
      found = whole;
      break;
    }
    if (!found) return smallest;
    smallest = found;
  }
}

/** What is left of a disagreement when everything that does not matter for it is gone. */
export function smallestDisagreement(formula: Formula, names: readonly string[], how: Comparing): string | undefined {
  const again = (candidate: Formula): string | undefined => {
    const used = freeNames(candidate);
    const left = names.filter((name) => used.has(name));
    if (left.length === 0) return undefined;
    return disagreement(candidate, left, new Random(1), { ...how, plain: true, points: 100 });
  };
  const first = again(formula);
  if (first === undefined) return undefined;
  const kind = (sentence: string) => sentence.includes('is refused');
  const fails = (candidate: Formula) => {
    const sentence = again(candidate);
    return sentence !== undefined && kind(sentence) === kind(first);
  };
  return again(shrink(formula, fails));
}
