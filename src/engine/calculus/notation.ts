/**
 * Formulas as people read them: TeX to look at, and text that Downhill and mathjs read back. Built bottom up, with
 * brackets only where precedence asks for them.
 */

/** How tightly an expression binds: sums 1, products 2, signs 3, powers 4, single things 5. */
export type Precedence = 0 | 1 | 2 | 3 | 4 | 5;

/** A piece of formula in both forms. */
export interface Notation {
  readonly tex: string;
  readonly text: string;
  readonly precedence: Precedence;
}

const GREEK: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'varepsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  ϑ: 'vartheta',
  ι: 'iota',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  τ: 'tau',
  υ: 'upsilon',
  φ: 'varphi',
  ϕ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
  Γ: 'Gamma',
  Δ: 'Delta',
  Θ: 'Theta',
  Λ: 'Lambda',
  Ξ: 'Xi',
  Π: 'Pi',
  Σ: 'Sigma',
  Φ: 'Phi',
  Ψ: 'Psi',
  Ω: 'Omega',
};
const GREEK_NAMES = new Set([...Object.values(GREEK), 'epsilon']);

/** TeX of a name: Greek letters, a subscript after `_` or of trailing digits, words upright. */
export function nameTex(name: string): string {
  const compared = /^\((.+) == "(.*)"\)$/s.exec(name);
  // Iverson's bracket: 1 where it holds, else 0.
  if (compared) return `\\left[${nameTex(compared[1]!)} = ${textTex(compared[2]!)}\\right]`;
  const match = /^(.+?)(?:_(.+)|(\d+))$/.exec(name);
  if (match) return `${wordTex(match[1]!)}_{${wordTex(match[2] ?? match[3]!)}}`;
  return wordTex(name);
}

function textTex(text: string): string {
  return `\\text{${text.replaceAll('\\', '').replaceAll(/[{}_^&%$#~]/g, (character) => `\\${character}`)}}`;
}

function wordTex(word: string): string {
  if (Object.hasOwn(GREEK, word)) return `\\${GREEK[word]}`;
  if (GREEK_NAMES.has(word)) return `\\${word}`;
  if (/^\d+$/.test(word) || [...word].length === 1) return word.replaceAll('_', '\\_');
  return `\\mathrm{${word.replaceAll('_', '\\_')}}`;
}

/** A number: shortest digits that read back as the same double. */
export function numeral(value: number): Notation {
  return digitsOf(value, String(value));
}

/** A number at a glance: at most five significant digits, powers of ten below 1e-4 and from 1e5 on; small whole ones whole. */
export function roundedNumeral(value: number): Notation {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || (Number.isInteger(value) && size < 1e6)) return numeral(value);
  const isPlain = size >= 1e-4 && size < 1e5;
  return digitsOf(value, isPlain ? String(Number(value.toPrecision(5))) : shortExponential(value));
}

function shortExponential(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential(4).split('e');
  return `${Number(digits)}e${Number(exponent)}`;
}

function digitsOf(value: number, text: string): Notation {
  if (Number.isNaN(value)) return { tex: String.raw`\mathrm{NaN}`, text, precedence: 5 };
  const [digits, exponent] = text.split('e');
  const tex = exponent === undefined ? text.replace('Infinity', '\\infty') : scientific(digits!, Number(exponent));
  return { tex, text, precedence: value < 0 ? 1 : exponent === undefined ? 5 : 2 };
}

function scientific(digits: string, exponent: number): string {
  const power = `10^{${exponent}}`;
  return digits === '1' ? power : digits === '-1' ? `-${power}` : `${digits} \\cdot ${power}`;
}

/** A name standing for a number. */
export function symbol(name: string): Notation {
  return { tex: nameTex(name), text: name, precedence: 5 };
}

/** A text in quotes. */
export function quotation(text: string): Notation {
  return { tex: textTex(text), text: `"${text}"`, precedence: 5 };
}

/** A piece, in brackets when it binds less tightly than asked. */
export function within(piece: Notation, least: Precedence): Notation {
  if (piece.precedence >= least) return piece;
  return { tex: `\\left(${piece.tex}\\right)`, text: `(${piece.text})`, precedence: 5 };
}

/** a + b or a − b. */
export function sum(a: Notation, operator: '+' | '-', b: Notation): Notation {
  const right = within(b, operator === '-' || b.text.startsWith('-') ? 2 : 1);
  return {
    tex: `${a.tex} ${operator} ${right.tex}`,
    text: `${a.text} ${operator} ${right.text}`,
    precedence: 1,
  };
}

