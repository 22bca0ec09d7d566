/** A gradient check in words. */
import { brief, pointText } from '../../run/numerals.ts';
import type { CheckedPoint, GradientReport } from './report.ts';

const two = (value: number) => Number(value.toPrecision(2));

/** The answer in one sentence, or two where something does not agree. */
export function sentenceOf(
  names: readonly string[],
  points: readonly CheckedPoint[],
): Pick<GradientReport, 'sentence' | 'outcome'> {
  const failing = points.filter(({ cause }) => cause !== undefined);
  const agreeing = points.filter(({ cause }) => cause === undefined);
  const defects = failing.filter(({ cause }) => cause?.kind === 'defect');
  if (failing.length === 0) {
    const all = points.length === 1 ? 'at the start' : `at all ${points.length} points`;
    return {
      outcome: 'agree',
      sentence: `The three gradients agree ${all}${closeness(points)}; ${remainder(points)}.`,
    };
  }
  const many = `${agreeing.length} of ${points.length} points`;
  const [first] = defects.length > 0 ? defects : failing;
  const { label, point, cause, partials } = first!;
  const at = `At ${label === 'start' ? 'the start' : label} (${pointText(names, point)})`;
  const rest = failing.length - 1;
  const others =
    rest === 0 ? '' : ` Nor do they at ${rest} other ${rest === 1 ? 'point' : 'points'}; the table says why.`;
  if (defects.length > 0) {
    return {
      outcome: 'defect',
      sentence: `The gradients agree at ${many} only. ${at} ${cause!.sentence}. Nothing in the formula explains this: it is a defect of Downhill. Please report it, with the formula.${others}`,
    };
  }
  const agree =
    agreeing.length === 0 ? 'They agree at none of the points' : `They agree at ${many}${closeness(agreeing)}`;
  const but = partials.every(({ agrees }) => agrees) && cause!.kind === 'roughness' ? '' : 'they do not: ';
  return { outcome: 'explained', sentence: `${agree}. ${at} ${but}${cause!.sentence}.${others}` };
}

function closeness(points: readonly CheckedPoint[]): string {
  const worst = points.reduce((most, { deviation }) => Math.max(most, deviation), 0);
  const byDual = points
    .flatMap(({ partials }) => partials)
    .reduce((most, { dualDeviation }) => Math.max(most, dualDeviation), 0);
  const dual = byDual === 0 ? 'in every digit' : `to ${brief(two(byDual))}`;
  return worst === 0 ? ', in every digit' : `, to ${brief(two(worst))} or better (symbolic and dual numbers ${dual})`;
}

function remainder(points: readonly CheckedPoint[]): string {
  const slopes = points
    .map(({ taylor }) => taylor.slope)
    .filter((slope) => !Number.isNaN(slope))
    .sort((a, b) => a - b);
  if (slopes.length === 0) return 'exact: the Taylor remainder is rounding only';
  const [least, most] = [slopes[0]!, slopes.at(-1)!].map((slope) => slope.toFixed(2));
  return least === most
    ? `the Taylor remainder falls with slope ${least}`
    : `the Taylor remainder falls with slope ${slopes[Math.floor(slopes.length / 2)]!.toFixed(2)} (${least} to ${most})`;
}
