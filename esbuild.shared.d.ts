import type { BuildOptions } from 'esbuild';

export const shared: BuildOptions;
export const oldest: { readonly node: string; readonly browser: string };
