/** A computation that is ready to run: numbers in, numbers out. */
export interface Program {
  /** One number an input slot: written before `run`. */
  readonly inputs: Float64Array;
  /** One number an output: what the last `run` came to. */
  readonly outputs: Float64Array;
  run(): void;
}
