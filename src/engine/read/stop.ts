/** `stop`: the rules that end a run. */
import { ProblemError, type Range, type StopRules } from '../problem.ts';
import type { FormulaReader } from './formula.ts';
import { nearest } from './nearest.ts';
import { parsePiece } from './scope.ts';
import { checkEpochs, checkSteps } from './settings.ts';
import { type Piece, slice, split } from './statements.ts';

/** What the rules of `stop` are called; the first name is the one that is written. */
const RULES: Readonly<Record<keyof StopRules, readonly string[]>> = {
  gradient: ['gradient', 'grad', 'gradient_norm', 'gradientnorm', 'gtol', 'tol', 'tolerance', '‖∇f‖', '|∇f|'],
  gradientMax: ['gradient_max', 'gradientmax', 'max_gradient', 'grad_max', 'gradient_inf', 'gradient∞', '‖∇f‖∞'],
  change: ['change', 'value', 'value_change', 'ftol', 'loss', 'Δf', 'df'],
  relativeChange: ['relative_change', 'relativechange', 'relative', 'rel_change', 'rtol', 'Δf/f'],
  move: ['move', 'moved', 'parameters', 'parameter', 'parameter_change', 'xtol', 'Δx', 'dx'],
  target: ['target', 'goal', 'objective', 'f'],
  patience: ['patience', 'plateau', 'early_stop', 'early_stopping', 'stagnation'],
  improvement: ['improvement', 'min_delta', 'min_improvement'],
  steps: ['steps', 'step', 'iterations', 'epochs', 'maxiter', 'max_iter', 'max_steps', 'n_steps', 'n_iter'],
  epochs: [],
  evaluations: ['evaluations', 'evals', 'max_evals', 'maxfun', 'max_eval', 'maxfev', 'nfev'],
  time: ['time', 'seconds', 'max_time', 'timeout', 'time_limit'],
  divergence: ['divergence', 'diverged', 'growth', 'limit'],
};

/** What counts passes over the rows where steps use batches; where a step uses all rows they are steps. */
const EPOCHS = ['epochs', 'epoch', 'passes', 'n_epochs', 'num_epochs', 'max_epochs'];

/** Whether a name is one of a number of epochs. */
export function countsEpochs(name: string): boolean {
  return EPOCHS.includes(name.toLowerCase());
}

/** The name under which a rule is written into a text. */
export function ruleName(rule: keyof StopRules): string {
  return rule === 'epochs' ? rule : RULES[rule][0]!;
}

/** Rules that count something and end the run at that many. */
export const COUNTS: ReadonlySet<keyof StopRules> = new Set([
  'steps',
  'epochs',
  'evaluations',
  'patience',
  'improvement',
  'time',
]);

/** `gradient<1e-6, change<1e-12, steps=500`. @param batched steps use batches: epochs are passes over the rows. */
export function readStop(body: Piece, reader: FormulaReader, climbs: boolean, batched = false): Partial<StopRules> {
  const rules: Partial<Record<keyof StopRules, number>> = {};
  for (const part of split(body, /,/)) {
    const match = /^(.+?)\s*(?:<=|>=|<|>|≤|≥|=)\s*/u.exec(part.text);
    if (!match) throw new ProblemError('Write a rule as gradient<1e-6 or steps=500.', part);
    const at = { start: part.start, end: part.start + match[1]!.length };
    const value = slice(part, match[0].length);
    if (value.text === '') throw new ProblemError('A number is missing here.', part);
    if (/[<=>]/.test(value.text)) throw new ProblemError('Two rules are separated by a comma.', value);
    const rule = batched && countsEpochs(match[1]!) ? 'epochs' : ruleNamed(match[1]!, at);
    if (rules[rule] !== undefined) throw new ProblemError(`There are two rules for ${ruleName(rule)} here.`, part);
    const above = rule === 'divergence' || COUNTS.has(rule) || (rule === 'target' && climbs);
    if (/[>≥]/.test(match[0]) && !above) {
      throw new ProblemError(
        `A run stops when the ${rule} is small enough: write ${match[1]}<${value.text}.`,
        part,
        `${match[1]}<${value.text}`,
      );
    }
    rules[rule] = readRule(rule, value, reader);
  }
  return rules;
}

/** The number of a stopping rule. @throws {ProblemError} */
export function readRule(rule: keyof StopRules, value: Piece, reader: FormulaReader): number {
  const number = rule === 'time' ? seconds(value, reader) : reader.constant(parsePiece(value));
  if (rule === 'steps') return checkSteps(number, value);
  if (rule === 'epochs') return checkEpochs(number, value);
  if (rule === 'target' && Number.isFinite(number)) return number;
  if (rule === 'evaluations' || rule === 'patience') {
    if (Number.isSafeInteger(number) && number >= 1) return number;
    throw new ProblemError(
      `The number of ${rule === 'patience' ? 'steps of patience' : rule} is a whole number, 1 or more.`,
      value,
    );
  }
  if (rule === 'time' && !(number > 0)) throw new ProblemError('A time limit is a number of seconds above 0.', value);
  if (number >= 0 && Number.isFinite(number)) return number;
  throw new ProblemError('A stopping rule compares with a number that is not negative.', value);
}

/** `2`, `2 s`, `500 ms`, `1 min`. */
function seconds(value: Piece, reader: FormulaReader): number {
  const match = /^(.*?[\d.])\s*(ms|s|sec|seconds?|min|minutes?)$/u.exec(value.text);
  const number = reader.constant(
    parsePiece(match ? { ...value, text: match[1]!, end: value.start + match[1]!.length } : value),
  );
  return match?.[2] === 'ms' ? number / 1000 : match?.[2]?.startsWith('min') ? number * 60 : number;
}

function ruleNamed(name: string, at: Range): keyof StopRules {
  const wanted = name.trim().toLowerCase().replaceAll(/\s+/g, '_');
  for (const [rule, names] of Object.entries(RULES) as [keyof StopRules, readonly string[]][]) {
    if (names.some((own) => own.toLowerCase() === wanted)) return rule;
  }
  const near = nearest(wanted, Object.values(RULES).flat());
  const list = (Object.keys(RULES) as (keyof StopRules)[])
    .filter((rule) => RULES[rule].length > 0)
    .map(ruleName)
    .join(', ');
  throw new ProblemError(`There is no stopping rule ${name}. There are ${list}.`, at, near);
}
