/** Random and mutated texts: they are read, or refused with a place and a sentence, and nothing else happens. */
import { readdirSync, readFileSync } from 'node:fs';
import { compileObjective, ProblemError, readProblem } from '../../src/engine/index.ts';
import { functionNames } from '../../src/engine/read/functions.ts';
import { Generator } from '../oracle/generate.ts';
import type { Random } from '../oracle/random.ts';
import { Writer } from '../oracle/write.ts';

const WORDS =
  'x y w_1 θ₁ i e pi π lr α x0 standardize onehot split features minimize maximize start over method adam rate stop schedule cosine gradient steps in mod and or not data ' +
  'f(x) a= lr= x0= y[1] constructor __proto__ prototype toString hasOwnProperty valueOf this import eval Function require ' +
  'std var auto import("fs") `x` $(x) [1,2,3] {a:1} "text" /*c*/ #note 1e999 1e-999 0x10 1_000 .5 5. 1e 2e+ Infinity NaN undefined null';
const SIGNS =
  '² ⁻ ½ √ | || ( ) [ ] { } , = == <= < > ? : ! + - * / ^ ** .* . ; # % & $ \\ \' " ` ∞ Σ ∑ · × − ÷ ≤ ≠ ≥ → … ‖ ’';
const ODD = [
  '\n',
  '\r\n',
  '\t',
  ' ',
  '\u00a0',
  '\u200b',
  '\u0000',
  '\ufeff',
  '\ud800',
  '💥',
  '\u0301',
  'ﬁ',
  '٣',
  '```',
  '```downhill\n',
];

const PIECES = [...WORDS.split(' '), ...SIGNS.split(' '), ...ODD, ...functionNames().map((name) => `${name}(`)];
const LANGUAGES = ['downhill', 'markdown', 'plaintext', 'python', 'latex', 'javascript'];
const EXAMPLES = new URL('../../media/examples/', import.meta.url);

/** The texts that ship, and formulas as people write them. */
export class Texts {
  readonly #random: Random;
  readonly #examples: readonly string[];

  constructor(random: Random) {
    this.#random = random;
    this.#examples = readdirSync(EXAMPLES).flatMap((file) => {
      const text = readFileSync(new URL(file, EXAMPLES), 'utf8');
      const fences = [...text.matchAll(/```downhill\n(.*?)```/gs)].map((match) => match[1]!);
      return [text, ...fences];
    });
  }

  next(): { readonly text: string; readonly languageId: string } {
    const random = this.#random;
    let text = this.#source();
    const changes = random.chance(0.1) ? 0 : 1 + random.integer(4);
    for (let i = 0; i < changes; i++) text = this.#changed(text);
    return { text, languageId: random.chance(0.7) ? 'downhill' : random.pick(LANGUAGES) };
  }

  #source(): string {
    const random = this.#random;
    const kind = random.next();
    if (kind < 0.35) return Array.from({ length: random.integer(15) }, () => random.pick(PIECES)).join('');
    if (kind < 0.5) return Array.from({ length: random.integer(15) }, () => random.pick(PIECES)).join(' ');
    if (kind < 0.65) return random.pick(this.#examples);
    const { formula, parameters } = new Generator(random).formula();
    const start = new Map(random.chance(0.5) ? [] : parameters.map((name) => [name, random.between(-3, 3)]));
    return new Writer(random).problem(formula, start);
  }

  #changed(text: string): string {
    const random = this.#random;
    const from = random.integer(text.length + 1);
    const to = Math.min(text.length, from + random.integer(12));
    const [before, part, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
    const kind = random.next();
    if (kind < 0.35) return `${before}${random.pick(PIECES)}${part}${after}`;
    if (kind < 0.55) return before + after;
    if (kind < 0.7) return `${before}${part}${part}${after}`;
    if (kind < 0.8) return `${before}${random.pick(PIECES)}${after}`;
    if (kind < 0.85) return before;
    if (kind < 0.9) return `${before}${after}${part}`;
    if (kind < 0.94) return `${before}${String.fromCharCode(random.integer(0x10000))}${part}${after}`;
    if (kind < 0.98) return `${before}${this.#source()}${after}`;
    // A piece that comes again and again: depth and length.
    return `${before}${(part || random.pick(PIECES)).repeat(random.pick([10, 200, 3000]))}${after}`;
  }
}

/** What happens to a text. */
export type Outcome = { readonly read: boolean } | { readonly fault: string };

/** Reads a text, and evaluates it where it is read. */
export function tryText(text: string, languageId: string): Outcome {
  try {
    const problem = readProblem(text, { languageId });
    if (problem.parameters.length < 50) compileObjective(problem, 'interpreter').value(problem.settings.start);
    return problem.text === text ? { read: true } : { fault: 'the problem has another text' };
  } catch (error) {
    if (!(error instanceof ProblemError)) return { fault: `throws ${error instanceof Error ? error.stack : error}` };
    const { start, end, message } = error;
    const inside = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= text.length;
    if (!inside) return { fault: `has its error at ${start} to ${end} of ${text.length}: ${message}` };
    const isSentence = message.length > 10 && (!/undefined|\[object/.test(message) || /undefined|\[object/.test(text));
    return isSentence ? { read: false } : { fault: `is refused without a sentence: ${message}` };
  }
}

/** What the prototypes of the language consist of, to see whether a text got at one. */
export function prototypes(): string {
  const all = [Object, Function, Array, String, Number, Boolean, RegExp, Map, Set, Promise, Float64Array, Error];
  const parts = all.map(({ name, prototype }) => `${name}: ${Reflect.ownKeys(prototype).map(String)}`);
  return [...parts, `global: ${Reflect.ownKeys(globalThis).map(String)}`].join('\n');
}

/** The shortest text near this one that still has a fault: lines, then halves and smaller pieces are left out. */
export function smallestText(text: string, hasFault: (text: string) => boolean): string {
  let smallest = text;
  for (let size = Math.ceil(text.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < smallest.length; ) {
      const shorter = smallest.slice(0, at) + smallest.slice(at + size);
      if (hasFault(shorter)) smallest = shorter;
      else at += size;
    }
  }
  return smallest;
}
