/** The server's main script; it is there once `ensureCodeServer` has returned. */
export const codeServerMain: string;
