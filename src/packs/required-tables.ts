import type { Pack } from './definition.ts';

/** A table that a layout prescribes for every department. */
export interface RequiredTable {
  /** Its name in the pack. */
  readonly layout: string;
  /** Its title, without what differs from body to body and year to year. */
  readonly title: string;
}

/** The tables that a department's disclosure must have by its layout, in their order; sheets of projects are none. */
export function requiredTables(pack: Pack): readonly RequiredTable[] {
  const blocks = pack.document.parts
    .filter((part) => part.of === 'department' && part.each === undefined)
    .flatMap((part) => part.sections.flatMap((section) => section.blocks));
  const names = new Set(blocks.flatMap((block) => ('table' in block ? [block.table] : [])));
  return [...names].flatMap((layout) => {
    const definition = pack.tables[layout];
    if (definition?.type !== 'grid') return [];
    return [{ layout, title: definition.title.replace(/\{[^{}]*\}/gu, '') }];
  });
}
