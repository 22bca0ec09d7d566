/** The objective's name in a reading such as `f(x, y) = …`, in text or TeX; f where it has none. */
export function objectiveName(reading: string): string {
  return /^\s*([^=()\s]+?)\s*(?:\\left)?\s*\([^=]*=/.exec(reading)?.[1] ?? 'f';
}
