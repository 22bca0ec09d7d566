import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProblem } from '../../../src/engine/index.ts';
import { Curvature } from '../../../src/engine/run/curvature.ts';
import { plansOf } from '../../../src/engine/run/plan.ts';
import type { StartsView } from '../../../src/protocol/starts.ts';
import type { SpawnHelper } from '../../../src/worker/helpers.ts';
import { serve } from '../../../src/worker/serve.ts';
import { runStarts } from '../../../src/worker/starts.ts';

const text = `(1 - x)^2 + 100*(y - x^2)^2 + sin(3x)
rate 0.0002
starts 300 seed=4 over x in [-2, 2], y in [-1, 3]
stop gradient<1e-6, steps=400000`;

/** A worker of this script in this thread; `fails` says of which of its messages it is lost. */
function helper(fails: (nth: number) => boolean, used: { shares: number }): SpawnHelper {
  return (listen, lost) => {
    let alive = true;
    let nth = 0;
    const handle = serve((message) => {
      const copy = structuredClone(message);
      queueMicrotask(() => alive && listen(copy));
    });
    return {
      post: (message) => {
        used.shares++;
        if (fails(nth++)) {
          alive = false;
          lost();
        } else setTimeout(() => alive && handle(structuredClone(message)), 0);
      },
      terminate: () => {
        alive = false;
      },
    };
  };
}

async function run(spawn?: SpawnHelper, wanted = () => true): Promise<StartsView> {
  const problem = readProblem(text);
  const plan = plansOf(problem)[0]!;
  const views: StartsView[] = [];
  const source = { text, languageId: 'downhill' };
  const request = { problem, plan, curvature: new Curvature(problem), source, spawn, helpers: 2, worth: 0 };
  await runStarts(request, wanted, (view) => views.push(view));
  return views.at(-1)!;
}

test('helpers change nothing but the time, even if one is lost', async () => {
  const alone = await run();
  assert.equal(alone.done, 300);
  const used = { shares: 0 };
  assert.deepEqual(await run(helper(() => false, used)), alone);
  assert.ok(used.shares > 2, `${used.shares} shares were given out`);
  assert.deepEqual(await run(helper((nth) => nth === 1, used)), alone);
});

test('a stop ends them where they are, and says how many were run', async () => {
  let slices = 0;
  const view = await run(undefined, () => ++slices < 4);
  assert.ok(view.done > 0 && view.done < 300, `${view.done}`);
  assert.match(view.sentence, new RegExp(`^${view.done} of 300 starts`));
  assert.equal(view.ends.filter((end) => end === -4).length, 300 - view.done);
});
