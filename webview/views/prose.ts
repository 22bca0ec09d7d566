/** Sentences with numbers in them. */
import { element } from '../element.ts';

/** A number with a power of ten, which a browser would break at its minus sign. */
const POWER = /([-−]?[\d.]+e[-−]\d+)/;

/** A sentence whose numbers stay in one piece. */
export function prose(sentence: string): (Node | string)[] {
  return sentence
    .split(POWER)
    .map((part, index) => (index % 2 === 1 ? element('span', { class: 'unbroken' }, part) : part));
}
