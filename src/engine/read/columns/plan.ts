/** What the statements say that is made of columns. */
import { ProblemError, type Range, type ScalingKind } from '../../problem.ts';
import type { Statement } from '../statements.ts';
import { type Features, readFeatures, weightsIn } from './features.ts';
import { readNames } from './names.ts';
import { type OneHot, readOneHot } from './one-hot.ts';
import { readSplit, type SplitRows } from './split.ts';

/** A column or features that are scaled. */
export interface PlannedScaling {
  readonly kind: ScalingKind;
  readonly at: Range;
}

export interface ColumnPlan {
  /** By name: of a column, or of features. */
  readonly scalings: ReadonlyMap<string, PlannedScaling>;
  readonly oneHots: readonly OneHot[];
  readonly split?: SplitRows & { readonly at: Range };
  readonly features: ReadonlyMap<string, Features>;
  /** Names of vectors of weights, with the features that they are the weights of. */
  readonly weights: ReadonlyMap<string, string>;
}

/** @throws {ProblemError} */
export function columnPlan(statements: readonly Statement[], text: string): ColumnPlan {
  const scalings = new Map<string, PlannedScaling>();
  const oneHots: OneHot[] = [];
  const features = new Map<string, Features>();
  let split: ColumnPlan['split'];
  for (const statement of statements) {
    if (statement.kind !== 'keyword') continue;
    const { keyword, body } = statement;
    const at = { start: statement.start, end: statement.end };
    switch (keyword) {
      case 'standardize':
      case 'minmax':
      case 'center':
        for (const named of readNames(body)) {
          if (scalings.has(named.name)) throw new ProblemError(`${named.name} is scaled twice.`, named.at);
          scalings.set(named.name, { kind: keyword, at: named.at });
        }
        break;
      case 'onehot':
        oneHots.push(readOneHot(body, at));
        break;
      case 'split':
        if (split) throw new ProblemError('There are two lines for split; one is enough.', at);
        split = { ...readSplit(body), at };
        break;
      case 'features': {
        const read = readFeatures(body);
        if (features.has(read.name)) throw new ProblemError(`${read.name} is defined twice.`, read.at);
        features.set(read.name, read);
      }
    }
  }
  const weights = features.size === 0 ? new Map<string, string>() : weightsIn(text, new Set(features.keys()));
  return { scalings, oneHots, features, weights, ...(split && { split }) };
}
