/** The benchmark's results as a table for people: on the terminal, and in docs/benchmarks.md. */

/** One work: seconds of everyone who did it, and what was asked. */
export interface Row {
  readonly title: string;
  /** What a time is shown in. */
  readonly unit: 'ns' | 'µs' | 'ms';
  /** Medians in seconds, by column. */
  readonly times: ReadonlyMap<Column, number>;
  /** The ratios that were asked for, as words with the ratio that was reached. */
  readonly asked: readonly Asked[];
}

export const COLUMNS = ['Downhill', 'C -O3', 'C best flags', 'NumPy', 'PyTorch', 'mathjs'] as const;
export type Column = (typeof COLUMNS)[number];

export interface Asked {
  readonly words: string;
  readonly limit: number;
  readonly reached: number;
}

const UNITS = { ns: 1e9, µs: 1e6, ms: 1e3 } as const;

function number(value: number): string {
  return value >= 1000 ? String(Math.round(value)) : value.toPrecision(3);
}

function reached({ words, limit, reached: ratio }: Asked): string {
  return `${words} ≤ ${limit}: ${ratio.toFixed(2)} ${ratio <= limit ? '✓' : '✗'}`;
}

/** The table as Markdown, with aligned columns. */
export function markdown(rows: readonly Row[]): string {
  const columns = COLUMNS.filter((column) => rows.some((row) => row.times.has(column)));
  const cells = [
    ['work', ...columns, 'asked, and reached'],
    ...rows.map(({ title, unit, times, asked }) => [
      `${title}, ${unit}`,
      ...columns.map((column) => (times.has(column) ? number(times.get(column)! * UNITS[unit]) : '')),
      asked.map(reached).join('; '),
    ]),
  ];
  return aligned(cells);
}

/** Rows of cells as a Markdown table, the first row its head. */
export function aligned(cells: readonly (readonly string[])[]): string {
  const widths = cells[0]!.map((_, i) => Math.max(...cells.map((row) => [...row[i]!].length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => cell + ' '.repeat(widths[i]! - [...cell].length)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join('\n');
}
