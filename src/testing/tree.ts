import type { Tree } from '../facts/dimension.ts';

/** A small tree of codes that stand below each other by their digits. */
export function treeByDigits(names: Readonly<Record<string, string>>, lengths: readonly number[]): Tree {
  const parentOf = (code: string) => {
    const shorter = lengths[lengths.indexOf(code.length) - 1];
    return shorter === undefined ? undefined : code.slice(0, shorter);
  };
  return {
    parentOf,
    childrenOf: (code) => Object.keys(names).filter((one) => parentOf(one) === code),
    roots: () => Object.keys(names).filter((one) => parentOf(one) === undefined),
    nameOf: (code) => names[code],
  };
}
