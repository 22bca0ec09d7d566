/**
 * Typesetting: TeX to MathML. The typesetter is loaded after the first frame, so that charts and numbers are there
 * first; until then, and wherever it fails, the formula's text is shown.
 */
import type { Formula } from '../src/protocol/view.ts';
import { element } from './element.ts';

/** TeX longer than this takes too long to typeset and too much room to be read. */
const LONGEST = 6000;

type Typesetter = typeof import('temml').default;

let typesetter: Promise<Typesetter> | undefined;

function load(): Promise<Typesetter> {
  typesetter ??= new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))).then(
    async () => (await import('temml')).default,
  );
  return typesetter;
}

/** An element that shows a formula: as text at once, typeset as soon as that can be. */
export function typeset(formula: Formula): HTMLElement {
  const place = element('span', { class: 'math' }, formula.text);
  if (formula.tex.length > LONGEST || formula.tex.trim() === '') return place;
  load().then((temml) => {
    const set = element('span');
    try {
      temml.render(`\\displaystyle ${formula.tex}`, set, { throwOnError: true, trust: false });
      place.replaceChildren(...set.childNodes);
    } catch (error) {
      // The text stays, which says the same; the reason goes where developers look.
      console.warn(`Typesetting failed: ${formula.tex}`, error);
    }
  });
  return place;
}

/** A formula as MathML for other programs: an element of its own, with its namespace. */
export async function mathml(tex: string): Promise<string> {
  const temml = await load();
  return temml.renderToString(tex, { displayMode: true, xml: true, throwOnError: true, trust: false });
}
