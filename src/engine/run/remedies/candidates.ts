/** Changes that may mend a run, in the order in which they are tried: the least change that fits the cause first. */
import { findChoice } from '../../methods/choice.ts';
import { METHODS } from '../../methods/index.ts';
import type { Behaviour } from '../verdict.ts';
import type { Change } from './change.ts';
import type { Failed } from './failed.ts';
import { fallingSchedules, SPLIT_OFF } from './kink.ts';
import { isCostly, powerBelow, roundedDown, safeRates } from './rates.ts';
import { elsewhere, offTheSaddle } from './starts.ts';

/** The changes worth trying for a run. */
export function candidatesFor(failed: Failed): Change[] {
  const changes = changesFor(failed);
  return isCostly(failed.problem) ? changes.filter(({ rate }) => rate !== 'auto') : changes;
}

function changesFor(failed: Failed): Change[] {
  const { verdict } = failed;
  const is = (name: Behaviour['name']) => verdict.behaviours.some((behaviour) => behaviour.name === name);
  const kinked = is('kink') || (verdict.kinks ?? []).some(({ kind, count }) => kind === 'kink' && count > 2);
  switch (verdict.status) {
    case 'converged':
      if (is('plateau')) return plateau(failed);
      return verdict.curvature?.kind === 'not stationary' ? stricter(failed) : offTheSaddle(failed);
    case 'unbounded':
      return safeRates(failed);
    case 'undefined':
    case 'diverged':
      return [
        ...safeRates(failed),
        ...(kinked ? fallingSchedules(failed) : []),
        ...otherMethods(failed),
        ...elsewhere(failed),
      ];
    default:
      if (kinked) return [SPLIT_OFF, ...fallingSchedules(failed), ...safeRates(failed), ...otherMethods(failed)];
      if (is('plateau')) return plateau(failed);
      return [
        ...(verdict.status === 'limit' ? limited(failed) : [...safeRates(failed), ...unruled(failed)]),
        ...otherMethods(failed),
        // What has no slope at its minimum is not always known to have a kink there: hypot(x, y).
        ...fallingSchedules(failed),
      ];
  }
}

/** A run that a limit ended: a rate that suits the curvature where its own is far below it, more steps else. */
function limited(failed: Failed): Change[] {
  const { verdict, rate, plan } = failed;
  const best = verdict.conditioning?.bestRate;
  const slow = rate !== undefined && best !== undefined && rate < best / 4;
  // A trial goes beyond the limits anyhow: nothing else need change.
  const more: Change[] = [{}];
  const rates = slow ? [...safeRates(failed), ...more] : [...more, ...safeRates(failed)];
  if (plan.schedule.name === 'constant') return rates;
  // A falling rate may have come to nothing before the run came to rest.
  const schedule = { name: 'constant', options: {} };
  return [{ schedule }, ...rates, ...safeRates(failed).map((change) => ({ ...change, schedule }))];
}

/** On a plateau the gradient is no guide: longer steps, methods that do not scale with it, other starts. */
function plateau(failed: Failed): Change[] {
  const { rate, verdict } = failed;
  const stop = tighter(failed);
  const size = 1 + Math.hypot(...verdict.point);
  const longer =
    rate === undefined ? [] : [10, 100, 1000].map((factor) => ({ rate: roundedDown(rate * factor), ...stop }));
  const free = ['adam', 'rmsprop'].flatMap((name) =>
    methodOf(
      name,
      [0.01, 0.1].map((share) => roundedDown(share * size)),
    ).map((change) => ({ ...change, ...stop })),
  );
  return [{ rate: 'auto', ...stop }, ...longer, ...free, ...elsewhere(failed)];
}

/** A rule of the gradient that ended a run on a plateau, made so strict that it does not. */
function tighter({ verdict }: Failed): Change {
  const { rule, gradientNorm } = verdict;
  if ((rule !== 'gradient' && rule !== 'gradientMax') || gradientNorm === 0) return {};
  return { stop: { [rule]: powerBelow(gradientNorm * 1e-3) } };
}

/** A rule of small changes ended the run before it came to rest. */
function stricter(failed: Failed): Change[] {
  const { rule } = failed.verdict;
  if (rule !== 'change' && rule !== 'relativeChange' && rule !== 'move') return safeRates(failed);
  const stop = { [rule]: undefined };
  return [{ stop }, ...safeRates(failed).map((change) => ({ ...change, stop }))];
}

/** Patience that ran out. */
function unruled({ verdict }: Failed): Change[] {
  return verdict.rule === 'patience' ? [{ stop: { patience: undefined } }] : [];
}

/** Methods that reach further than plain descent at one rate, with rates of their own. */
function otherMethods({ plan }: Failed): Change[] {
  const names = ['lbfgs', 'nesterov', 'adam'].filter((name) => name !== plan.method.name);
  const constant = plan.schedule.name === 'constant' ? {} : { schedule: { name: 'constant', options: {} } };
  return [
    ...names.flatMap((name) => methodOf(name, ['auto'])),
    ...methodOf('nesterov', ['auto'], { momentum: 0.99 }),
    ...methodOf('adam', [0.1, 0.01]),
  ].map((change) => ({ ...change, ...constant }));
}

function methodOf(name: string, rates: readonly NonNullable<Change['rate']>[], options = {}): Change[] {
  const method = findChoice(METHODS, name);
  if (!method) return [];
  return rates.map((rate) => ({ method: { name: method.name, options }, rate }));
}
