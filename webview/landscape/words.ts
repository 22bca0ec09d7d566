/** What the landscape says in words. */
import type { ReliefChoice } from '../../src/protocol/landscape.ts';
import type { ProblemView } from '../../src/protocol/view.ts';
import { count, short } from '../numbers.ts';
import { rowsOf } from '../rows.ts';
import type { Model } from '../state.ts';
import type { Box } from './box.ts';
import type { Levels } from './levels.ts';
import { strideOf } from './path.ts';
import { MOST_RUNS, type Plane, type Scene } from './scene.ts';

/** More of the other parameters than this are counted. */
const MOST_NAMED = 4;

/** How the levels lie, and what the marks mean. */
export function captionOf(levels: Levels | undefined, plane: Plane, climbs: boolean): string {
  const marks = '○ start, ● end, × end of a run that went astray, ◇ marked step.';
  if (plane.down === undefined) return `The objective, and the steps on it. ${marks}`;
  if (!levels) return marks;
  if (levels.thresholds.length === 0) return `The objective is constant here. ${marks}`;
  const from = climbs ? 'below the greatest value shown' : 'above the least value shown';
  const even = levels.spacing === 'log' ? 'evenly spaced in the logarithm of the height' : 'evenly spaced in height';
  return `${levels.thresholds.length} contour levels, ${even} ${from}. ${marks}`;
}

/** What is left out or held fixed, a sentence each. */
export function remarksOf(model: Model, levels: Levels | undefined, of: number): string[] {
  const { runs } = model.state;
  const remarks: string[] = [];
  if (levels && levels.blank > 0) {
    const share = short((100 * levels.blank) / of, 2);
    remarks.push(`Blank where the objective is not a finite number: ${share} % of the points shown.`);
  }
  if (!levels && of > 0) remarks.push('The objective is not a finite number anywhere here.');
  if (runs.length > MOST_RUNS) remarks.push(`The first ${MOST_RUNS} of ${runs.length} paths are drawn.`);
  const stride = Math.max(...runs.map(({ slices }) => strideOf(rowsOf(slices).length)));
  if (stride > 1) remarks.push(`Of long paths one in ${count(stride)} steps is drawn.`);
  return remarks;
}

/** The values that the parameters have which are on no axis. */
export function othersOf({ parameters }: ProblemView, plane: Plane, { fixed }: ReliefChoice, where: string): string {
  const others = parameters.flatMap(({ name }, i) =>
    i === plane.across || i === plane.down ? [] : [`${name} = ${short(fixed[i] ?? Number.NaN, 4)}`],
  );
  if (others.length === 0) return '';
  const more = others.length > MOST_NAMED ? ` and ${count(others.length - MOST_NAMED)} more` : '';
  return `The others are as at ${where}: ${others.slice(0, MOST_NAMED).join(', ')}${more}.`;
}

/** A picture in words, for people who do not see it. */
export function labelOf(names: readonly string[], box: Box, levels: Levels | undefined, scene: Scene): string {
  const [x = 'x', y] = names;
  const range = (name: string, [low, high]: Box['x']) => `${name} from ${short(low, 3)} to ${short(high, 3)}`;
  const over = y === undefined ? range(x, box.x) : `${range(x, box.x)} and ${range(y, box.y)}`;
  const what = y === undefined ? 'Curve of the objective' : 'Map of the objective as filled contours';
  const values = levels ? `, values between ${short(levels.least, 4)} and ${short(levels.greatest, 4)}` : '';
  const at = ({ x, y }: { readonly x: number; readonly y: number }) => `(${short(x, 4)}, ${short(y, 4)})`;
  const runs = scene.paths
    .slice(0, 6)
    .map(({ label, end, settled }) =>
      end ? `${label} ${settled ? 'ends at' : 'goes astray, last at'} ${at(end)}.` : `${label} has made no step.`,
    );
  const more = scene.paths.length > 6 ? [`${scene.paths.length - 6} more paths.`] : [];
  return [`${what}, ${over}${values}.`, `Start at ${at(scene.start)}.`, ...runs, ...more].join(' ');
}
