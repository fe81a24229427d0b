import { normalName } from '../accounts/tree.ts';
import type { EntityNode } from '../facts/space.ts';
import type { Captioned } from './caption.ts';
import type { FlowTable } from './flow.ts';
import { compact } from './head.ts';
import { BODY, nameIn } from './identity.ts';
import type { ReadEntity } from './reading.ts';

const CODE_WITH_NAME = /^(\d{6,12})[-—.、]?(\p{Script=Han}.*)$/u;

/** The bodies that a document speaks of, by code and name. */
export interface Bodies {
  /** The code by which facts name the document's own body; its name where no code is printed. */
  readonly own: string;
  /** The body that the lines above a table name. */
  of(captioned: Captioned): string;
  /** The body of a code and name side by side in a row; undefined where they name none. */
  inRow(code: string, name: string, told?: BodyTold): string | undefined;
  /**
   * The body that a line begins by naming, such as a title or the first words of a paragraph, where `now` is the one
   * spoken of so far; undefined where it names none.
   */
  speaking(line: string, now: string): string | undefined;
  all(): readonly EntityNode[];
}

/** What a table tells of the bodies in its rows beside their codes and names. */
export interface BodyTold {
  /** The row's column is of bodies: whatever stands there is one. */
  readonly isOfBodies?: boolean;
  /** The code that the row below prints in a column of bodies: it tells which of several of one name is meant. */
  readonly below?: string;
}

