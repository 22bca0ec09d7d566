/** Settings over those in the text. */
import type { SettingsPatch } from '../engine/problem.ts';

/** Whether a patch sets anything. */
export function isEmptyPatch(patch: SettingsPatch): boolean {
  return Object.keys(patch).length === 0;
}

/** A patch with another over it. Stopping rules are set one by one. */
export function mergePatch(patch: SettingsPatch, over: SettingsPatch): SettingsPatch {
  const stop = patch.stop || over.stop ? { stop: { ...patch.stop, ...over.stop } } : {};
  return { ...patch, ...over, ...stop };
}

/** A patch that leaves the start to the text. */
export function withoutStart(patch: SettingsPatch): SettingsPatch {
  const { start: _, ...rest } = patch;
  return rest;
}
