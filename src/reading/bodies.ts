import { normalName } from '../accounts/tree.ts';
import type { EntityNode } from '../facts/space.ts';
import type { Captioned } from './caption.ts';
import { compact } from './head.ts';
import { nameIn } from './identity.ts';
import type { ReadEntity } from './reading.ts';

/** The bodies that a document speaks of, by code and name. */
export interface Bodies {
  /** The code by which facts name the document's own body; its name where no code is printed. */
  readonly own: string;
  /** The body that the lines above a table name. */
  of(captioned: Captioned): string;
  /** The body of a code and name side by side in a row; undefined where they name none. */
  inRow(code: string, name: string): string | undefined;
  all(): readonly EntityNode[];
}

const WORDS_OF_A_BODY =
  /(?:局|中心|委员会|委|办公室|厅|院|所|站|街道|办事处|政府|学校|大学|医院|馆|队|社|会|部|处|校|园|台|本级|机关)(?:[（(][^（）()]{1,8}[）)])?$/u;

/** Collects bodies as they are met. A body below the document's own begins with its code. */
export function bodiesOf(entity: ReadEntity, tables: readonly Captioned[]): Bodies {
  const own = entity.code === '' ? entity.name : entity.code;
  const byCode = new Map<string, string>([[own, entity.name]]);
  const register = (code: string, name: string): string => {
    if (code === '') return isOwn(name) ? own : (codeOf(name) ?? own);
    if (!byCode.has(code)) byCode.set(code, name);
    return code;
  };
  const isOwn = (name: string) => normalName(name) === normalName(entity.name);
  const codeOf = (name: string) =>
    [...byCode].find(([, known]) => normalName(known) === normalName(name))?.[0];
  const found = new Map<Captioned, string>();
  let last = own;
  for (const table of tables) {
    const named = table.above.flatMap((line) => nameIn(line.text)).at(-1);
    last = named === undefined ? last : register(named.code, named.name);
    found.set(table, last);
  }
  return {
    own,
    of: (captioned) => found.get(captioned) ?? own,
    inRow(code, name) {
      const printed = compact(name).replace(/[（(]汇总[）)]$/u, '');
      if (printed === '' && code === '') return undefined;
      if (byCode.has(code) && (printed === '' || WORDS_OF_A_BODY.test(printed))) return code;
      if (code !== '' && /^\d{3,12}$/u.test(code) && (isOwn(printed) || WORDS_OF_A_BODY.test(printed))) {
        return register(code, printed);
      }
      if (code === '' && isOwn(printed)) return own;
      return code === '' ? codeOf(printed) : undefined;
    },
    all: () =>
      [...byCode].map(([code, name]) => {
        const parent = [...byCode.keys()]
          .filter((other) => other !== code && code.startsWith(other))
          .sort((a, b) => b.length - a.length)[0];
        return parent === undefined ? { code, name } : { code, name, parent };
      }),
  };
}
