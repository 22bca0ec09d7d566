/** Colours that can be seen against a background. */

/** Red, green and blue, 0 to 255. */
export type Channels = readonly [number, number, number];

/** The least contrast of a line that carries meaning. WCAG 2.1, success criterion 1.4.11. */
const LEAST = 3;

/** The channels of a colour as VS Code writes it: `#rgb`, `#rrggbb`, `#rrggbbaa` or `rgba(…)`. Opacity is left out. */
export function channelsOf(colour: string): Channels | undefined {
  const hex = /^#([\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/i.exec(colour)?.[1];
  const at = hex?.length === 3 ? (i: number) => hex.charAt(i).repeat(2) : (i: number) => hex!.slice(2 * i, 2 * i + 2);
  const channels = hex
    ? [0, 1, 2].map((i) => Number.parseInt(at(i), 16))
    : /^rgba?\(([^)]*)\)$/i
        .exec(colour)?.[1]
        ?.split(/[\s,/]+/)
        .slice(0, 3)
        .map(Number);
  return channels?.length === 3 && channels.every(Number.isFinite) ? (channels as unknown as Channels) : undefined;
}

/** The relative luminance of a colour. WCAG 2.1. */
function luminance(channels: Channels): number {
  const [red, green, blue] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours, 1 to 21. WCAG 2.1. */
export function contrast(a: Channels, b: Channels): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/**
 * A colour as it is drawn: opaque, and mixed with the foreground until it stands out from the background. Some themes'
 * chart colours are half transparent, made for other uses.
 */
export function legible(colour: string, background: string, foreground: string): string {
  const [own, behind, text] = [channelsOf(colour), channelsOf(background), channelsOf(foreground)];
  if (!own || !behind || !text) return colour;
  let channels: Channels = own;
  for (let share = 0; share <= 1 && contrast(channels, behind) < LEAST; share += 0.1) {
    channels = own.map((channel, i) => Math.round(channel + share * (text[i]! - channel))) as unknown as Channels;
  }
  return `rgb(${channels.join(', ')})`;
}
