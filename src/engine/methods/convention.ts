/** The forms that frameworks and papers give one method. */
import type { Options } from '../problem.ts';

/** Where a form is from. `pytorch2` is named apart only where PyTorch 2 changed a form of PyTorch 1.13. */
export const CONVENTIONS = ['pytorch', 'pytorch2', 'keras', 'optax', 'paper'] as const;
export type Convention = (typeof CONVENTIONS)[number];

/** How it is called in a sentence. */
export const CONVENTION_TITLES: Readonly<Record<Convention, string>> = {
  pytorch: 'PyTorch',
  pytorch2: 'PyTorch 2',
  keras: 'Keras',
  optax: 'optax',
  paper: 'the paper',
};

/** One form of a method. The update itself is written in the method's `step`, which looks at the option. */
export interface Form {
  /** The rate where a text chose this form and no rate. */
  readonly rate?: number;
  /** Defaults of options where they differ from the options' own. */
  readonly defaults?: Options;
  /**
   * Why its steps are not those of the method's first form in the same options, as a sentence after the form's name and a
   * colon; absent where they are.
   */
  readonly differs?: string;
  /** Why they are not where there is weight decay. */
  readonly differsWithDecay?: string;
  /** Why they are not where there is momentum. */
  readonly differsWithMomentum?: string;
}

/** The forms of a method; the first is its own, which holds where a text chooses none. */
export type Conventions = { readonly [C in Convention]?: Form };

/** The form that options choose. */
export function formOf(conventions: Conventions | undefined, options: Options): Form | undefined {
  const convention = options.convention ?? Object.keys(conventions ?? {})[0];
  return conventions?.[convention as Convention];
}

/** The framework that a name says: `tf.keras.optimizers.Adam` is Keras' Adam. */
const PREFIXES: readonly (readonly [RegExp, Convention])[] = [
  [/^(?:torch\.)?optim\./i, 'pytorch'],
  [/^(?:(?:tf|tensorflow)\.)?(?:keras\.)?optimizers\.(?:legacy\.|experimental\.)?/i, 'keras'],
  [/^optax\.(?:contrib\.)?/i, 'optax'],
];

/** A name without its framework, and that framework where the name says one. */
export function withoutPrefix(name: string): { readonly name: string; readonly convention?: Convention } {
  for (const [prefix, convention] of PREFIXES) {
    if (prefix.test(name)) return { name: name.replace(prefix, ''), convention };
  }
  return { name };
}

/** Other names that people give a convention. */
const ALSO: ReadonlyMap<string, Convention> = new Map([
  ['torch', 'pytorch'],
  ['tensorflow', 'keras'],
  ['tf', 'keras'],
  ['jax', 'optax'],
  ['original', 'paper'],
]);

/** The convention of a name; a name that is none stays as it is. */
export function conventionNamed(name: string): string {
  const folded = name.toLowerCase().replaceAll(/['"“”]/g, '');
  return ALSO.get(folded) ?? folded;
}
