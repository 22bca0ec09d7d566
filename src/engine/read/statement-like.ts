/** Telling statements of the problem language from prose, without reading them: cautious, so that prose stays prose. */

const NUMBER_OR_AUTO = /^(?:auto|[\d.eE+-]+)(?:\s*,\s*(?:auto|[\d.eE+-]+))*$/;

/** What must follow a keyword for its line to be a statement. */
const AFTER_KEYWORD: Readonly<Record<string, (rest: string) => boolean>> = {
  minimize: (rest) => hasNoProse(rest),
  maximize: (rest) => hasNoProse(rest),
  data: (rest) => /^(?:"[^"]+"|“[^”]+”|'[^']+'|table)(?:\s+header\s*=\s*\w+)?$/.test(rest),
  standardize: isNameList,
  minmax: isNameList,
  center: isNameList,
  onehot: (rest) => isNameList(rest.replace(/\s+drop\s*=\s*\w+$/, '')),
  split: (rest) => /^train\s+[\d.]+%?(?:\s+(?:validation|test)\s+[\d.]+%?)*(?:\s+seed\s*=\s*\d+)?$/.test(rest),
  features: (rest) => /^[^\s=]+\s*=\s*\S/.test(rest) && isNameList(rest.replace(/^[^=]*=\s*/, '')),
  start: (rest) =>
    rest.includes('=') &&
    hasNoProse(rest.replaceAll(/=\s*(?:normal|xavier|uniform)((?:\s+(?:seed|sd)\s*=)?)/g, '= 1 $1')),
  starts: (rest) =>
    /\d/.test(rest) && hasNoProse(rest.replace(/\bover\b.*/s, '').replaceAll(/\b(?:random|grid|latin|lhs)\b/g, '')),
  over: (rest) => /^\S+\s+in\s+\[/.test(rest),
  method: isChoiceList,
  schedule: isChoiceList,
  batch: (rest) => /^(?:all|\d+)(?:\s+seed\s*=\s*\d+)?$/.test(rest),
  rate: (rest) => NUMBER_OR_AUTO.test(rest),
  stop: (rest) => /[<=]/.test(rest) && hasNoProse(rest.replaceAll(',', ' , ')),
};

const KEYWORD = new RegExp(`^(${Object.keys(AFTER_KEYWORD).join('|')})(?:\\s+|$)`);

/** Whether a line, or several joined by open brackets, looks like a statement; a comment alone does not. */
export function looksLikeStatement(line: string): boolean {
  const code = withoutComment(line).trim();
  const keyword = KEYWORD.exec(code);
  if (keyword) {
    const rest = code.slice(keyword[0].length);
    // `rate = 0.1` and `start(x) = …` are assignments to the names, not the statements.
    if (!/^(?:=|\()/.test(rest)) return rest !== '' && AFTER_KEYWORD[keyword[1]!]!(rest);
  }
  return hasOperator(code) && hasNoProse(code);
}

/** A line up to its comment. A `#` in quotes begins none. */
export function withoutComment(line: string): string {
  return /^(?:"[^"\n]*"|[^#"]|")*/.exec(line)?.[0] ?? '';
}

/** How many brackets a line leaves open; negative where it closes more than it opens. */
export function openBrackets(line: string): number {
  let depth = 0;
  for (const character of withoutComment(line)) {
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
  }
  return depth;
}

/** Whether there is something to compute with: an operator, a bracket, a power, a root, a definition. */
export function hasOperator(code: string): boolean {
  return /[=+*/^<>·×÷−√²³⁴½|]|\p{L}\(|(?<!\p{L})-|\d\p{L}|\\[a-z]+/u.test(code) && /[\p{L}\p{N}]/u.test(code);
}

/** Whether nothing reads like a sentence: no two words in a row, no sentence's end, no quotation marks. */
export function hasNoProse(code: string): boolean {
  const words = code.replace(/\b(?:and|or|xor|not|mod|to|in|if|else)\b/g, '+');
  if (/\p{L}{2,}\s+\p{L}{2,}|\p{L}\s+(?:\d+\s+)?\p{L}{3,}(?![\p{L}\p{N}_]*\()/u.test(words)) return false;
  if (/\p{L}[,;]\s+\p{L}{3,}\s*$/u.test(words)) return false;
  return !/[\p{L})][.?!:;]$|['“”„«»]|\p{L}[.?!:;]\s+\p{Lu}|\p{L}'\p{L}/u.test(words);
}

function isNameList(rest: string): boolean {
  return /^(?:`[^`]+`|[^\s,]+)(?:\s*,\s*(?:`[^`]+`|[^\s,]+))*$/.test(rest);
}

/** `adam rate=0.1, heavy ball momentum = 0.9`: names of one or two words, each with options. */
function isChoiceList(rest: string): boolean {
  return rest
    .split(',')
    .every((choice) =>
      /^\s*\p{L}[\w-]*(?:\s+\p{L}[\w-]*(?!\s*=))?(?:\s+[\p{L}\p{N}_]+\s*=\s*[^\s,]+)*\s*$/u.test(choice),
    );
}
