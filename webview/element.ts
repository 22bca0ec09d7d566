/** Makes elements from code: text only ever becomes text, and styles stay in the style sheet. */

export type Child = Node | string | undefined;

export interface Attributes {
  readonly on?: { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
  /** Any attribute; false and undefined leave it out, true writes it empty. */
  readonly [name: string]: unknown;
}

/** An element with attributes, listeners (`on`) and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  const { on, ...rest } = attributes;
  for (const [name, value] of Object.entries(rest)) setAttribute(made, name, value);
  for (const [type, listener] of Object.entries(on ?? {})) made.addEventListener(type, listener as EventListener);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** Sets or removes an attribute, and touches the document only when it differs. */
export function setAttribute(target: Element, name: string, value: unknown): void {
  if (value === undefined || value === false || value === null) {
    if (target.hasAttribute(name)) target.removeAttribute(name);
    return;
  }
  const text = value === true ? '' : String(value);
  if (target.getAttribute(name) !== text) target.setAttribute(name, text);
}

/** Sets a text, and touches the document only when it differs: a live region speaks on every change. */
export function setText(target: Node, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A drawing of paths in a box of `width` by `height`, hidden from screen readers. */
export function drawing(
  width: number,
  height: number,
  name: string,
  ...paths: readonly Readonly<Record<string, string | number>>[]
): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', name);
  for (const attributes of paths) {
    const path = document.createElementNS(SVG, 'path');
    for (const [key, value] of Object.entries(attributes)) path.setAttribute(key, String(value));
    svg.append(path);
  }
  return svg;
}
