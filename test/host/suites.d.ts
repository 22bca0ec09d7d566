/** Made by esbuild.js from the files that are there: every `*.test.ts` of this folder with its name. */
declare module 'downhill:suites' {
  const suites: readonly (readonly [string, import('./suite.ts').Suite])[];
  export default suites;
}
