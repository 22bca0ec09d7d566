/** Runs many starts in slices, with helpers where it takes long, and tells how far they have come. */
import { methodNamed } from '../engine/methods/index.ts';
import type { Problem } from '../engine/problem.ts';
import type { Curvature } from '../engine/run/curvature.ts';
import { MultiStart } from '../engine/run/multi-start.ts';
import { pause } from '../engine/run/pause.ts';
import type { RunPlan } from '../engine/run/plan.ts';
import { startsSentence } from '../engine/run/starts-sentence.ts';
import type { StartsView } from '../protocol/starts.ts';
import type { Source } from '../protocol/worker.ts';
import { type Helper, helpersHere, type SpawnHelper } from './helpers.ts';

/** A slice, after which a stop is heard, and how often the panel is told. Milliseconds. */
const SLICE = 12;
const TELL_EVERY = 200;
/** Helpers are started when what is left would take this much longer: they need a while to load. Milliseconds. */
const WORTH_HELP = 300;
const WAIT = 2;
/** A helper's share lasts about this long. Milliseconds. */
const SHARE = 60;

/** What runs many starts. */
export interface StartsRequest {
  readonly problem: Problem;
  readonly plan: RunPlan;
  readonly curvature: Curvature;
  /** What helpers read. */
  readonly source: Source;
  readonly spawn?: SpawnHelper | undefined;
  /** The most helpers. */
  readonly helpers?: number;
  /** Milliseconds that are left from which on helpers are worth starting. */
  readonly worth?: number;
}

/** Runs the starts that a problem asks for, if any. @param wanted false ends them where they are. */
export async function runStarts(
  request: StartsRequest,
  wanted: () => boolean,
  tell: (view: StartsView) => void,
): Promise<void> {
  const { problem, plan, curvature, worth = WORTH_HELP } = request;
  const { starts } = problem.settings;
  if (!starts) return;
  const many = new MultiStart(problem, starts, plan, curvature);
  const began = performance.now();
  let told = began;
  let helpers: readonly Helper[] = [];
  try {
    while (many.done < many.total && wanted()) {
      const busy = many.advance(SLICE);
      const spent = performance.now() - began;
      const each = spent / many.done;
      if (helpers.length === 0 && each * (many.total - many.done) > worth) helpers = help(request, many, each);
      if (performance.now() - told > TELL_EVERY) {
        told = performance.now();
        tell(view(problem, plan, many));
      }
      // With nothing left but what helpers have, there is nothing to do but to wait for them.
      await (busy ? pause() : new Promise((resolve) => setTimeout(resolve, WAIT)));
    }
  } finally {
    for (const helper of helpers) helper.terminate();
  }
  tell(view(problem, plan, many));
}

/** Starts helpers, each of which gets one share after the other. A share that is lost is run here. */
function help({ source, spawn, helpers = helpersHere() }: StartsRequest, many: MultiStart, each: number): Helper[] {
  if (!spawn) return [];
  const size = Math.max(1, Math.round(SHARE / each));
  return Array.from({ length: helpers }, (_, i) => {
    let share: { readonly from: number; readonly to: number } | undefined;
    const next = () => {
      share = many.give(size);
      const { from, to } = share;
      if (from === to) share = undefined;
      else {
        const rate = many.rate === undefined ? {} : { rate: many.rate };
        helper.post({ type: 'runStarts', requestId: i, source, ...rate, from, to });
      }
    };
    const lost = () => {
      if (share) many.takeBack(share);
      share = undefined;
    };
    const helper = spawn((message) => {
      if (message.type === 'failed') lost();
      if (message.type === 'startsRun') many.accept(message.from, message.ended);
      if (message.type === 'ready' || message.type === 'startsRun') next();
    }, lost);
    return helper;
  });
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
