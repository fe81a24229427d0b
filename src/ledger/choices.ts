import { normalName } from '../accounts/tree.ts';
import type { Space } from '../facts/space.ts';
import { type ColumnContent, memberAliases, type Option } from './sheets.ts';

/** The members a column offers, found again by label, id or what else people write for them. */
export interface Choices {
  readonly options: readonly Option[];
  find(text: string): string | undefined;
  /** The label of an option; of anything else the id itself. */
  labelOf(id: string): string;
}

/** The choices of a column of members or options; empty for other columns. */
export function choicesOf(content: ColumnContent, space: Space): Choices {
  switch (content.type) {
    case 'option':
      return makeChoices(content.options);
    case 'member':
      return makeChoices(memberOptions(content.dimension, content.members, space));
    default:
      return makeChoices([]);
  }
}

function memberOptions(dimension: string, members: readonly string[], space: Space): readonly Option[] {
  const aliases = memberAliases(dimension);
  const known = space.get(dimension);
  return members.map((id) => ({ id, label: known?.labelOf(id) ?? id, aliases: aliases.get(id) ?? [] }));
}

/** A label wins over an id, an id over an alias, an earlier option over a later one. */
export function makeChoices(options: readonly Option[]): Choices {
  const found = new Map<string, string>();
  const put = (name: string, id: string) => {
    const key = normalChoice(name);
    if (!found.has(key)) found.set(key, id);
  };
  for (const { id, label } of options) put(label, id);
  for (const { id } of options) put(id, id);
  for (const { id, aliases } of options) for (const alias of aliases) put(alias, id);
  const labels = new Map(options.map(({ id, label }) => [id, label]));
  // The same few texts fill thousands of cells.
  const known = new Map<string, string>();
  const find = (text: string) => {
    const id = found.get(normalChoice(text));
    if (id !== undefined) known.set(text, id);
    return id;
  };
  return {
    options,
    find: (text) => known.get(text) ?? find(text),
    labelOf: (id) => labels.get(id) ?? id,
  };
}

/** Names of choices compare without blanks, width, brackets, case, and the ordinals that tables print before them. */
function normalChoice(text: string): string {
  return normalName(text)
    .replace(/^(?:[一二三四五六七八九十]+、|\d+[、.．])/u, '')
    .toLowerCase();
}
