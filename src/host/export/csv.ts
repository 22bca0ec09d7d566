import type { ProblemView, RunState } from '../../protocol/view.ts';

/**
 * The rows of runs as comma-separated values, in pieces to be written one after another: a header, then one line a step.
 * Numbers have all their digits; NaN and Infinity stand as such. Several runs are told apart by a first column; a column
 * that a run's method does not have is empty in its lines. Value and gradient of a run in batches are the batch's.
 */
export function* toCsv(problem: ProblemView, runs: readonly RunState[]): Generator<string> {
  const names = problem.parameters.map(({ name }) => name);
  const several = runs.length > 1;
  const own = [...new Set(runs.flatMap(({ run }) => run.columns.map(({ name }) => name)))];
  const columns = ['step', ...names, 'value', ...names.map((name) => `∂${name}`), 'gradient norm', 'rate', ...own];
  yield line(several ? ['run', ...columns] : columns);
  for (const { run, slices } of runs) {
    const places = own.map((name) => run.columns.findIndex((column) => column.name === name));
    let step = 0;
    for (const slice of slices) {
      const lines: string[] = [];
      for (let row = 0; row < slice.value.length; row += 1) {
        const cells = [
          String(step + row),
          ...slice.parameters.map((column) => String(column[row])),
          String(slice.value[row]),
          ...slice.gradient.map((column) => String(column[row])),
          String(slice.gradientNorm[row]),
          String(slice.rate[row]),
          ...places.map((place) => (place < 0 ? '' : String(slice.state[place]?.[row]))),
        ];
        lines.push(line(several ? [run.label, ...cells] : cells));
      }
      step += slice.value.length;
      yield lines.join('');
    }
  }
}

/** One line, with the quotes that RFC 4180 asks for. */
function line(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
}
