import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentTable, tableTitles } from '../../../../src/engine/data/document-tables.ts';
import { textAt } from '../../../../src/engine/data/table.ts';

async function cells(text: string, languageId: string, name?: string, at = 0): Promise<string[] | undefined> {
  const table = await documentTable({ text, languageId, at }, name, { columns: () => true });
  if (!table) return undefined;
  const rows = Array.from({ length: table.rows }, (_, row) =>
    table.columns.map((column) => textAt(column, row)).join('|'),
  );
  return [table.names.join('|'), ...rows];
}

const markdown = `# Report

## 2.1 **Salaries** ##

Some words | with a bar.

| Years of *Experience* | city   | salary |
|:---------------------:|--------|-------:|
| 1                     | Oslo   | **4**  |
| \`2\`                   | a\\|b   | −5,5   |
| 3                     |        |        |

## Weights

a | b
--|--
1 | 2

Table: Heights of trees

| h |
|---|
| 7 |
`;

test('Markdown: by the heading, by the caption, the nearest', async () => {
  assert.deepEqual(tableTitles({ text: markdown, languageId: 'markdown', at: 0 }), [
    '2.1 **Salaries**',
    'Weights',
    'Heights of trees',
  ]);
  const salaries = ['Years_of_Experience|city|salary', '1|Oslo|4', '2|a|b|-5.5', '3||'];
  assert.deepEqual(await cells(markdown, 'markdown', 'salaries'), salaries);
  assert.deepEqual(await cells(markdown, 'markdown', 'weights'), ['a|b', '1|2']);
  assert.deepEqual(await cells(markdown, 'markdown', 'Heights of trees'), ['h', '7']);
  assert.deepEqual(await cells(markdown, 'markdown', undefined, markdown.length), ['h', '7']);
  assert.equal(await cells(markdown, 'markdown', 'nothing'), undefined);
  assert.equal(await cells('# Only prose | here', 'markdown'), undefined);
});

const latex = String.raw`
\section{Data}
\begin{table}[ht]
  \centering
  \caption[short]{Growth of \emph{yeast}\label{tab:yeast}}
  \begin{tabular}{l S[table-format=3.1] r}
    \toprule
    $t$ & mass (\%) & \textbf{strain} \\ \midrule
    0 & 9.6 & A \\  % the first
    1 & \num{18.3} & B\_2 \\[2pt]
    \cmidrule(lr){1-2}
    2 & 29.0 & \multicolumn{1}{c}{C} \\
    \bottomrule
  \end{tabular}
\end{table}
\begin{tabular*}{\textwidth}{cc}
  x & y \\ \hline
  1 & 2
\end{tabular*}
`;

test('LaTeX: by the caption, by the section', async () => {
  assert.deepEqual(await cells(latex, 'latex', 'growth of yeast'), [
    't|mass|strain',
    '0|9.6|A',
    '1|18.3|B_2',
    '2|29|C',
  ]);
  assert.deepEqual(await cells(latex, 'latex', 'data'), ['x|y', '1|2']);
});
