/** Markdown around a problem: a selection may hold the fence that holds it. */

const FENCE = /^([ \t]*)(`{3,}|~{3,})[ \t]*downhill\b[^\n]*\n/m;

/** A text in which all but the inside of its first `downhill` fence is blank, so that offsets stay those of the text. */
export function unfenced(text: string): string {
  const open = text.includes('downhill') ? FENCE.exec(text) : null;
  if (!open) return text;
  const from = open.index + open[0].length;
  const close = new RegExp(`^[ \\t]*${open[2]![0]}{${open[2]!.length},}[ \\t]*$`, 'm').exec(text.slice(from));
  const to = close ? from + close.index : text.length;
  const blank = (part: string) => part.replaceAll(/[^\n]/g, ' ');
  return blank(text.slice(0, from)) + text.slice(from, to) + blank(text.slice(to));
}
