/** The path of `CHROMIUM_EXECUTABLE`, else of the first Chromium on PATH or among the applications; else undefined. */
export function findChromium(): string | undefined;
/** The path of a program on PATH, else undefined. */
export function onPath(name: string): string | undefined;
