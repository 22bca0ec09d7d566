/** Columns that several searches have. */
import type { SearchColumn } from '../search.ts';

/** How many points a step tried. */
export const TRIALS: SearchColumn = {
  name: 'trials',
  tex: String.raw`\text{trials}`,
  title: 'points tried in the step',
};
