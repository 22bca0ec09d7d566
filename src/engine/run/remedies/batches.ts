/** What would have helped a run in batches: a falling rate where it hovers, the automatic one where it diverged. */
import type { SettingsPatch } from '../../problem.ts';
import { signOf } from '../behaviours/course.ts';
import { brief } from '../numerals.ts';
import type { Remedy, Verdict } from '../verdict.ts';
import type { Failed } from './failed.ts';
import { tryPatch, type Watch } from './trial.ts';

/** A falling rate is offered where the full gradient becomes smaller by this factor. */
const NEARER = 3;

/** The remedy that a trial has shown to help, with the numbers of that trial. */
export async function batchRemedy(failed: Failed, watch: Watch): Promise<Remedy | undefined> {
  const { problem, plan, plans, curvature, verdict } = failed;
  const attempt = (patch: SettingsPatch) => tryPatch(problem, patch, plans.indexOf(plan), curvature, watch);
  const sign = signOf(problem);
  if (verdict.passes?.floor) {
    const patch: SettingsPatch = { schedule: { name: 'cosine', options: {} } };
    const tried = await attempt(patch);
    const helps =
      tried && tried.gradientNorm < verdict.gradientNorm / NEARER && sign * tried.value <= sign * verdict.value;
    return helps ? remedyOf('a cosine schedule', patch, tried, verdict) : undefined;
  }
  // Of several rates another one would be another number of runs.
  const one = problem.settings.rates.length === 1 && problem.settings.methods.every(({ rate }) => rate === undefined);
  if (!LEFT.has(verdict.status) || plan.rate === 'auto' || !one) return undefined;
  const patch: SettingsPatch = { rates: ['auto'] };
  const tried = await attempt(patch);
  return tried && !LEFT.has(tried.status) ? remedyOf('the automatic rate', patch, tried, verdict) : undefined;
}

const LEFT: ReadonlySet<Verdict['status']> = new Set(['diverged', 'unbounded', 'undefined']);

function remedyOf(words: string, patch: SettingsPatch, tried: Verdict, { gradientNorm }: Verdict): Remedy {
  const before = Number.isFinite(gradientNorm) ? ` in place of ${brief(gradientNorm)}` : '';
  return {
    sentence: `Tried with ${words}: after as many epochs the full objective is ${brief(tried.value)} and its gradient norm ${brief(tried.gradientNorm)}${before}.`,
    apply: { label: words, patch },
  };
}
