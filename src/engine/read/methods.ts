/** `method`: names of methods as Downhill, PyTorch, Keras, optax and papers write them, and their options. */
import { GROUPS } from '../methods/about.ts';
import { findOption } from '../methods/choice.ts';
import { CONVENTION_TITLES, type Convention, conventionNamed, withoutPrefix } from '../methods/convention.ts';
import { METHODS } from '../methods/index.ts';
import type { Method } from '../methods/method.ts';
import { type MethodChoice, type Options, ProblemError, type Rate } from '../problem.ts';
import { choicesOf, findOrRefuse, readOption, type Setting, type Written } from './choices.ts';
import type { FormulaReader } from './formula.ts';
import { itemsOf, parsePiece } from './scope.ts';
import { readRate } from './settings.ts';
import { type Piece, slice } from './statements.ts';

/** The names of options that give a method its rate. */
const RATE_NAMES = ['rate', 'lr', 'eta', 'η', 'learning_rate', 'learningrate', 'step_size', 'α', 'alpha'];

/** Options of frameworks that choose how the same steps are computed. */
const WITHOUT_EFFECT = new Set(['foreach', 'fused', 'capturable', 'differentiable', 'jit_compile', 'name']);

/** `adam beta1=0.8 rate=0.1, torch.optim.SGD(lr=0.1, momentum=0.9)`. */
export function readMethods(body: Piece, reader: FormulaReader): MethodChoice[] {
  return choicesOf(body, METHODS[0]!.name).map((written) => readMethod(written, reader));
}

function readMethod(written: Written, reader: FormulaReader): MethodChoice {
  const { name: full, rate: first } = positional(written.name);
  const { name, convention } = withoutPrefix(full.text);
  const named = slice(full, full.text.length - name.length);
  const found = findOrRefuse(METHODS, named, 'method', listOfMethods);
  const settings = written.settings.filter(hasEffect);
  const { method, kept } =
    found.name === 'gd' ? sgd(found, settings, full, reader, convention) : { method: found, kept: settings };
  let options: Options = {
    ...own(method.implied, named.text.toLowerCase()),
    ...(convention && conventionOption(method, convention, full)),
  };
  let rate: Rate | undefined = first && readRate(first, reader);
  for (const setting of kept) {
    const { key, value } = setting;
    if (isRate(method, key)) rate = readRate(value, reader);
    else options = { ...options, ...readMethodOption(method, setting, reader) };
  }
  return { name: method.name, options, ...(rate !== undefined && { rate }) };
}

/** What a record has under a name that a person wrote: nothing for `constructor`. */
function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

function isRate(method: Method, key: Piece): boolean {
  return !findOption(method, key.text) && RATE_NAMES.includes(key.text.toLowerCase());
}

/** `Adam(0.01)`, `Adam(model.parameters())`: a rate that stands by itself, and parameters, which are the formula's. */
function positional(written: Piece): { readonly name: Piece; readonly rate?: Piece } {
  const bare = /^(\S+)\s+(?:[\w.]*param\w*(?:\(\))?\s*)?(?:((?:\d|\.\d)\S*)\s*)?$/u.exec(written.text);
  if (!bare || bare[0] === bare[1]) return { name: written };
  const name = slice(written, 0, bare[1]!.length);
  return bare[2] === undefined ? { name } : { name, rate: slice(written, written.text.lastIndexOf(bare[2])) };
}

function hasEffect({ key, value, at }: Setting): boolean {
  if (key.text !== 'maximize') return !WITHOUT_EFFECT.has(key.text);
  if (/^false$/i.test(value.text)) return false;
  throw new ProblemError('What is climbed is said before the formula: maximize in place of minimize.', at);
}

/** The frameworks' SGD is three methods by its options; a zero momentum leaves plain descent. */
function sgd(
  gradientDescent: Method,
  settings: readonly Setting[],
  at: Piece,
  reader: FormulaReader,
  convention?: Convention,
): { readonly method: Method; readonly kept: readonly Setting[] } {
  const setting = (name: string) => settings.find(({ key }) => key.text === name);
  const flag = setting('nesterov');
  const mu = setting('momentum');
  const accelerated = flag !== undefined && /^true$/i.test(flag.value.text);
  const moving = mu !== undefined && reader.constant(parsePiece(mu.value)) !== 0;
  const whose = convention ?? conventionNamed(setting('convention')?.value.text ?? 'pytorch');
  // Keras and optax let the flag be, where there is nothing to look ahead along.
  if (accelerated && !moving && whose === 'pytorch') {
    throw new ProblemError('nesterov needs a momentum above 0.', flag.at);
  }
  const name = moving ? (accelerated ? 'nesterov' : 'heavyball') : undefined;
  const kept = settings.filter(
    ({ key }) => key.text !== 'nesterov' && (moving || !/^(?:momentum|dampening)$/.test(key.text)),
  );
  const method = name === undefined ? gradientDescent : findOrRefuse(METHODS, { ...at, text: name }, 'method');
  return { method, kept };
}

/** The convention that a name's prefix says, where the method has forms. */
function conventionOption(method: Method, convention: Convention, at: Piece): Options {
  if (!method.conventions) return {};
  if (method.conventions[convention]) return { convention };
  const forms = Object.keys(method.conventions).join(', ');
  const whose = CONVENTION_TITLES[convention];
  throw new ProblemError(`${method.title} is not here in a form of ${whose}. Its forms are ${forms}.`, at, method.name);
}

function readMethodOption(method: Method, { key, value, at }: Setting, reader: FormulaReader): Options {
  const several = own(method.tuples, key.text);
  if (several) return readTuple(method, several, key, value, reader);
  const isConvention = findOption(method, key.text)?.name === 'convention';
  const text = isConvention ? conventionNamed(value.text) : value.text;
  return readOption(method, key, { ...value, text }, at, reader);
}

/** PyTorch's `betas=(0.9, 0.999)`. */
function readTuple(method: Method, names: readonly string[], key: Piece, value: Piece, reader: FormulaReader): Options {
  const items = /^[([]/.test(value.text) ? itemsOf(value) : [];
  if (items.length !== names.length) {
    const count = ['', '', 'a pair', 'three numbers'][names.length];
    const defaults = names.map((name) => findOption(method, name)!.default).join(', ');
    throw new ProblemError(`${key.text} is ${count}, such as (${defaults}).`, value);
  }
  return Object.assign(
    {},
    ...items.map((item, i) => readOption(method, { ...item, text: names[i]! }, item, item, reader)),
  );
}

/** What there is, by group: a list of dozens is read in parts. */
function listOfMethods(): string {
  const groups = GROUPS.map((group) => {
    const names = METHODS.filter((method) => method.group === group).map((method) => method.name);
    return names.length > 0 ? [`${group}: ${names.join(', ')}`] : [];
  });
  return `There are, by group: ${groups.flat().join('; ')}.`;
}
