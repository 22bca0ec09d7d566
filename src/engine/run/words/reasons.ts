/** Why a rule ended a run, and how far the others were. */
import { brief, briefBeside } from '../numerals.ts';
import { type Facts, plural } from './facts.ts';

/** Why the rule that fired did. */
export function reasonOf({ rule, margins, stuck, status }: Facts): string {
  const margin = margins.find((one) => one.fired);
  const last = margin ? briefBeside(margin.last, margin.threshold) : '';
  const threshold = brief(margin?.threshold ?? Number.NaN);
  switch (rule) {
    case 'gradient':
      return `the gradient norm ${last} is below ${threshold}`;
    case 'gradientMax':
      return `the largest partial derivative, ${last}, is below ${threshold}`;
    case 'change':
      return `the value changed by ${last}, less than ${threshold}`;
    case 'relativeChange':
      return `the value changed by a share of ${last}, no more than ${threshold}`;
    case 'move':
      return `the parameters moved by less than ${threshold}`;
    case 'target':
      return `the value ${last} has reached the target ${threshold}`;
    case 'patience':
      return `the best value has not improved for ${plural(margin?.last ?? 0, 'step')}`;
    default:
      if (status === 'converged') return 'no further decrease is possible in double precision';
      return stuck ?? 'no better point was found';
  }
}

/** The limit that a run met: `5,000 steps`. */
export function limitOf({ rule, steps, margins }: Facts): string {
  const threshold = margins.find((one) => one.fired)?.threshold ?? steps;
  if (rule === 'time') return `${brief(threshold)} s`;
  return plural(threshold, rule === 'evaluations' ? 'evaluation' : 'step');
}

/** How far the rules that did not fire were, as a sentence after a space; nothing where there are none. */
export function othersOf(facts: Facts): string {
  const parts = facts.margins.flatMap(({ rule, name, threshold, last, fired }) => {
    if (fired || rule === 'divergence' || Number.isNaN(last)) return [];
    if (rule === 'steps') return [`${plural(threshold - last, 'step')} were left`];
    if (rule === 'evaluations') return [`${plural(Math.max(0, threshold - last), 'evaluation')} were left`];
    if (rule === 'time') return [`${brief(Math.max(0, threshold - last))} s were left`];
    if (rule === 'patience') return [`${plural(last, 'step')} had passed without an improvement (rule: ${threshold})`];
    if (rule === 'target') return [`the target was ${brief(threshold)}`];
    return [`the ${name} was ${briefBeside(last, threshold)} (rule: below ${brief(threshold)})`];
  });
  if (parts.length === 0) return '';
  const text = parts.join('; ');
  return ` ${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
