/** What a suite file exports, and what comes of running it. */

/** The tests of a file, by name. A test passes when it resolves. */
export type Suite = Readonly<Record<string, () => Promise<void>>>;

/** The outcome of one test; without `error` it passed. */
export interface Result {
  readonly name: string;
  readonly error?: string;
}

/** The name, in the opened folder, of the file that the results are written to. */
export const resultsFile = 'suite-results.json';
