import type { Entity, Indicator, ProcurementLine, Project, Unit } from '../facts/records.ts';
import type { Space } from '../facts/space.ts';
import type { Fen } from '../money/amount.ts';

/** The records in whose midst a template or cell is evaluated; repetitions add to them. */
export interface RecordContext {
  readonly entity: Entity;
  readonly department: Entity;
  readonly unit?: Unit | undefined;
  readonly project?: Project | undefined;
  readonly indicator?: Indicator | undefined;
  readonly procurement?: ProcurementLine | undefined;
  /** A line of a text, by the attributes that its parts stand for; `missing` is the text still to be written. */
  readonly line?: { readonly values: ReadonlyMap<string, string>; readonly missing?: string } | undefined;
  /** Projects by code, to name the project of a procurement line. */
  readonly projects: ReadonlyMap<string, Project>;
  readonly space: Space;
}

/** What an attribute is: words, an amount that is printed in the unit of its table, or a number. */
export type AttributeValue =
  | {
      readonly type: 'text';
      readonly text: string;
      readonly missing?: string;
      /** An empty text that is printed as such: nothing stands in its place. */
      readonly isBlank?: true;
    }
  | { readonly type: 'amount'; readonly fen: Fen }
  /** A decimal as it was written. */
  | { readonly type: 'decimal'; readonly text: string };

type Getter = (context: RecordContext) => AttributeValue | undefined;

const text = (value: string | undefined): AttributeValue | undefined =>
  value === undefined ? undefined : { type: 'text', text: value };
const amount = (fen: Fen | undefined): AttributeValue | undefined =>
  fen === undefined ? undefined : { type: 'amount', fen };

/** A body whose documents print no code goes by its name, which is not printed twice. */
function codeOf({ code, name }: Entity): string {
  return code === name ? '' : code;
}

/** A goal without the number that somebody wrote before it. */
function withoutNumber(goal: string): string {
  return goal.replace(
    /^\s*(?:[（(]?\d{1,2}[)）]?[.、．]|[（(]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}、)\s*/u,
    '',
  );
}

/**
 * What stands in a column for operators: what a document that was read prints there; else a number without an operator
 * is to be met exactly, and words have none.
 */
function signOf({ operator, sign, value }: Indicator): AttributeValue {
  if (operator === '' && sign !== undefined) return { type: 'text', text: sign, isBlank: true };
  return { type: 'text', text: operator === '' && /^\d/u.test(value) ? '=' : operator };
}

/** A goal with its number; a goal that begins with a digit would make 1.9 of 1. */
function numbered(goal: string, number: number): string {
  return `${number}${/^\d/u.test(goal) ? '、' : '.'}${goal}`;
}

/** Attributes of records by the names that packs use. An attribute repeats and is never added up. */
const ATTRIBUTES: Readonly<Record<string, Getter>> = {
  'entity.code': ({ entity }) => text(codeOf(entity)),
  'entity.name': ({ entity }) => text(entity.name),
  'department.code': ({ department }) => text(codeOf(department)),
  'department.name': ({ department }) => text(department.name),
  'unit.code': ({ unit }) => text(unit && codeOf(unit)),
  'unit.name': ({ unit }) => text(unit?.name),
  'unit.nature': ({ unit }) => text(unit?.nature),
  'unit.rank': ({ unit }) => text(unit?.rank),
  'unit.funding': ({ unit }) => text(unit?.funding),
  // A code made of the unit and the name is ours, not the project library's.
  'project.code': ({ project }) => text(project?.code.startsWith(`${project.entity}/`) ? '' : project?.code),
  'project.name': ({ project }) => text(project?.name),
  'project.purpose': ({ project }) => text(project?.purpose),
  'project.goals': ({ project }) =>
    text(project?.goals.map((goal, index) => numbered(withoutNumber(goal), index + 1)).join('\n')),
  'indicator.level1': ({ indicator }) => text(indicator?.level1),
  'indicator.level2': ({ indicator }) => text(indicator?.level2),
  'indicator.level3': ({ indicator }) => text(indicator?.level3),
  'indicator.description': ({ indicator }) => text(indicator?.description),
  'indicator.operator': ({ indicator }) => text(indicator?.operator),
  'indicator.sign': ({ indicator }) => indicator && signOf(indicator),
  'indicator.value': ({ indicator }) => text(indicator?.value),
  'indicator.unit': ({ indicator }) => text(indicator?.unit),
  'indicator.target': ({ indicator }) =>
    text(indicator && `${indicator.operator || (indicator.sign ?? '')}${indicator.value}${indicator.unit}`),
  'indicator.basis': ({ indicator }) => text(indicator?.basis),
  'indicator.weight': ({ indicator }) => text(indicator?.weight),
  'indicator.evidence': ({ indicator }) => text(indicator?.evidence),
  'indicator.keeper': ({ indicator }) => text(indicator?.keeper),
  'indicator.frequency': ({ indicator }) => text(indicator?.frequency),
  'indicator.direction': ({ indicator }) => text(indicator?.direction),
  // Tasks of the year stand in a text, one a line.
  'task.name': () => undefined,
  'task.content': () => undefined,
  'procurement.project': ({ procurement, projects }) =>
    text(procurement && projects.get(procurement.project)?.name),
  'procurement.item': ({ procurement }) => text(procurement?.item),
  'procurement.catalogueNumber': ({ procurement }) => text(procurement?.catalogueNumber),
  'procurement.measureUnit': ({ procurement }) => text(procurement?.measureUnit),
  'procurement.quantity': ({ procurement }) => procurement && { type: 'decimal', text: procurement.quantity },
  'procurement.unitPrice': ({ procurement }) => amount(procurement?.unitPrice),
  'procurement.amount': ({ procurement }) => amount(procurement?.amount),
  'procurement.smallBusiness': ({ procurement }) => amount(procurement?.smallBusiness),
};

/**
 * `plan.6`: what is to be spent by the end of June; `procurement.amount.generalPublicBudget` by source out of this
 * year's funds, `procurement.carriedOver.fiscalAppropriation` out of those carried over.
 */
const PARAMETRIC = /^(plan|procurement\.amount|procurement\.carriedOver)\.([A-Za-z0-9]+)$/u;

export function isKnownAttribute(name: string): boolean {
  return Object.hasOwn(ATTRIBUTES, name) || PARAMETRIC.test(name);
}

/** The value of an attribute here; undefined where there is no such record, or it says nothing. */
export function attributeOf(name: string, context: RecordContext): AttributeValue | undefined {
  const { values, missing } = context.line ?? {};
  const part = values?.get(name);
  if (part !== undefined) return { type: 'text', text: part, ...(missing === undefined ? {} : { missing }) };
  const getter = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
  if (getter !== undefined) return getter(context);
  const [, kind, parameter] = PARAMETRIC.exec(name) ?? [];
  if (kind === 'plan') {
    return amount(context.project?.plan.find((step) => String(step.month) === parameter)?.cumulative);
  }
  const line = context.procurement;
  if (line === undefined || parameter === undefined) return undefined;
  const isWithin = (dimension: string, member: string, of: string) =>
    context.space.get(dimension)?.relate(member, of) === 'inside';
  const isCarriedOver = isWithin('vintage', line.vintage, 'carriedOver');
  if (kind === 'procurement.amount' && parameter === 'carriedOver') {
    return amount(isCarriedOver ? line.amount : undefined);
  }
  const isWanted =
    isCarriedOver === (kind === 'procurement.carriedOver') && isWithin('source', line.source, parameter);
  return amount(isWanted ? line.amount : undefined);
}
