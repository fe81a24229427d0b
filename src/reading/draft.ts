import type { AccountBook } from '../accounts/book.ts';
import { normalName } from '../accounts/tree.ts';
import { coordinateKey, type Fact } from '../facts/fact.ts';
import type { Entity, ProcurementLine, Project, Text, Unit } from '../facts/records.ts';
import type { Draft, OpenItem } from '../ledger/from-rows.ts';
import type { Ledger, LocalName } from '../ledger/ledger.ts';
import { dimensionOf, treesOf } from '../ledger/rows.ts';
import { sheetsOf } from '../ledger/sheets.ts';
import { entitiesOf } from '../ledger/statements.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import { questionsOfLastYear } from '../packs/questions.ts';
import { packSpace } from '../packs/space.ts';
import { type Context, cubeOf, type DraftOptions, fen, item, type NotedFact } from './draft-context.ts';
import { SIDES, sideLines } from './draft-lines.ts';
import { conflictItem, rejectedItems, sayAmount, sayCoordinate } from './draft-open.ts';
import { type Pool, poolOf, stepOf } from './draft-pool.ts';
import type { Given } from './draft-role.ts';

export type { DraftOptions } from './draft-context.ts';

/**
 * Drafts a year's budget from documents: this year's amounts as far as they determine lines, last year's amounts that
 * the disclosure will compare with, units, projects, assets and texts. What they leave open is listed, and nothing is
 * split by guess.
 */
export function draftFrom(given: readonly Given[], options: DraftOptions): Draft {
  const { pack, accounts, department, year } = options;
  const pool = poolOf(given, department);
  const units = pool.units.length > 0 ? pool.units : [ownUnit(department)];
  const projects = projectsOf(pool, year, units);
  const names = localNames(pool.localNames, pack, accounts, year);
  const space = packSpace(pack, accounts, {
    year,
    entities: entitiesOf({ department, units }),
    projects: new Map(projects.records.map(({ code, name }) => [code, name])),
    localNames: names,
  });
  const context: Context = { ...options, pool, space, units };
  const sides = SIDES.map((side) => sideLines(side, context));
  const lines = sides.flatMap((side) => side.facts);
  const assets = assetFacts(context);
  const comparisons = lastYear(context);
  const texts = textsOf(context);
  const ledger: Ledger = {
    pack: pack.id,
    year,
    records: {
      department,
      units,
      projects: projects.records,
      procurement: procurementOf(context, projects.records),
      texts: texts.records,
    },
    facts: [...lines.map(({ fact }) => fact), ...assets.facts],
    lastYear: comparisons.facts.length === 0 ? undefined : comparisons.facts.map(({ fact }) => fact),
    execution: [],
    localNames: names,
    unitParts: pool.facts.some(
      ({ at }) =>
        at.flow !== undefined && units.some(({ code }) => code === at.entity && code !== department.code),
    ),
  };
  const open: OpenItem[] = [
    ...pool.conflicts.map((conflict) => conflictItem(conflict, space)),
    ...rejectedItems(
      sides.flatMap((side) => side.rejected),
      space,
    ),
    ...unitItems(context),
    ...sides.flatMap((side) => side.open),
    ...projects.open,
    ...comparisons.open,
    ...assets.open,
    ...texts.open,
  ];
  const noted = [...lines, ...comparisons.facts].flatMap(({ fact, note }): [Fact, string][] =>
    note === '' ? [] : [[fact, note]],
  );
  return { ledger, notes: new Map(noted), open };
}

function ownUnit({ code, name }: Entity): Unit {
  return { code: `${code}001`, name, scope: 'ownLevel', nature: '', rank: '', funding: '' };
}

/** Codes that no list has, with the names the documents give them. */
function localNames(
  names: readonly LocalName[],
  pack: Pack,
  accounts: AccountBook,
  year: number,
): readonly LocalName[] {
  const trees = treesOf(pack, accounts, year, []);
  const found = new Map<string, LocalName>();
  for (const name of names) {
    if (trees[name.classification].find(name.code) !== undefined) continue;
    found.set(`${name.classification} ${name.code}`, name);
  }
  return [...found.values()];
}

// Units and projects -----------------------------------------------------------------------------

function unitItems({ pool, units, department }: Context): readonly OpenItem[] {
  const unknown = units.filter(({ nature }) => nature === '');
  return [
    ...(pool.unitsKnown
      ? []
      : [
          item(
            'units',
            say(pool.units.length === 0 ? 'drafting.noUnits' : 'drafting.someUnits', {
              department: department.name,
            }),
          ),
        ]),
    ...pool.madeCodes.map((code) =>
      item(
        'units',
        say('drafting.madeCode', { code, name: units.find((unit) => unit.code === code)?.name ?? '' }),
      ),
    ),
    ...(unknown.length === 0
      ? []
      : [item('units', say('drafting.unitNature', { units: unknown.map(({ name }) => name).join('、') }))]),
  ];
}

