/** The engine's values as the plain data that the panel shows. */
import { gradientOf, hessianOf } from '../engine/calculus/gradient.ts';
import { nameTex } from '../engine/calculus/notation.ts';
import { type Names, show } from '../engine/calculus/show.ts';
import { ReadingStopped } from '../engine/data/source.ts';
import { textAt } from '../engine/data/table.ts';
import { GROUPS } from '../engine/methods/about.ts';
import type { Choice } from '../engine/methods/choice.ts';
import { METHODS, SCHEDULES } from '../engine/methods/index.ts';
import type { Method } from '../engine/methods/method.ts';
import { type Problem, ProblemError } from '../engine/problem.ts';
import type { Node } from '../engine/program/graph.ts';
import { differingConventions } from '../engine/run/conventions.ts';
import { foresee } from '../engine/run/foresee.ts';
import { kinkSentence, kinksOf } from '../engine/run/kinks.ts';
import { MOST_HESSIAN } from '../protocol/simplified.ts';
import type { Catalog, ChoiceInfo, ErrorView, Formula, ProblemView, TableView } from '../protocol/view.ts';

function choiceInfo(choice: Choice): ChoiceInfo {
  const { name, title, description, tex } = choice;
  // An option of one word is no choice to offer.
  const offered = choice.options.filter(({ choices }) => choices?.length !== 1);
  const options = offered.map(({ aliases: _, spans: __, synonyms: ___, ...option }) => option);
  return { name, title, description, tex, options };
}

function methodInfo(method: Method): ChoiceInfo {
  const { group, serves } = method;
  const conventions = differingConventions(method);
  return { ...choiceInfo(method), group, serves, ...(conventions.length > 0 && { conventions }) };
}

/** What there is to choose from; methods of one group stand together. */
export function catalog(): Catalog {
  const methods = GROUPS.flatMap((group) => METHODS.filter((method) => method.group === group));
  return { methods: methods.map(methodInfo), schedules: SCHEDULES.map(choiceInfo) };
}

/** A problem as read, with its derivatives in a readable form. */
export function problemView(problem: Problem): ProblemView {
  const names = { parameters: problem.parameters, columns: problem.columns.map((column) => column.name) };
  const gradient = gradientOf(problem.graph, problem.objective, problem.parameters.length);
  return {
    sense: problem.sense,
    reading: problem.reading,
    parameters: problem.parameters.map((name) => {
      const over = problem.over.get(name);
      return { name, tex: nameTex(name), ...(over && { over }) };
    }),
    gradient: gradient.map((node) => formula(node, names)),
    ...(gradient.length <= MOST_HESSIAN && {
      hessian: hessianOf(problem.graph, gradient).map((row, i) => row.slice(i).map((node) => formula(node, names))),
    }),
    kinks: kinkSentences(problem),
    columns: problem.columns.map(({ name, values }) => ({ name, rows: values.length })),
    ...(problem.table && { table: { ...problem.table, excerpt: excerptOf(problem) } }),
    notes: [...problem.notes, ...foresee(problem)],
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
