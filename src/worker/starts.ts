/** Runs many starts in slices, and tells how far they have come. */
import { methodNamed } from '../engine/methods/index.ts';
import type { Problem } from '../engine/problem.ts';
import type { Curvature } from '../engine/run/curvature.ts';
import { MultiStart } from '../engine/run/multi-start.ts';
import { pause } from '../engine/run/pause.ts';
import type { RunPlan } from '../engine/run/plan.ts';
import { startsSentence } from '../engine/run/starts-sentence.ts';
import type { StartsView } from '../protocol/starts.ts';

/** A slice, after which a stop is heard, and how often the panel is told. Milliseconds. */
const SLICE = 12;
const TELL_EVERY = 200;

/** Runs the starts that a problem asks for, if any. @param wanted false ends them where they are. */
export async function runStarts(
  problem: Problem,
  plan: RunPlan,
  curvature: Curvature,
  wanted: () => boolean,
  tell: (view: StartsView) => void,
): Promise<void> {
  const { starts } = problem.settings;
  if (!starts) return;
  const many = new MultiStart(problem, starts, plan, curvature);
  let told = performance.now();
  while (many.done < many.total && wanted()) {
    many.advance(SLICE);
    if (performance.now() - told > TELL_EVERY) {
      told = performance.now();
      tell(view(problem, plan, many));
    }
    await pause();
  }
  tell(view(problem, plan, many));
}

function view(problem: Problem, plan: RunPlan, many: MultiStart): StartsView {
  const result = many.result();
  const { done, total, groups, failures, points, box, ends } = result;
  const firsts = new Map<number, number>();
  ends.forEach((end, start) => {
    if (end >= 0 && !firsts.has(end)) firsts.set(end, start);
  });
  return {
    sentence: startsSentence(problem, methodNamed(plan.method.name).title, result),
    done,
    total,
    groups: groups.map(({ point, value, kind, count }, i) => {
      const from = points.map((column) => column[firsts.get(i)!]!);
      return { point, value, kind, count, from };
    }),
    failed: failures.diverged + failures.undefined + failures.limit,
    points: points.slice(0, 2).map((column) => column.slice()),
    box: box.slice(0, 2),
    ends: Float64Array.from(ends),
  };
}
