/**
 * What the worker loads when it is first asked for it: in the bundle for Node each is a file of its own. `late.web.ts`
 * takes its place in the bundle for the browser.
 */
export const late = {
  /** Making runs. */
  runs: () => import('./runs.ts'),
  /** Reading the tables that texts name. */
  tables: () => import('./tables.ts'),
  /** Deriving rule by rule. */
  explanation: () => import('./explanation.ts'),
  /** Sweeping rates. */
  rates: () => import('../engine/run/rate-finder.ts'),
  /** Explaining a step. */
  steps: () => import('../engine/run/explain-step.ts'),
  /** The objective over a box. */
  relief: () => import('../engine/run/relief.ts'),
  /** Checking a gradient. */
  check: () => import('../engine/calculus/check.ts'),
  /** Writing settings into a text. */
  writing: () => import('../engine/read/write.ts'),
};