/** This year's projects; what last year's document says of the same ones, and the others as proposals. */
function projectsOf(
  pool: Pool,
  year: number,
  units: readonly Unit[],
): { readonly records: readonly Project[]; readonly open: readonly OpenItem[] } {
  const own = new Set(units.map(({ code }) => code));
  const [only] = units;
  const found = new Map<string, { project: Project; years: Set<number> }>();
  for (const { given, ledger, bodyOf } of pool.documents) {
    for (const printed of ledger.records.projects) {
      const code = pool.projectCode(printed);
      const project = { ...printed, name: pool.projectName(printed) };
      const body = bodyOf(project.entity);
      const entity = own.has(body) ? body : pool.unitsKnown && units.length === 1 ? (only?.code ?? '') : '';
      const before = found.get(code);
      if (before === undefined) {
        found.set(code, { project: { ...project, code, entity }, years: new Set([given.kept.year]) });
        continue;
      }
      before.years.add(given.kept.year);
      before.project = completed(before.project, { ...project, entity }, given.kept.year === year);
    }
  }
  const amounts = (code: string, of: number) =>
    pool.facts.find(
      ({ at, value }) =>
        at.project === code &&
        at.year === String(of) &&
        at.stage === 'budget' &&
        at.source === undefined &&
        value > 0n,
    );
  const hasCurrent = [...found.values()].some(({ years }) => years.has(year));
  const records: Project[] = [];
  const open: OpenItem[] = [];
  for (const { project, years } of found.values()) {
    const past = amounts(project.code, year - 1)?.value ?? project.statedBudget;
    const was = past === undefined ? '' : say('drafting.project.was', { amount: sayAmount(past) });
    if (years.has(year)) records.push(project);
    else {
      // A plan and a budget are of their year; what a project is for continues.
      const { statedBudget: _past, ...rest } = project;
      if (!hasCurrent) records.push({ ...rest, plan: [] });
      open.push(
        item(
          'projects',
          say(hasCurrent ? 'drafting.project.ended' : 'drafting.project.continues', {
            name: project.name,
            was,
          }),
        ),
      );
    }
  }
  const homeless = records.filter(({ entity }) => entity === '').map(({ name }) => name);
  if (homeless.length > 0) {
    open.push(item('projects', say('drafting.project.units', { projects: homeless.join('、') })));
  }
  return { records, open };
}

/** A project with what another document says of it where the first is silent; plans only of the same year. */
function completed(project: Project, other: Project, sameYear: boolean): Project {
  return {
    ...project,
    entity: project.entity || other.entity,
    purpose: project.purpose || other.purpose,
    goals: project.goals.length > 0 ? project.goals : other.goals,
    indicators: project.indicators.length > 0 ? project.indicators : other.indicators,
    plan: project.plan.length > 0 || !sameYear ? project.plan : other.plan,
  };
}

function procurementOf(
  { pool, year, units }: Context,
  projects: readonly Project[],
): readonly ProcurementLine[] {
  const own = new Set(units.map(({ code }) => code));
  const byName = new Map(projects.map(({ code, name }) => [normalName(name), code]));
  const codes = new Set(projects.map(({ code }) => code));
  const [source] = pool.documents.filter(
    ({ given, ledger }) => given.kept.year === year && ledger.records.procurement.length > 0,
  );
  const [only] = units;
  return (source?.ledger.records.procurement ?? []).map((line) => {
    const body = source?.bodyOf(line.entity) ?? '';
    const project = codes.has(line.project) ? line.project : (byName.get(normalName(line.project)) ?? '');
    return { ...line, project, entity: own.has(body) ? body : units.length === 1 ? (only?.code ?? '') : '' };
  });
}

// Last year, assets, texts -----------------------------------------------------------------------

