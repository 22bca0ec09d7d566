/** A step that is explained, as people read it and as plain lines to paste. */
import type { Equation, Part, StepView } from '../src/protocol/step.ts';
import type { Formula } from '../src/protocol/view.ts';
import { full, short } from './numbers.ts';

const TITLES: Readonly<Record<Part['part'], (row: number) => string>> = {
  iterate: (row) => `At step ${row}`,
  gradient: () => 'Gradient',
  rate: () => 'Learning rate',
  ahead: () => 'Look ahead',
  shared: () => 'State common to all parameters',
  state: () => 'State',
  update: () => 'Update',
  search: () => 'Search',
  next: (row) => `At step ${row + 1}`,
};

/** What a part of a step is called. */
export function partTitle({ part }: Part, row: number): string {
  return TITLES[part](row);
}

/** A number, typeset. */
export function numberTex(text: string): string {
  if (text === 'NaN') return String.raw`\mathrm{NaN}`;
  const [digits = '', exponent] = text.replace('∞', '\\infty').replace('Infinity', '\\infty').split('e');
  if (exponent === undefined) return digits;
  return digits === '1' ? `10^{${exponent}}` : `${digits} \\cdot 10^{${exponent}}`;
}

const ARROWS = { '=': '=', '←': '\\leftarrow' } as const;

/** The pieces of an equation, each from its sign on; the last is the value. A form has all its digits as a title. */
export function piecesOf({
  left,
  relation,
  forms,
  value,
}: Equation): readonly (Formula & { readonly title?: string })[] {
  const sign = (index: number) => (index === 0 ? relation : '=');
  const made = forms.map(({ tex, text, full: exact }, index) => ({
    tex: `{} ${ARROWS[sign(index)]} ${tex}`,
    text: `${sign(index)} ${text}`,
    ...(exact && { title: exact.text }),
  }));
  const last = sign(forms.length);
  const shown = short(value);
  return [
    left,
    ...made,
    { tex: `{} ${ARROWS[last]} ${numberTex(shown)}`, text: `${last} ${shown}`, title: full(value) },
  ];
}

/** What is to be known of an equation apart from itself. */
export function notesOn({ note, value, asWritten }: Equation): string[] {
  const rounding =
    asWritten === undefined
      ? []
      : [`As written it rounds to ${full(asWritten)}, in the run’s order to ${full(value)}.`];
  return [...(note === undefined ? [] : [note]), ...rounding];
}

function line({ left, relation, forms, value }: Equation, form: keyof Formula & ('tex' | 'text')): string {
  const isTex = form === 'tex';
  const sign = isTex ? ARROWS[relation] : relation;
  const number = full(value);
  const right = [...forms.map((one) => (one.full ?? one)[form]), isTex ? numberTex(number) : number];
  return `${left[form]} ${sign} ${right.join(' = ')}`;
}

/** The whole step, all digits, a line an equation. */
export function stepText(step: StepView, form: 'tex' | 'text'): string {
  const isTex = form === 'tex';
  const heading = (text: string) => (isTex ? `% ${text}` : text);
  const parts = step.parts.flatMap((part) => [
    '',
    heading(partTitle(part, step.row)),
    ...part.equations.map((equation) => `${isTex ? '' : '  '}${line(equation, form)}`),
  ]);
  const trials = (step.trials ?? []).map(({ length, value, accepted }, k) => {
    const text = `Trial ${k + 1}: length ${full(length)}, value ${full(value)}${accepted ? ', accepted' : ''}`;
    return isTex ? `% ${text}` : `  ${text}`;
  });
  return [heading(`${step.title}, step ${step.row}`), ...parts, ...trials].join('\n');
}

/** What the step came to, to be heard: of the first parameters, and of the value. */
export function stepSummary({ row, title, parts }: StepView): string {
  const [before, after] = [parts.find(({ part }) => part === 'iterate'), parts.find(({ part }) => part === 'next')];
  const changes = (before?.equations ?? []).flatMap(({ left, value }, i) => {
    const next = after?.equations[i];
    return next ? [`${left.text} from ${short(value)} to ${short(next.value)}`] : [];
  });
  return `${title}, step ${row} to ${row + 1}: ${changes.join(', ')}.`;
}
