/** The second point where a rule takes slopes. */
import type { Written } from '../../calculus/applied-rule.ts';
import type { Notation } from '../../calculus/notation.ts';
import type { Place, Rule, Together } from '../../methods/rule.ts';
import type { Options } from '../../problem.ts';
import type { Equation } from './explained-step.ts';
import { MOST_PARAMETERS } from './point.ts';
import type { RuleSymbols } from './rule-symbols.ts';
import type { StepSlopes } from './slopes.ts';

/** The equations of the point and of the slopes there, and their symbols by coordinate. */
export function lookAhead(
  rule: Rule,
  options: Options,
  { symbols, x }: RuleSymbols,
  together: Together,
  slopes: StepSlopes,
): readonly [Equation[], readonly Place[] | undefined] {
  const point = rule.lookAhead?.(symbols.graph, together, options);
  if (!point) return [[], undefined];
  const values = point.map((node) => symbols.value(node));
  const gradient = slopes.at(values);
  const marked = (mark: string, { tex, text }: Written): Notation => ({
    tex: `\\${mark}{${tex}}`,
    text: `${text}_ahead`,
    precedence: 5,
  });
  const places = x.map((node, i): Place => {
    const own = symbols.symbol(node);
    const slope = { tex: `g_{${own.tex}}`, text: `g_${own.text}` };
    return {
      x: symbols.add(marked('hat', own), values[i]!),
      gradient: symbols.add(marked('hat', slope), gradient[i]!),
    };
  });
  const equations = places.slice(0, MOST_PARAMETERS).flatMap((place, i): Equation[] => {
    const [there, slope] = [symbols.symbol(place.x), symbols.symbol(place.gradient)];
    const made = symbols.middle(point[i]!, values[i]!);
    return [
      { left: { tex: there.tex, text: there.text }, relation: '=', ...made, value: values[i]! },
      {
        left: { tex: slope.tex, text: slope.text },
        relation: '=',
        forms: [],
        value: gradient[i]!,
        note: 'the slope there',
      },
    ];
  });
  return [equations, places];
}
