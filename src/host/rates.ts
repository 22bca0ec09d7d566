/** Learning rates as people type them. */

/** Four rates around one, of two digits each, ascending. */
export function ratesAround(rate: number): number[] {
  return [0.1, 0.3, 1, 3].map((factor) => Number((factor * rate).toPrecision(2)));
}

/** The numbers of a list that is separated by commas; undefined unless each is above 0 and finite. */
export function parseRates(text: string): number[] | undefined {
  const parts = text.split(',').map((part) => part.trim());
  const rates = parts.map((part) => (part === '' ? Number.NaN : Number(part)));
  return rates.every((rate) => rate > 0 && Number.isFinite(rate)) ? rates : undefined;
}
