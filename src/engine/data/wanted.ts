/** What of a table is wanted, and how it is written where that cannot be seen. */
export interface Wanted {
  /** Whether a column is to be held, by its name. */
  readonly columns: (name: string) => boolean;
  /** Whether the first row names the columns; seen from the row when absent. */
  readonly header?: boolean;
  /** What stands between values; found when absent. */
  readonly delimiter?: string;
}
