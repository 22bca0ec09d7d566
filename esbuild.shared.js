/** What every bundle is built with, and what is measured is built with too. */
import { fileURLToPath } from 'node:url';

export const shared = {
  bundle: true,
  /** ml-matrix as its modules: its own bundle is one piece, of which nothing that is not used can be left out. */
  alias: { 'ml-matrix': fileURLToPath(new URL('node_modules/ml-matrix/src/index.js', import.meta.url)) },
  /**
   * A regular expression of all letters is made where it is first needed: as a literal V8 checks it, which takes it half a
   * millisecond, whenever it reads the code around it. esbuild does not look for `\p{L}` in brackets, but for the flag.
   */
  supported: { 'regexp-sticky-and-unicode-flags': false },
};

/** The oldest hosts of `engines.vscode`: Electron 34 is Node 20 and Chromium 132. */
export const oldest = { node: 'node20', browser: 'chrome132' };
