/** What many starts came to, in words. */
import type { Problem } from '../problem.ts';
import type { Group } from './groups.ts';
import type { MultiStartResult } from './multi-start.ts';
import { brief, grouped, pointText } from './numerals.ts';

const KINDS: Readonly<Record<string, string>> = {
  minimum: 'minimum',
  maximum: 'maximum',
  saddle: 'saddle',
  degenerate: 'point',
};

/** One sentence or two: how many distinct points, the best of them and its share, and what did not converge. */
export function startsSentence(problem: Problem, method: string, result: MultiStartResult): string {
  const { starts, total, done, groups, failures, rate } = result;
  const laid = { random: `random, seed ${starts.seed}`, latin: `Latin hypercube, seed ${starts.seed}`, grid: 'grid' };
  const at = rate === undefined ? '' : ` at rate ${brief(rate)}`;
  const of = done < total ? `${grouped(done)} of ${grouped(total)}` : grouped(total);
  const head = `${of} starts (${laid[starts.layout]}) of ${method}${at}`;
  const failed = [
    ...(failures.diverged > 0 ? [`${grouped(failures.diverged)} diverged`] : []),
    ...(failures.undefined > 0 ? [`${grouped(failures.undefined)} left the domain`] : []),
    ...(failures.limit > 0 ? [`${grouped(failures.limit)} reached the limit of steps first`] : []),
  ].join(', ');
  if (groups.length === 0) return `${head}: none converged${failed === '' ? '' : `; ${failed}`}.`;
  const arrived = groups.reduce((sum, { count }) => sum + count, 0);
  const best = groups[0]!;
  const kinds = new Set(groups.map(({ kind }) => KINDS[kind] ?? 'point'));
  const noun = kinds.size === 1 ? [...kinds][0]! : 'point';
  const distinct = groups.length === 1 ? `one ${noun}` : `${groups.length} distinct ${plural(noun)}`;
  const least = problem.sense === 'maximize' ? 'greatest' : 'least';
  const height = `${problem.name ?? 'f'} = ${brief(best.value)}`;
  const name = `${height} at ${pointText(problem.parameters, best.point)}`;
  const level = groups.filter((group) => sameHeight(group, best));
  const count = level.reduce((sum, group) => sum + group.count, 0);
  const share = `${grouped(count)} (${percent(count, done)})`;
  const rest = failed === '' ? '' : ` ${capital(failed)}.`;
  const reached = `${head}: ${grouped(arrived)} reached ${distinct}`;
  if (groups.length === 1) return `${reached}, ${name}.${rest}`;
  if (level.length === groups.length) return `${reached} of the same height, ${height}.${rest}`;
  if (level.length > 1)
    return `${reached}. The ${least} height, ${height}, is that of ${level.length}, reached by ${share}.${rest}`;
  return `${reached}. The ${least}, ${name}, was reached by ${share}.${rest}`;
}

/** Whether two points have the same value as far as the runs that ended there can tell. */
function sameHeight(a: Group, b: Group): boolean {
  return Math.abs(a.value - b.value) <= 4 * (a.uncertainty + b.uncertainty);
}

/** A share in whole percents; less than one is said so. */
export function percent(count: number, of: number): string {
  const share = (100 * count) / of;
  return share > 0 && share < 1 ? 'less than 1 %' : `${Math.round(share)} %`;
}

function plural(noun: string): string {
  return noun === 'minimum' ? 'minima' : noun === 'maximum' ? 'maxima' : `${noun}s`;
}

function capital(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}