/** What may stand before the name of the body that a line speaks of: its number, the year. */
const BEFORE_NAME =
  /^(?:第[一二三四五六七八九十]+部分|附件\d*[:：]?|(?:19|20)\d{2}年度?|[一二三四五六七八九十]+、|[-—#*.:：])+/u;
/** What follows a name that is not the beginning of a longer one. */
const BEHIND_NAME = /^(?:$|\d|[，,（(：:]|年|部门|单位|预算|决算|概况|基本|主要|本年|本级)/u;

/** The names in the lines above a table; a long one may be broken in two. */
function namesAbove({ above }: Captioned): ReturnType<typeof nameIn> {
  return above.flatMap(({ text }, index) => {
    const whole = nameIn(text);
    return whole.length > 0 ? whole : nameIn(text + (above[index + 1]?.text ?? ''));
  });
}

/**
 * Whether two names may be of one body: one is the other without the place or a remark. The body itself (本级) is
 * another than the department that is named like it.
 */
function isSameBody(one: string, other: string): boolean {
  const [short = '', long = ''] = [normalName(one), normalName(other)].sort((a, b) => a.length - b.length);
  const rest = long.replace(short, '');
  return long.includes(short) && !/^[（(]?(?:本级|机关|本部)/u.test(rest);
}

/** What the name of a department has more where it is that of its own body. */
const OWN_LEVEL = /[（(]?(?:本级|机关|本部)[）)]?$/u;

/**
 * Whether a code and name are those of the document's own body in another form: the department of a body that is the
 * only one in it has its name, with or without 本级, and the beginning of its code.
 */
function isDepartmentOfOne({ code: own, name, scope }: ReadEntity, code: string, printed: string): boolean {
  // The code of a department with several bodies is the beginning itself (identity.ts).
  if (scope !== 'department' || !/^\d{6,}$/u.test(own)) return false;
  if (code !== '' && !(code.length >= 3 && own.startsWith(code))) return false;
  return normalName(printed).replace(OWN_LEVEL, '') === normalName(name);
}

/** The code that a row prints right before a name. */
function codeBeside(name: string, tables: readonly Captioned[]): string | undefined {
  const wanted = normalName(name);
  for (const { rows } of tables.map(({ table }) => table.grid)) {
    for (const row of rows) {
      const column = row.findIndex((cell) => cell !== undefined && normalName(cell.text) === wanted);
      const code = column > 0 ? compact(row[column - 1]?.text ?? '') : '';
      if (/^\d{3,12}$/u.test(code)) return code;
    }
  }
  return undefined;
}

/** Collects bodies as they are met. A body below the document's own begins with its code. */
export function bodiesOf(entity: ReadEntity, tables: readonly Captioned[]): Bodies {
  const own = entity.code === '' ? entity.name : entity.code;
  const byCode = new Map<string, string>();
  const byName = new Map<string, string>();
  /** The first name of a code counts, and the first code of a name. */
  const add = (code: string, name: string): void => {
    if (byCode.has(code)) return;
    byCode.set(code, name);
    const normal = normalName(name);
    if (!byName.has(normal)) byName.set(normal, code);
  };
  add(own, entity.name);
  const register = (code: string, name: string): string => {
    if (isDepartmentOfOne(entity, code, name)) return own;
    if (code === '' && isSameBody(name, entity.name)) return codeOf(name) ?? own;
    if (code === '') return codeOf(name) ?? register(codeBeside(name, tables) ?? compact(name), name);
    add(code, name);
    return code;
  };
  const isOwn = (name: string) => normalName(name) === normalName(entity.name);
  /** Whether one of several bodies has the name of the document's own. */
  const isNamesake = () => byCode.size > 2 && [...byCode].some(([code, name]) => code !== own && isOwn(name));
  const codeOf = (name: string) => byName.get(normalName(name));
  const found = new Map<FlowTable, string>();
  let last = own;
  for (const table of tables) {
    const named = namesAbove(table).at(-1);
    last = named === undefined ? last : register(named.code, named.name);
    found.set(table.table, last);
  }
  return {
    own,
    of: (captioned) => found.get(captioned.table) ?? own,
    inRow(given, name, { isOfBodies = false, below = '' } = {}) {
      const whole = compact(name).replace(/[（(]汇总[）)]$/u, '');
      // 900001-示例局: code and name in one cell.
      const [, ownCode = '', ownName = ''] = given === '' ? (CODE_WITH_NAME.exec(whole) ?? []) : [];
      const [code, printed] = ownCode === '' ? [given, whole] : [ownCode, ownName];
      if (printed === '' && code === '') return undefined;
      if (byCode.has(code) && (printed === '' || BODY.test(printed))) return code;
      if (code !== '' && /^\d{3,12}$/u.test(code) && (isOwn(printed) || BODY.test(printed))) {
        return register(code, printed);
      }
      // The body itself is called like its department, and a name alone does not say which of them is meant.
      if (code === '' && isOwn(printed) && isNamesake()) {
        return isOwn(byCode.get(below) ?? '') ? below : undefined;
      }
      if (code === '' && (isOwn(printed) || isDepartmentOfOne(entity, code, printed))) return own;
      if (isOfBodies && (code === '' ? BODY.test(printed) : /^\d{3,12}$/u.test(code) && printed !== '')) {
        return register(code, printed);
      }
      return code === '' ? codeOf(printed) : undefined;
    },
    speaking(line, now) {
      const text = normalName(compact(line).replace(BEFORE_NAME, ''));
      let best = '';
      for (const name of byName.keys()) {
        const isNamed = name !== '' && text.startsWith(name) && BEHIND_NAME.test(text.slice(name.length));
        if (isNamed && name.length > best.length) best = name;
      }
      // The body itself (本级) is called like its department.
      const isItself = normalName(byCode.get(now) ?? '').startsWith(best);
      return best === '' || isItself ? undefined : byName.get(best);
    },
    // A document that does not say whose it is has no body of its own to name.
    all: () =>
      [...byCode]
        .filter(([code]) => code !== '')
        .map(([code, name]) => {
          const beginnings = Array.from({ length: code.length - 1 }, (_, cut) => code.slice(0, -cut - 1));
          const parent = beginnings.find((other) => byCode.has(other));
          return parent === undefined ? { code, name } : { code, name, parent };
        }),
  };
}
