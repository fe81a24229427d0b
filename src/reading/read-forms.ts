import { normalCode } from '../accounts/tree.ts';
import type { Cell } from '../document/document.ts';
import { coordinateKey } from '../facts/fact.ts';
import type { Pack } from '../packs/definition.ts';
import type { Bodies } from './bodies.ts';
import type { FlowTable, Item } from './flow.ts';
import { type FormContext, type FormReading, readForm, STATED_BUDGET } from './form.ts';
import { formsOf, indicatorLevels, type PrintedForm } from './form-match.ts';
import { compact } from './head.ts';
import { type FormLayout, layoutsOf } from './layout.ts';
import type { TableReading, TablesContext } from './read-tables.ts';
import type { ReadTable } from './reading.ts';
import { isProjectCode } from './records.ts';
import { ownersOf } from './sheet-bodies.ts';

/** A form of the document with what it says, and the id of its first piece. */
export interface ReadForm {
  readonly id: string;
  readonly form: PrintedForm;
  readonly context: FormContext;
  readonly reading: FormReading;
}

/** Performance sheets and other forms, by the pack's own definitions or, without a pack, by those of all packs. */
export function readForms(
  items: readonly Item[],
  readings: readonly TableReading[],
  context: TablesContext,
  packs: readonly Pack[],
): readonly ReadForm[] {
  const used = context.pack === undefined ? packs : [context.pack];
  const layouts = used.flatMap((pack) => layoutsOf(pack).forms);
  const levels = indicatorLevels(used);
  // Forms are put together from the pieces as they stand: joining drops headings that repeat.
  const readingOf = new Map<Cell, TableReading>(
    readings.flatMap((reading) => cellsOf(reading.captioned.table).map((cell) => [cell, reading] as const)),
  );
  const at = (table: FlowTable) => cellsOf(table).flatMap((cell) => readingOf.get(cell) ?? [])[0];
  const forms = formsOf(items, layouts, (table) => isPlaced(at(table))).map((form) => {
    const [first] = form.tables;
    const captioned = first === undefined ? undefined : at(first)?.captioned;
    const body = captioned === undefined ? context.base.entity : context.entityOf(captioned);
    const about = {
      base: body === undefined ? context.base : { ...context.base, entity: body },
      year: context.year,
      unit: form.unit,
      title: form.title,
      isSpecialFund: form.isSpecialFund,
      levels,
    };
    const reading = readForm(form.tables, form.layout, about);
    return { id: captioned?.id ?? '', form, context: about, reading };
  });
  return pinnedForms(inOneUnit(forms), readings);
}

/**
 * Forms that name no unit, in the one in which an amount of theirs is what a table with that unit prints at the same
 * coordinate, and none is another.
 */
export function pinnedForms(
  forms: readonly ReadForm[],
  readings: readonly { readonly table: Pick<ReadTable, 'facts' | 'unit'> }[],
): readonly ReadForm[] {
  const printed = readings.flatMap(({ table }) => table.facts.filter(({ status }) => status === 'printed'));
  const known = new Map(printed.map(({ at, value }) => [coordinateKey(at), value]));
  const units = new Set(readings.map(({ table }) => table.unit).filter((unit) => unit !== ''));
  return forms.map((one) => {
    if (one.reading.record.unit !== '' || one.reading.facts.length > 0) return one;
    const fitting = [...units].flatMap((unit) => {
      const context = { ...one.context, unit };
      const reading = readForm(one.form.tables, one.form.layout, context);
      const same = reading.facts.flatMap(({ at, value, status }) => {
        const other = status === 'printed' ? known.get(coordinateKey(at)) : undefined;
        return other === undefined ? [] : [other === value];
      });
      return same.length > 0 && same.every((isSame) => isSame) ? [{ ...one, context, reading }] : [];
    });
    const [only, ...others] = fitting;
    return only !== undefined && others.length === 0 ? only : one;
  });
}

/** So many sheets say the unit of their form for those that do not. */
const SHEETS_WITH_UNIT = 2;

/**
 * Sheets that name no unit, in that of the document's other sheets of the same form: where several name one, or repeat an
 * amount with it, and none another.
 */
export function inOneUnit(forms: readonly ReadForm[]): readonly ReadForm[] {
  const said = new Map<FormLayout, string[]>();
  for (const { form, reading } of forms) {
    const { unit } = reading.record;
    if (unit !== '') said.set(form.layout, [...(said.get(form.layout) ?? []), unit]);
  }
  return forms.map((one) => {
    const units = said.get(one.form.layout) ?? [];
    const [unit] = units;
    const isOne = units.length >= SHEETS_WITH_UNIT && new Set(units).size === 1;
    if (one.reading.record.unit !== '' || unit === undefined || !isOne) return one;
    const context = { ...one.context, unit };
    return { ...one, context, reading: readForm(one.form.tables, one.form.layout, context) };
  });
}

/** The sheets of projects that bodies of a department share, each as that of its own body. */
export function ofTheirBodies(
  forms: readonly ReadForm[],
  readings: readonly TableReading[],
  bodies: Bodies,
): readonly ReadForm[] {
  const units = new Set(
    readings
      .flatMap(({ records }) => records)
      .filter(({ kind }) => kind === 'units')
      .flatMap(({ at, values }) => {
        const text = (key: string) => values.get(key)?.text ?? '';
        return (
          at.entity ??
          bodies.inRow(normalCode(text('unit.code')), text('unit.name'), { isOfBodies: true }) ??
          []
        );
      }),
  );
  const owners = ownersOf(
    forms.map(({ context, reading: { record } }) => ({
      entity: context.base.entity ?? '',
      code: isProjectCode(record.at.project ?? '') ? (record.at.project ?? '') : '',
      says: [
        record.values.get(STATED_BUDGET),
        ...record.inner.map(({ values }) => values.get('indicator.target')),
      ]
        .map((one) => compact(one?.text ?? ''))
        .join(' '),
    })),
    (entity) => (entity === bodies.own ? [...units] : []),
  );
  return forms.map((form, index) => {
    const owner = owners[index];
    if (owner === undefined || owner.type === 'part') return form;
    const context: FormContext =
      owner.type === 'apart'
        ? { ...form.context, isApart: true }
        : { ...form.context, base: { ...form.context.base, entity: owner.entity } };
    return { ...form, context, reading: readForm(form.form.tables, form.form.layout, context) };
  });
}

/** Whether a table was read as a grid of numbers or records: then it is no form. */
function isPlaced(reading: TableReading | undefined): boolean {
  if (reading === undefined || reading.table.layout === '') return false;
  return reading.table.layout !== 'generic' || reading.table.facts.some(({ status }) => status === 'printed');
}

/** The cells of a table, heading rows first. */
export function cellsOf({ table }: FlowTable): readonly Cell[] {
  return [...table.head, ...table.body].flatMap((row) => row.cells);
}
