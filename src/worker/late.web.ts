/** A Web Worker is started from a Blob, which has no files beside it: its bundle holds everything. */
import * as check from '../engine/calculus/check.ts';
import * as writing from '../engine/read/write.ts';
import * as steps from '../engine/run/explain-step.ts';
import * as rates from '../engine/run/rate-finder.ts';
import * as relief from '../engine/run/relief.ts';
import * as explanation from './explanation.ts';
import type { late as onNode } from './late.ts';
import * as runs from './runs.ts';
import * as tables from './tables.ts';

export const late: typeof onNode = {
  runs: async () => runs,
  tables: async () => tables,
  explanation: async () => explanation,
  rates: async () => rates,
  steps: async () => steps,
  relief: async () => relief,
  check: async () => check,
  writing: async () => writing,
};
