/** Derivations as plain lines to paste: a step a line, the inner ones indented below it. */
import type { DerivationStep, DerivationView, Formula } from '../src/protocol/view.ts';

type Line = (step: DerivationStep) => string;

function equation(step: DerivationStep, form: keyof Formula): string {
  return [step.of, ...step.forms].map((formula) => formula[form]).join(' = ');
}

/** What a step says apart from its equation and its rule. */
export function remarksOn({ note, repeats, omitted }: DerivationStep): string[] {
  return [
    ...(note === undefined ? [] : [note]),
    ...(repeats === undefined ? [] : [`Its steps are shown ${repeats}.`]),
    ...(omitted === 0 ? [] : [`${omitted} inner step${omitted === 1 ? ' is' : 's are'} left out: there are too many.`]),
  ];
}

const textLine: Line = (step) =>
  [`${equation(step, 'text')}    [${step.rule}: ${step.general.text}]`, ...remarksOn(step)].join(' ');

const texLine: Line = (step) => {
  const rule = step.rule.replaceAll(/[_%#&$]/g, '\\$&');
  return `${equation(step, 'tex')} \\qquad \\text{${rule}}`;
};

function lines(step: DerivationStep, line: Line, indent: string): string[] {
  return [`${indent}${line(step)}`, ...step.steps.flatMap((inner) => lines(inner, line, `${indent}  `))];
}

/** All derivations as text or TeX, with an empty line between two. */
export function derivationText(derivations: readonly DerivationView[], form: keyof Formula): string {
  const line = form === 'text' ? textLine : texLine;
  return derivations.map(({ root, remark }) => (root ? lines(root, line, '').join('\n') : (remark ?? ''))).join('\n\n');
}