/** Whether TeX ends with a name of several letters; looked at from its end, for long products. */
function endsUpright(tex: string): boolean {
  return (
    tex.endsWith('}') &&
    tex.endsWith('\\mathrm', tex.lastIndexOf('{')) &&
    tex.indexOf('}', tex.lastIndexOf('{')) === tex.length - 1
  );
}

/** a·b; written without a dot where that cannot be misread. */
export function product(a: Notation, b: Notation): Notation {
  const left = within(a, 2);
  const right = within(b, 3);
  const dot = /^\{*[\d-]/.test(right.tex) || endsUpright(left.tex) || right.tex.startsWith('\\mathrm');
  return {
    tex: `${left.tex} ${dot ? '\\cdot ' : '\\,'}${right.tex}`,
    text: `${left.text}*${right.text}`,
    precedence: 2,
  };
}

/** a / b as a fraction. */
export function quotient(a: Notation, b: Notation): Notation {
  return {
    tex: `\\frac{${a.tex}}{${b.tex}}`,
    text: `${within(a, 2).text}/${within(b, 3).text}`,
    precedence: 2,
  };
}

/** −a. */
export function negative(a: Notation): Notation {
  const inner = within(a, 2);
  return { tex: `-${inner.tex}`, text: `-${inner.text}`, precedence: 1 };
}

/** a to the power b. */
export function power(a: Notation, b: Notation): Notation {
  const base = within(a, 5);
  const exponent = within(b, 5);
  return { tex: `{${base.tex}}^{${b.tex}}`, text: `${base.text}^${exponent.text}`, precedence: 4 };
}

/** A comparison or a logical connective. */
export function relation(a: Notation, text: string, tex: string, b: Notation): Notation {
  const [left, right] = [within(a, 1), within(b, 1)];
  return { tex: `${left.tex} ${tex} ${right.tex}`, text: `${left.text} ${text} ${right.text}`, precedence: 0 };
}

/** A condition as a factor: 1 where it holds, else 0. Iverson's bracket (Knuth 1992). */
export function indicator(condition: Notation): Notation {
  return { tex: `\\left[${condition.tex}\\right]`, text: `(${condition.text})`, precedence: 5 };
}

const UPRIGHT = new Set([
  'sin',
  'cos',
  'tan',
  'sec',
  'csc',
  'cot',
  'sinh',
  'cosh',
  'tanh',
  'coth',
  'exp',
  'log',
  'ln',
  'max',
  'min',
  'arcsin',
  'arccos',
  'arctan',
]);

/** A function of arguments. */
export function application(name: string, args: readonly Notation[]): Notation {
  const text = `${name}(${args.map((arg) => arg.text).join(', ')})`;
  const list = args.map((arg) => arg.tex).join(', ');
  const head = UPRIGHT.has(name) ? `\\${name}` : `\\operatorname{${name.replaceAll('_', '\\_')}}`;
  const special: Readonly<Record<string, string>> = {
    exp: `e^{${list}}`,
    sqrt: `\\sqrt{${list}}`,
    cbrt: `\\sqrt[3]{${list}}`,
    abs: `\\left|${list}\\right|`,
    floor: `\\left\\lfloor ${list} \\right\\rfloor`,
    ceil: `\\left\\lceil ${list} \\right\\rceil`,
    sigmoid: `\\sigma\\!\\left(${list}\\right)`,
    gamma: `\\Gamma\\!\\left(${list}\\right)`,
    lgamma: `\\log\\Gamma\\!\\left(${list}\\right)`,
    digamma: `\\psi\\!\\left(${list}\\right)`,
    trigamma: `\\psi'\\!\\left(${list}\\right)`,
  };
  return {
    tex: (Object.hasOwn(special, name) ? special[name] : undefined) ?? `${head}\\left(${list}\\right)`,
    text,
    precedence: name === 'exp' ? 4 : 5,
  };
}

/** A user's function of arguments: its name as a symbol. */
export function userApplication(name: string, args: readonly Notation[]): Notation {
  const list = args.map((arg) => arg.tex).join(', ');
  return {
    tex: `${nameTex(name)}\\left(${list}\\right)`,
    text: `${name}(${args.map((arg) => arg.text).join(', ')})`,
    precedence: 5,
  };
}

/** `yes` where the condition holds, else `no`. */
export function cases(condition: Notation, yes: Notation, no: Notation): Notation {
  return {
    tex: `\\begin{cases} ${yes.tex} & ${condition.tex} \\\\ ${no.tex} & \\text{otherwise} \\end{cases}`,
    text: `(${condition.text} ? ${yes.text} : ${no.text})`,
    precedence: 5,
  };
}
