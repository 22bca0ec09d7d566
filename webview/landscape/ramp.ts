/**
 * The colours of heights. The best value has the background's colour, where paths are seen best, and lightness moves away
 * from it in even steps: in OKLab (Ottosson 2020), so that steps that are even in numbers look even.
 */
import { type Channels, channelsOf } from '../contrast.ts';
import type { Theme } from '../theme.ts';

type Lab = readonly [lightness: number, a: number, b: number];

/** How far lightness moves, on a light ground and on a dark one. */
const DEPTH = { light: 0.34, dark: 0.36 };
/** The hues at the bottom and at the top, in degrees, and the chroma at the top. */
const HUES = [285, 195] as const;
const CHROMA = 0.085;

/** `count` colours, the lowest band's first. */
export function rampOf(theme: Theme, count: number): string[] {
  const [lightness, a, b] = labOf(channelsOf(theme.background) ?? [255, 255, 255]);
  const dark = lightness < 0.5;
  return Array.from({ length: count }, (_, i) => {
    const share = count > 1 ? i / (count - 1) : 0;
    const hue = ((HUES[0] + share * (HUES[1] - HUES[0])) * Math.PI) / 180;
    const chroma = CHROMA * Math.sqrt(share);
    return colour([
      lightness + share * (dark ? DEPTH.dark : -DEPTH.light),
      (1 - share) * a + chroma * Math.cos(hue),
      (1 - share) * b + chroma * Math.sin(hue),
    ]);
  });
}

function labOf(channels: Channels): Lab {
  const [red, green, blue] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function colour([lightness, a, b]: Lab): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((channel) => {
    const share = channel <= 0.0031308 ? 12.92 * channel : 1.055 * channel ** (1 / 2.4) - 0.055;
    return Math.round(255 * Math.min(1, Math.max(0, share)));
  });
  return `rgb(${channels.join(', ')})`;
}
