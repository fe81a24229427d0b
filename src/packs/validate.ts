import type { z } from 'zod';
import type { Space } from '../facts/space.ts';
import { type Problem, problem, type Where } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { isKnownAttribute } from './attributes.ts';
import type { BlockDefinition, ColumnDefinition, Pack, SlotDefinition } from './definition.ts';
import { WHOLE } from './scope.ts';
import { isObject, type Path } from './source.ts';
import { NAME_ABOVE, namesIn, VARIABLES } from './template.ts';

type Locate = (path: Path) => Where;

type Issue = z.core.$ZodIssue;

/** What zod found wrong with a definition, as problems with file, line and key. */
export function schemaProblems(issues: readonly Issue[], locate: Locate, prefix: Path = []): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    const path = [...prefix, ...issue.path.map(stepOf)];
    const where = { ...locate(path), key: pathText(path) };
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => {
          const at = [...path, key];
          return problem('packs.unknownKey', 'error', { ...locate(at), key: pathText(at) }, { key });
        });
      case 'invalid_union':
        return schemaProblems(nearestBranch(issue.errors), locate, path);
      case 'invalid_type':
        if (issue.input === undefined) {
          return [
            problem('packs.missingKey', 'error', where, {
              key: pathText(path),
              expected: typeText(issue.expected),
            }),
          ];
        }
        return [
          problem('packs.wrongType', 'error', where, {
            expected: issue.expected,
            found: typeName(issue.input),
          }),
        ];
      case 'invalid_value':
        return [
          problem('packs.wrongValue', 'error', where, { allowed: issue.values.map(String).join('、') }),
        ];
      default:
        return [problem('packs.invalid', 'error', where, { detail: issue.message })];
    }
  });
}

/** Of the alternatives of a union the one that the author most likely meant: the fewest strangers, the fewest issues. */
function nearestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const cost = (issues: readonly Issue[]) =>
    issues.reduce((sum, issue) => {
      if (issue.code === 'unrecognized_keys') return sum + 10 * issue.keys.length;
      if (issue.path.length === 0) return sum + 100;
      // A missing key says that another alternative was meant; an issue deep inside says that this one was.
      return (
        sum + (issue.code === 'invalid_type' && issue.input === undefined && issue.path.length === 1 ? 20 : 1)
      );
    }, 0);
  return [...branches].sort((a, b) => cost(a) - cost(b))[0] ?? [];
}

function stepOf(step: PropertyKey): string | number {
  return typeof step === 'symbol' ? String(step) : step;
}

function typeText(type: string): string {
  const key = TYPE_KEYS.get(type);
  return key === undefined ? type : say(key);
}

type TypeKey = `packs.type.${'string' | 'number' | 'boolean' | 'array' | 'object' | 'null'}`;

const TYPE_KEYS: ReadonlyMap<string, TypeKey> = new Map([
  ['string', 'packs.type.string'],
  ['number', 'packs.type.number'],
  ['int', 'packs.type.number'],
  ['boolean', 'packs.type.boolean'],
  ['array', 'packs.type.array'],
  ['tuple', 'packs.type.array'],
  ['object', 'packs.type.object'],
  ['record', 'packs.type.object'],
  ['null', 'packs.type.null'],
]);

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

export function pathText(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}

/** Keys whose maps are coordinates, everywhere in the language. */
const COORDINATE_KEYS = new Set(['at', 'of', 'from', 'in', 'where', 'changes']);

