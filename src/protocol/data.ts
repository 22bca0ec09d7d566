/** How the worker gets the tables that a text names: it asks the host, which knows documents, editors and folders. */

/** Where a problem's text stands: its document, and the offset in it. */
export interface TextPlace {
  /** The document's uri, as a string. */
  readonly uri: string;
  readonly start: number;
}

/** A table that is looked for. */
export interface DataWanted {
  readonly name: string;
  /** The nearest table of the document is meant. */
  readonly nearest: boolean;
  readonly place?: TextPlace;
  /** Stamps of what the worker has: bytes are not sent again. */
  readonly known: readonly string[];
}

/** A document in which a table may stand. */
export interface DataDocument {
  readonly text: string;
  readonly languageId: string;
  /** Where the problem stands. */
  readonly at: number;
}

/** What the host found. A stamp changes when what was found does. */
export type FoundData =
  /** A file that the worker reads itself. Size in bytes. */
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly path: string;
      readonly size: number;
      readonly stamp: string;
    }
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array; readonly stamp: string }
  /** One of those that the worker has. */
  | { readonly kind: 'known'; readonly stamp: string }
  /** No such file: where it was looked for, near names there, and the document, which may hold a table of that name. */
  | {
      readonly kind: 'absent';
      readonly looked?: string;
      readonly near: readonly string[];
      readonly document?: DataDocument;
    }
  /** There is something that cannot be read: a sentence's end, after the name. */
  | { readonly kind: 'refused'; readonly reason: string };

/** How far the reading of a table has come, in bytes of `size`. */
export interface ReadingProgress {
  readonly name: string;
  readonly done: number;
  readonly size: number;
}
