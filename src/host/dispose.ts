/** Something with an end. */
export interface Disposing {
  dispose(): unknown;
}

/** Owns things and ends them with itself, last registered first. What is registered after disposal is disposed at once. */
export abstract class Disposable implements Disposing {
  #owned: Disposing[] | undefined = [];

  protected get disposed(): boolean {
    return this.#owned === undefined;
  }

  protected register<T extends Disposing>(item: T): T {
    if (this.#owned) this.#owned.push(item);
    else item.dispose();
    return item;
  }

  dispose(): void {
    const owned = this.#owned ?? [];
    this.#owned = undefined;
    for (const item of owned.reverse()) item.dispose();
  }
}