/** What a schema cannot say: unknown members, names without a slot, references to nothing. */
export function meaningProblems(pack: Pack, space: Space, locate: Locate): Problem[] {
  const problems: Problem[] = [];
  const report = (path: Path, make: (where: Where) => Problem) =>
    problems.push(make({ ...locate(path), key: pathText(path) }));

  visit(pack, [], (value, path) => {
    const last = path.at(-1);
    if (isObject(value) && typeof last === 'string' && COORDINATE_KEYS.has(last) && path.at(-2) !== 'slots') {
      checkCoordinate(value, path, space, report);
    }
    const isAttribute = last === 'attribute' || path.at(-2) === 'fields';
    if (isAttribute && typeof value === 'string' && !isKnownAttribute(value)) {
      report(path, (where) => problem('packs.unknownAttribute', 'error', where, { name: value }));
    }
    const isDimension = last === 'dimension' || (last === 'of' && path[0] === 'tables');
    if (isDimension && typeof value === 'string' && !space.has(value)) {
      report(path, (where) =>
        problem('packs.unknownDimension', 'error', where, {
          name: value,
          allowed: [...space.keys()].join('、'),
        }),
      );
    }
  });

  const extraVariables = new Set(pack.document.parts.flatMap((part) => Object.keys(part.with ?? {})));
  const known = (name: string) =>
    VARIABLES.has(name) || NAME_ABOVE.test(name) || extraVariables.has(name) || isKnownAttribute(name);
  for (const [id, sentence] of Object.entries(pack.sentences)) {
    const slots = sentence.slots ?? {};
    const check = (text: string, path: Path, more: (name: string) => boolean = () => false) => {
      for (const name of namesIn(text)) {
        if (name === '' || name in slots || known(name) || more(name)) continue;
        report(path, (where) =>
          problem('packs.unknownSlot', 'error', where, {
            name,
            slots: Object.keys(slots).join('、') || say('packs.none'),
          }),
        );
      }
    };
    check(sentence.text, ['sentences', id, 'text']);
    const cycle = cycleOf(slots);
    if (cycle !== undefined) {
      report(['sentences', id, 'slots', cycle], (where) =>
        problem('packs.slotCycle', 'error', where, { name: cycle }),
      );
    }
    for (const [name, slot] of Object.entries(slots)) {
      for (const word of ['more', 'less', 'same'] as const) {
        const text = word in slot ? Reflect.get(slot, word) : undefined;
        if (typeof text === 'string') check(text, ['sentences', id, 'slots', name, word]);
      }
      if ('list' in slot) {
        const own = slot.list.slots ?? {};
        check(slot.list.item, ['sentences', id, 'slots', name, 'list', 'item'], (one) => one in own);
      }
    }
  }

  for (const [at, templates] of [
    ['tables', pack.tables],
    ['document', pack.document],
  ] as const) {
    visit(templates, [at], (value, path) => {
      if (typeof value !== 'string' || !isTemplate(path)) return;
      for (const name of namesIn(value)) {
        if (known(name)) continue;
        report(path, (where) => problem('packs.unknownName', 'error', where, { name }));
      }
    });
  }

  checkTables(pack, report);

  const textKeys = new Set(pack.workbook.texts.map((text) => text.key));
  visit({ tables: pack.tables, sentences: pack.sentences }, [], (value, path) => {
    const isText = path.at(-1) === 'text' && !(path.length === 3 && path[0] === 'sentences');
    const isKey = isText || path.at(-1) === 'lines';
    if (isKey && typeof value === 'string' && !textKeys.has(value)) {
      report(path, (where) =>
        problem('packs.unknownText', 'error', where, { key: value, allowed: [...textKeys].join('、') }),
      );
    }
  });
  checkFormulas(pack, textKeys, report);
  pack.document.parts.forEach((part, p) => {
    part.sections.forEach((section, s) => {
      checkBlocks(section.blocks, ['document', 'parts', p, 'sections', s, 'blocks'], pack, textKeys, report);
    });
  });
  return problems;
}

/** What formulas refer to. */
function checkFormulas(pack: Pack, textKeys: ReadonlySet<string>, report: Report): void {
  pack.formulas.forEach(({ name, readings, choice, target }, index) => {
    const ids = readings.map(({ id }) => id);
    if (choice !== undefined && !ids.includes(choice)) {
      const params = { name, choice, allowed: ids.join('、') };
      report(['formulas', index, 'choice'], (where) =>
        problem('packs.formulaChoice', 'error', where, params),
      );
    }
    if (target !== undefined && !textKeys.has(target)) {
      report(['formulas', index, 'target'], (where) =>
        problem('packs.formulaTarget', 'error', where, { name, target }),
      );
    }
  });
}

/** Keys of columns that rows name, spans of forms, months of plans. */
function checkTables(pack: Pack, report: Report): void {
  for (const [id, table] of Object.entries(pack.tables)) {
    if (table.type === 'form') {
      const width = table.widths.length;
      let open: number[] = [];
      table.rows.forEach((row, index) => {
        const spanned = open.filter((rows) => rows > 0).length;
        const sum = row.cells.reduce((total, cell) => total + (cell.colspan ?? 1), 0) + spanned;
        if (sum !== width) {
          report(['tables', id, 'rows', index, 'cells'], (where) =>
            problem('packs.formWidth', 'error', where, { sum, width }),
          );
        }
        open = open
          .map((rows) => rows - 1)
          .concat(
            row.cells.flatMap((cell) =>
              Array.from({ length: cell.colspan ?? 1 }, () => (cell.rowspan ?? 1) - 1),
            ),
          )
          .filter((rows) => rows > 0);
      });
      continue;
    }
    table.sides.forEach((side, index) => {
      const keys = new Set(keysOf(side.columns));
      visit({ rows: side.rows, foot: side.foot }, ['tables', id, 'sides', index], (value, path) => {
        if (path.at(-1) !== 'cells' || !isObject(value)) return;
        for (const key of Object.keys(value)) {
          if (keys.has(key)) continue;
          report([...path, key], (where) =>
            problem('packs.unknownColumn', 'error', where, {
              key,
              allowed: [...keys].join('、') || say('packs.none'),
            }),
          );
        }
      });
    });
  }
  visit(pack.tables, ['tables'], (value, path) => {
    const month = path.at(-1) === 'attribute' ? /^plan\.(\d+)$/u.exec(String(value))?.[1] : undefined;
    if (month !== undefined && !pack.workbook.planMonths.includes(Number(month))) {
      const allowed = pack.workbook.planMonths.join('、');
      report(path, (where) => problem('packs.unknownMonth', 'error', where, { month, allowed }));
    }
  });
}

