/** The tabulars of LaTeX, each with its caption, or the section that it stands in. */
import type { WrittenTable } from './document-tables.ts';

const TABULAR = /\\begin\{(tabular[xy*]?|longtable)\}([\s\S]*?)\\end\{\1\}/g;
/** What stands between \begin{tabular} and the cells: a width, a position, the columns. */
const ARGUMENTS = /^(?:\s*(?:\[[^\]]*\]|\{(?:[^{}]|\{[^{}]*\})*\}))*/;
const RULES = /\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|(?:cline|cmidrule)(?:\([^)]*\))?\{[^}]*\})/g;

export function latexTables(text: string): WrittenTable[] {
  const code = text.replaceAll(/(?<!\\)%.*/g, (comment) => ' '.repeat(comment.length));
  return [...code.matchAll(TABULAR)].map((match) => {
    const body = match[2]!
      .replace(ARGUMENTS, '')
      .replaceAll(RULES, '')
      .replaceAll(/\\caption\{(?:[^{}]|\{[^{}]*\})*\}/g, '');
    const rows = body.split(/\\\\(?:\[[^\]]*\])?/).map((row) => row.split(/(?<!\\)&/).map(plain));
    const cells = rows.filter((row) => row.some((cell) => cell !== ''));
    return { title: titleOf(code, match.index, match.index + match[0].length), start: match.index, cells };
  });
}

/** The caption in the same table environment, else the last section before it. */
function titleOf(code: string, start: number, end: number): string {
  const open = code.lastIndexOf('\\begin{table', start);
  const close = code.indexOf('\\end{table', end);
  const closedBefore = open >= 0 && code.slice(open, start).includes('\\end{table');
  const around = open >= 0 && close >= 0 && !closedBefore ? code.slice(open, close) : code.slice(start, end);
  const caption = /\\caption(?:\[[^\]]*\])?\{((?:[^{}]|\{[^{}]*\})*)\}/.exec(around);
  if (caption) return plain(caption[1]!.replaceAll(/\\label\{[^}]*\}/g, ''));
  const sections = [...code.slice(0, start).matchAll(/\\(?:sub)*section\*?\{((?:[^{}]|\{[^{}]*\})*)\}/g)];
  return plain(sections.at(-1)?.[1] ?? '');
}

/** A cell without the commands around its text. */
function plain(cell: string): string {
  let text = cell.trim();
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replaceAll(/\\(?:text\w*|emph|num|mathrm|mathbf|multicolumn\{\d+\}\{[^}]*\})\{([^{}]*)\}/g, '$1');
  }
  return text
    .replaceAll(/\\([%&_#$])/g, '$1')
    .replaceAll(/(?<!\\)\$|[{}]/g, '')
    .replaceAll(/\\[,;! ]|~/g, ' ')
    .replace(/^−(?=[\d.])/, '-')
    .trim();
}
