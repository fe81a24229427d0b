import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { CommonOptions } from './environment.ts';

/** Registers, surveys and libraries of indicators beside the shipped ones stand in folders of these names in the folder of packs. */
export function definitionFolders(
  { packs }: CommonOptions,
  kind: 'registers' | 'surveys' | 'indicators',
): readonly string[] {
  const folder = packs === undefined ? undefined : join(packs, kind);
  return folder !== undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true
    ? [folder]
    : [];
}