function keysOf(columns: readonly ColumnDefinition[]): readonly string[] {
  return columns.flatMap((column) => [
    ...(column.key === undefined ? [] : [column.key]),
    ...keysOf(column.columns ?? []),
  ]);
}

/** Slots that come back to themselves through the words they put around their numbers. */
function cycleOf(slots: Readonly<Record<string, SlotDefinition>>): string | undefined {
  const wordsOf = (slot: SlotDefinition | undefined): readonly string[] =>
    (['more', 'less', 'same'] as const).flatMap((word) => {
      const text: unknown = slot !== undefined && word in slot ? Reflect.get(slot, word) : undefined;
      return typeof text === 'string' ? namesIn(text) : [];
    });
  const reaches = (name: string, goal: string, seen: ReadonlySet<string>): boolean =>
    wordsOf(slots[name]).some(
      (next) =>
        next === goal || (next in slots && !seen.has(next) && reaches(next, goal, new Set([...seen, next]))),
    );
  return Object.keys(slots).find((name) => reaches(name, name, new Set([name])));
}

/** Keys of tables and documents whose text is a template; notes are lists of them. */
const TEMPLATE_KEYS = new Set([
  'title',
  'label',
  'left',
  'middle',
  'right',
  'emptyStatement',
  'heading',
  'paragraph',
  'contents',
]);

function isTemplate(path: Path): boolean {
  const last = path.at(-1);
  return TEMPLATE_KEYS.has(String(last)) || (typeof last === 'number' && path.at(-2) === 'notes');
}

type Report = (path: Path, make: (where: Where) => Problem) => void;

function checkCoordinate(
  value: Readonly<Record<string, unknown>>,
  path: Path,
  space: Space,
  report: Report,
): void {
  for (const [name, member] of Object.entries(value)) {
    const dimension = space.get(name);
    if (dimension === undefined) {
      report([...path, name], (where) =>
        problem('packs.unknownDimension', 'error', where, { name, allowed: [...space.keys()].join('、') }),
      );
    } else if (name !== 'entity' && member !== WHOLE && !dimension.has(String(member))) {
      const allowed = dimension.members();
      const shown =
        allowed.length > 20 ? say('packs.aCode', { dimension: dimension.label }) : allowed.join('、');
      report([...path, name], (where) =>
        problem('packs.unknownMember', 'error', where, {
          dimension: dimension.label,
          member: String(member),
          allowed: shown,
        }),
      );
    }
  }
}

function checkBlocks(
  blocks: readonly BlockDefinition[],
  path: Path,
  pack: Pack,
  textKeys: ReadonlySet<string>,
  report: Report,
): void {
  blocks.forEach((block, index) => {
    const at = [...path, index];
    if ('table' in block && pack.tables[block.table] === undefined) {
      report([...at, 'table'], (where) =>
        problem('packs.unknownTable', 'error', where, {
          id: block.table,
          allowed: Object.keys(pack.tables).join('、'),
        }),
      );
    }
    if ('sentence' in block && pack.sentences[block.sentence] === undefined) {
      report([...at, 'sentence'], (where) =>
        problem('packs.unknownSentence', 'error', where, {
          id: block.sentence,
          allowed: Object.keys(pack.sentences).join('、') || say('packs.none'),
        }),
      );
    }
    if ('text' in block && !textKeys.has(block.text)) {
      report([...at, 'text'], (where) =>
        problem('packs.unknownText', 'error', where, { key: block.text, allowed: [...textKeys].join('、') }),
      );
    }
    if ('each' in block) {
      checkBlocks(block.blocks, [...at, 'blocks'], pack, textKeys, report);
      checkBlocks(block.otherwise ?? [], [...at, 'otherwise'], pack, textKeys, report);
    }
  });
}

function visit(value: unknown, path: Path, see: (value: unknown, path: Path) => void): void {
  see(value, path);
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      visit(item, [...path, index], see);
    });
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) visit(item, [...path, key], see);
  }
}