/** The amounts of last year that the pack compares with, for the department and for units that publish on their own. */
function lastYear(context: Context): { facts: readonly NotedFact[]; open: readonly OpenItem[] } {
  const { pack, space, department, year, pool } = context;
  const columns = new Set(
    (sheetsOf(pack, space).find(({ id }) => id === 'lastYear')?.columns ?? []).map(({ key, content }) =>
      dimensionOf(key, content.type),
    ),
  );
  const questions = questionsOfLastYear(pack, space, { department, year }).filter(
    ({ measure, stage, year: _year, entity: _entity, ...members }) =>
      measure === 'amount' &&
      stage === 'budget' &&
      'flow' in members &&
      Object.keys(members).every((id) => columns.has(id)),
  );
  const cube = cubeOf(context);
  const told = new Set(
    pool.facts.flatMap(({ at }) => (at.year === String(year - 1) ? (at.entity ?? []) : [])),
  );
  const bodies = [
    department,
    ...context.units.filter(({ code }) => told.has(code) && code !== department.code),
  ];
  const facts: NotedFact[] = [];
  const missing: string[] = [];
  for (const { code } of bodies) {
    for (const question of questions) {
      const at = { ...question, entity: code };
      const value = cube.value(at);
      if (!value.known) {
        if (code === department.code) missing.push(sayCoordinate(at, space));
        continue;
      }
      const { low, high } = fen(value.interval);
      const apart = value.facts.some((fact) => stepOf(fact) > 1n) && low !== high;
      facts.push({
        fact: {
          at,
          value: value.value,
          unit: '元',
          decimals: 2,
          status: value.value === 0n ? 'zero' : 'printed',
        },
        note: apart ? say('drafting.note.rounded') : '',
      });
    }
  }
  const open =
    missing.length === 0
      ? []
      : [item('lastYear', say('drafting.lastYear', { year: year - 1, what: missing.join('；') }))];
  return { facts, open };
}

/** Assets at the end of last year, and planned purchases; a department's sums are its unit's only where there is one. */
function assetFacts({ pool, pack, space, units, year, department }: Context): {
  facts: readonly Fact[];
  open: readonly OpenItem[];
} {
  const [only] = units;
  const single = pool.unitsKnown && units.length === 1 ? only?.code : undefined;
  const own = new Set(units.map(({ code }) => code));
  const offered = new Set(pack.workbook.assets.map(({ asset }) => asset));
  const quantities = new Map(pack.workbook.assets.map(({ asset, quantity }) => [asset, quantity]));
  const facts = new Map<string, Fact>();
  const controls = new Map<string, { label: string; value: bigint }>();
  let older: number | undefined;
  for (const fact of pool.facts) {
    const { at, value } = fact;
    const { asset, entity = '', measure = '' } = at;
    if (asset === undefined || value === 0n) continue;
    const isPlanned = asset === 'planned';
    const wanted = isPlanned ? year : year - 1;
    if (Number(at.year) !== wanted) {
      if (Number(at.year) === wanted - 1 && !isPlanned) older = wanted - 1;
      continue;
    }
    if (!offered.has(asset) && !isPlanned) continue;
    if (measure !== 'amount' && quantities.get(asset) !== measure) continue;
    const unit = own.has(entity) ? entity : entity === department.code ? single : undefined;
    if (unit !== undefined)
      facts.set(`${unit} ${asset} ${measure}`, { ...fact, at: { ...at, entity: unit } });
    else if (measure === 'amount')
      controls.set(coordinateKey(at), { label: sayCoordinate(at, space), value });
  }
  const open: OpenItem[] = [];
  if (controls.size > 0 && facts.size === 0)
    open.push(item('assets', say('drafting.assets.units'), [...controls.values()]));
  else if (facts.size === 0) {
    open.push(
      item(
        'assets',
        older === undefined
          ? say('drafting.assets.none', { year: year - 1 })
          : say('drafting.assets.older', { older, year: year - 1 }),
      ),
    );
  }
  return { facts: [...facts.values()], open };
}

/** Texts that hold for years: not the reasons of one year's changes. */
function textsOf({ pool, pack, department, year }: Context): {
  records: readonly Text[];
  open: readonly OpenItem[];
} {
  const passing = new Set(
    Object.values(pack.sentences).flatMap(({ slots = {} }) => {
      const all = Object.values(slots);
      const compares = all.some((slot) => 'difference' in slot || 'ratio' in slot);
      return compares ? all.flatMap((slot) => ('text' in slot ? [slot.text] : [])) : [];
    }),
  );
  const wanted = new Map(pack.workbook.texts.map((text) => [text.key, text]));
  const records = new Map<string, Text>();
  const kept: string[] = [];
  for (const { given, ledger } of pool.documents) {
    for (const { key, paragraphs } of ledger.records.texts) {
      const text = wanted.get(key);
      if (text === undefined || records.has(key) || paragraphs.length === 0) continue;
      const isOld = given.kept.year !== year;
      if (isOld && passing.has(key)) continue;
      records.set(key, { entity: department.code, key, paragraphs });
      if (isOld) kept.push(text.label);
    }
  }
  const missing = pack.workbook.texts.filter((text) => !records.has(text.key) && text.default === undefined);
  return {
    records: [...records.values()],
    open: [
      ...(kept.length === 0 ? [] : [item('texts', say('drafting.texts.kept', { texts: kept.join('、') }))]),
      ...(missing.length === 0
        ? []
        : [
            item(
              'texts',
              say('drafting.texts.missing', { texts: missing.map(({ label }) => label).join('、') }),
            ),
          ]),
    ],
  };
}
