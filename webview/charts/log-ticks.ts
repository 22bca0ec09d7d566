/** Where a log axis is labelled. */

/** About this many labels fit beside a chart. */
const MOST = 8;

/**
 * Round numbers from `least` to `greatest` (both above 0), at most about eight: 1, 2 and 5 times powers of ten, or powers
 * of ten alone, or every second, third … of them, as the range needs. A range too narrow for any of them gets numbers
 * at even distances instead.
 */
export function logTicks(least: number, greatest: number): number[] {
  const low = Math.floor(Math.log10(least) + 1e-9);
  const high = Math.ceil(Math.log10(greatest) - 1e-9);
  const inside = (ticks: readonly number[]) =>
    ticks.filter((tick) => tick >= least * (1 - 1e-9) && tick <= greatest * (1 + 1e-9));
  const powers = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  const fine = inside(powers.flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`))));
  if (fine.length < 3) return even(least, greatest);
  if (fine.length <= MOST) return fine;
  const stride = Math.ceil(powers.length / MOST);
  return inside(powers.filter((power) => power % stride === 0).map((power) => Number(`1e${power}`)));
}

/** A range of numbers above 0, widened to one significant digit at either end. */
export function widened(least: number, greatest: number): readonly [least: number, greatest: number] {
  return [oneDigit(least, Math.floor), oneDigit(greatest, Math.ceil)];
}

function oneDigit(value: number, round: (mantissa: number) => number): number {
  const [mantissa, exponent] = value.toExponential().split('e');
  return Number(`${round(Number(mantissa))}e${exponent}`);
}

function even(least: number, greatest: number): number[] {
  if (!(greatest > least)) return [least];
  const rough = (greatest - least) / 4;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = decade * ([1, 2, 5, 10].find((digit) => digit * decade >= rough) ?? 10);
  const ticks: number[] = [];
  for (let i = Math.ceil(least / step); i * step <= greatest; i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}
