/** The colours of the editor's theme, for canvases, which inherit nothing. */
import { channelsOf, legible } from './contrast.ts';

export interface Theme {
  readonly foreground: string;
  /** For tick labels. */
  readonly muted: string;
  readonly background: string;
  /** For grid lines and axes. */
  readonly grid: string;
  readonly axis: string;
  /** For the lines between a map's colours. */
  readonly contour: string;
  readonly font: string;
  readonly fontSize: number;
  /** One colour a series, distinguishable from its neighbours. */
  readonly series: readonly string[];
}

/**
 * The theme's chart colours, and for themes that define none the colours of Okabe and Ito (2008), which people with
 * any common colour vision can tell apart.
 */
const SERIES = [
  ['--vscode-charts-blue', '#0072B2'],
  ['--vscode-charts-orange', '#E69F00'],
  ['--vscode-charts-green', '#009E73'],
  ['--vscode-charts-purple', '#CC79A7'],
  ['--vscode-charts-red', '#D55E00'],
  ['--vscode-charts-yellow', '#56B4E9'],
] as const;

/** The line patterns, so that no series is told by its colour alone. */
export const DASHES: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [9, 3, 2, 3], [4, 2], [12, 4]];

/** Reads the theme that is in force now. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const read = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
  const foreground = read('--vscode-foreground', style.color);
  const contrast = style.getPropertyValue('--vscode-contrastBorder').trim();
  return {
    foreground,
    muted: read('--vscode-descriptionForeground', foreground),
    background: read('--vscode-editor-background', 'Canvas'),
    grid: contrast ? 'transparent' : faint(foreground, 0.09),
    axis: contrast || faint(foreground, 0.35),
    contour: faint(foreground, contrast ? 0.45 : 0.14),
    font: read('--vscode-font-family', 'sans-serif'),
    fontSize: Math.max(10, (Number.parseFloat(read('--vscode-font-size', '13px')) || 13) - 2),
    series: SERIES.map(([name, fallback]) =>
      legible(read(name, fallback), read('--vscode-editor-background', '#ffffff'), foreground),
    ),
  };
}

/** Calls back when the theme changes: VS Code changes the body's class and the variables of the root. */
export function watchTheme(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
}

/** A colour at an opacity; one in a notation that VS Code does not write stays as it is. */
function faint(colour: string, opacity: number): string {
  const channels = channelsOf(colour);
  return channels ? `rgba(${channels.join(', ')}, ${opacity})` : colour;
}
