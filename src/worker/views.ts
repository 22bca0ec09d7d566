/** The engine's values as the plain data that the panel shows. */
import type { Derivation, Step } from '../engine/calculus/explain.ts';
import { gradientOf, hessianOf } from '../engine/calculus/gradient.ts';
import { nameTex } from '../engine/calculus/notation.ts';
import { type Names, show } from '../engine/calculus/show.ts';
import { ReadingStopped } from '../engine/data/source.ts';
import { textAt } from '../engine/data/table.ts';
import { type Choice, withDefaults } from '../engine/methods/choice.ts';
import { METHODS, methodNamed, SCHEDULES, scheduleNamed } from '../engine/methods/index.ts';
import { type Options, type Problem, ProblemError } from '../engine/problem.ts';
import type { Node } from '../engine/program/graph.ts';
import type { Descent } from '../engine/run/descent.ts';
import { kinkSentence, kinksOf } from '../engine/run/kinks.ts';
import { brief } from '../engine/run/numerals.ts';
import { MOST_HESSIAN } from '../protocol/simplified.ts';
import type {
  Catalog,
  ChoiceInfo,
  DerivationStep,
  DerivationView,
  ErrorView,
  Formula,
  ProblemView,
  RunView,
  TableView,
} from '../protocol/view.ts';

function choiceInfo(choice: Choice): ChoiceInfo {
  const { name, title, description, tex } = choice;
  const options = choice.options.map(({ name: option, title: label, default: value, min, max }) => ({
    name: option,
    title: label,
    default: value,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  }));
  return { name, title, description, tex, options };
}

/** What there is to choose from. */
export function catalog(): Catalog {
  return { methods: METHODS.map(choiceInfo), schedules: SCHEDULES.map(choiceInfo) };
}

/** A problem as read, with its derivatives in a readable form. */
export function problemView(problem: Problem): ProblemView {
  const names = { parameters: problem.parameters, columns: problem.columns.map((column) => column.name) };
  const gradient = gradientOf(problem.graph, problem.objective, problem.parameters.length);
  return {
    sense: problem.sense,
    reading: problem.reading,
    parameters: problem.parameters.map((name) => ({ name, tex: nameTex(name) })),
    gradient: gradient.map((node) => formula(node, names)),
    ...(gradient.length <= MOST_HESSIAN && {
      hessian: hessianOf(problem.graph, gradient).map((row, i) => row.slice(i).map((node) => formula(node, names))),
    }),
    kinks: kinkSentences(problem),
    columns: problem.columns.map(({ name, values }) => ({ name, rows: values.length })),
    ...(problem.table && { table: { ...problem.table, excerpt: excerptOf(problem) } }),
    notes: problem.notes,
    settings: problem.settings,
    origins: problem.origins,
  };
}

/** Rows that are shown of a table, and enough to compare two formulas on. */
const EXCERPT = 20;

function excerptOf({ table, rows }: Problem): TableView['excerpt'] {
  if (!table || !rows) return {};
  const first = Array.from({ length: Math.min(EXCERPT, rows.rows) }, (_, row) => row);
  return Object.fromEntries(
    table.used.flatMap((name) => {
      const column = rows.column(name);
      if (!column) return [];
      return [[name, first.map((row) => (column.kind === 'numbers' ? column.values[row]! : textAt(column, row)))]];
    }),
  );
}

/** A derivative in a readable form; without text where it is too long to read. */
function formula(node: Node, names: Names): Formula {
  const shown = show(node, names);
  if (shown) return { tex: shown.tex, text: shown.text };
  return { tex: String.raw`\text{too long to show}`, text: '' };
}

/** More kinks than this are counted, not described. */
const MOST_KINKS = 6;

function kinkSentences(problem: Problem): string[] {
  const kinks = kinksOf(problem);
  const sentences = new Set(kinks.slice(0, 4 * MOST_KINKS).map((kink) => kinkSentence(kink, problem)));
  const shown = [...sentences].slice(0, MOST_KINKS);
  const more = kinks.length - shown.length;
  return sentences.size > MOST_KINKS ? [...shown, `There are ${more} more such places.`] : shown;
}

/** A derivation without its nodes. */
export function derivationView({ root, ...rest }: Derivation): DerivationView {
  const view = ({ node: _, result: __, steps, ...step }: Step): DerivationStep => ({ ...step, steps: steps.map(view) });
  return root ? { ...rest, root: view(root) } : rest;
}

/** What sets an option apart from its default: `β 0.8`. */
function differing(choice: Choice, options: Options): string[] {
  const all = withDefaults(choice, options);
  return choice.options
    .filter((option) => all[option.name] !== option.default)
    .map((option) => `${option.name} ${all[option.name]}`);
}

/** The runs' views; labels say what tells them apart. */
export function runViews(problem: Problem, descents: readonly Descent[], firstId: number): RunView[] {
  return descents.map((descent, i) => {
    const { method, schedule } = descent.plan;
    const rule = methodNamed(method.name);
    const scheduled = schedule.name === 'constant' ? [] : [scheduleNamed(schedule.name).title.toLowerCase()];
    const rate = descent.rate === undefined ? [] : [`rate ${brief(descent.rate)}`];
    const parts = [rule.title, ...rate, ...differing(rule, method.options), ...scheduled];
    return {
      runId: firstId + i,
      label: parts.join(', '),
      method,
      schedule,
      ...(descent.rate !== undefined && { rate: descent.rate }),
      columns: descent.stateColumns,
      steps: problem.settings.stop.steps,
      ...(descent.rateNote !== undefined && { rateNote: descent.rateNote }),
    };
  });
}

/** Any error as a sentence at a place; one that is not the user's to mend says so. */
export function errorView(error: unknown, textLength: number): ErrorView {
  if (error instanceof ProblemError) {
    const { message, start, end, suggestion } = error;
    return { message, start, end, ...(suggestion !== undefined && { suggestion }) };
  }
  if (error instanceof ReadingStopped) return { message: 'Stopped while the table was read.', start: 0, end: 0 };
  const reason = error instanceof Error ? error.message : String(error);
  return {
    message: `Downhill could not do this, and it is not your formula’s fault: ${reason}`,
    start: 0,
    end: textLength,
  };
}
