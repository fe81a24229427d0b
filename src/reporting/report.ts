import type { DocumentCheck } from '../checking/document.ts';
import type { Finding } from '../checking/finding.ts';
import { digest, type IdentifiedFinding, identified } from '../checking/finding-id.ts';
import { applyProfile, NO_PROFILE, type Profile } from '../checking/profile.ts';
import { RULES } from '../checking/rules.ts';
import type { Place } from '../document/document.ts';
import { placeKey } from '../document/place.ts';
import { say } from '../messages/say.ts';
import { parseDecimal, printDecimal } from '../money/decimal.ts';
import type { Pack } from '../packs/definition.ts';
import { requiredTables } from '../packs/required-tables.ts';
import { coverageOf } from '../reading/coverage.ts';
import { sayPlace } from '../reading/kept-place.ts';
import type { Reading } from '../reading/reading.ts';
import type { Acknowledgement, CheckReport, ReportedFinding, ReportedPlace } from './check-schema.ts';
import { evidenceOf } from './evidence.ts';
import { figuresData, figuresOf } from './figures-data.ts';
import { reportedPlace } from './reported-place.ts';

/** What an office sets and what its people have accepted. */
export interface ReportOptions {
  readonly profile?: Profile;
  readonly acknowledgements?: readonly Acknowledgement[];
}

/**
 * A check as data: findings with ids, places and suspects, what rounding explains, and what was not
 * checked.
 *
 * @param pack the layout that the document was read by; none where only its words spoke
 */
export function reportOf(
  reading: Reading,
  check: DocumentCheck,
  pack: Pack | undefined,
  options: ReportOptions = {},
): CheckReport {
  const evidence = evidenceOf(reading);
  const placeOf = (place: Place) => reportedPlace(place, evidence(place));
  const { findings, explained } = reportedFindings(check.findings, placeOf, options);
  const { tables, sheets, text, unplaced } = coverageOf(reading.numbers);
  const unknown = unplaced.filter(({ part }) => part === 'table').length;
  const rounding = check.rounding.map(
    ({ law, what, table, printed, computed, difference, unit, reason, cells }) => ({
      law,
      what,
      ...(table === undefined ? {} : { table }),
      printed,
      computed,
      difference,
      unit,
      message: reason,
      places: cells.flatMap(({ place }) => (place === undefined ? [] : [placeOf(place)])),
    }),
  );
  const notChecked = [
    ...unreadTables(reading, placeOf),
    ...unplacedNumbers(reading, placeOf),
    ...check.notChecked.map(({ law, reason, message, place }) => ({
      law,
      reason,
      message,
      ...(place === undefined ? {} : { place: placeOf(place) }),
    })),
  ];
  const report = { findings, rounding, not_checked: notChecked };
  return {
    kind: 'mingzhang-check',
    version: 1,
    file: reading.file,
    sha256: reading.sha256,
    format: reading.format,
    pages: reading.pages,
    pack: reading.pack,
    entity: reading.entity,
    bodies: bodiesOf(reading),
    year: reading.year,
    stage: reading.stage,
    parts: partsOf(reading, pack, placeOf),
    coverage: {
      tables: { ...tables },
      sheets: { ...sheets },
      text: { ...text },
      checked: { printed: check.held.printed + unknown, checked: check.held.held },
    },
    ...report,
    explained,
    corrections: reading.corrections.length,
    summary: summaryOf(check.laws, report),
    problems: reading.problems.map(({ severity, message, where }) => ({ severity, message, where })),
    figures: figuresData(figuresOf(reading)),
  };
}

/** Findings as data, with their ids, weighed and accepted as an office does; and the broken laws that they explain. */
export function reportedFindings(
  all: readonly Finding[],
  placeOf: (place: Place) => ReportedPlace,
  options: ReportOptions,
): Pick<CheckReport, 'findings' | 'explained'> {
  const { profile = NO_PROFILE, acknowledgements = [] } = options;
  const accepted = new Map(acknowledgements.map((one) => [`${one.id} ${one.fingerprint}`, one]));
  const explained: CheckReport['explained'] = [];
  const findings = identified(applyProfile(all, profile)).map((one): ReportedFinding => {
    const laws = (one.laws ?? []).map((message, index) => ({ id: `${one.id}/${index + 1}`, message }));
    explained.push(...laws);
    const places = one.places.map(placeOf);
    const fingerprint = fingerprintOf(one, places);
    const acknowledged = accepted.get(`${one.id} ${fingerprint}`);
    return {
      ...reportedFinding(one, placeOf),
      fingerprint,
      places,
      under: laws.map(({ id }) => id),
      ...(acknowledged === undefined
        ? {}
        : { acknowledged: { who: acknowledged.who, why: acknowledged.why } }),
    };
  });
  return { findings, explained };
}

function reportedFinding(one: IdentifiedFinding, placeOf: (place: Place) => ReportedPlace) {
  const { title, basis } = RULES[one.rule];
  const difference = differenceOf(one);
  return {
    id: one.id,
    rule: one.rule,
    severity: one.severity,
    title: say(title),
    basis: say(basis),
    message: one.message,
    ...(one.value === undefined ? {} : { value: one.value }),
    ...(one.expected === undefined ? {} : { expected: one.expected }),
    ...(difference === undefined ? {} : { difference }),
    ...(one.unit === undefined ? {} : { unit: one.unit }),
    at: { ...one.at },
    suspects: (one.repairs ?? []).flatMap(({ changes }, index) =>
      changes.map(({ what, printed, required, unit, place }) => ({
        repair: index + 1,
        what,
        printed,
        required,
        unit,
        ...(place === undefined ? {} : { place: placeOf(place) }),
      })),
    ),
  };
}

/** Expected less printed, where both are numbers. */
function differenceOf({ value, expected }: Finding): string | undefined {
  const [a, b] = [parseDecimal(value ?? ''), parseDecimal(expected ?? '')];
  if (a === undefined || b === undefined) return undefined;
  const decimals = Math.max(a.decimals, b.decimals);
  const scaled = ({ digits, decimals: own }: typeof a) => digits * 10n ** BigInt(decimals - own);
  return printDecimal({ digits: scaled(b) - scaled(a), decimals });
}

/** What is printed where a finding looks: while it is the same, what a person said of the finding holds. */
function fingerprintOf({ value = '', expected = '' }: Finding, places: readonly ReportedPlace[]): string {
  return digest([value, expected, ...places.map(({ text = '' }) => text).sort()]);
}

/** The bodies that facts name, and those that the document only lists. */
function bodiesOf({ bodies, records }: Reading): NonNullable<CheckReport['bodies']> {
  const known = new Set(bodies.map(({ code }) => code));
  const listed = records.units.filter(({ code }) => code !== '' && !known.has(code));
  return [...bodies, ...listed.map(({ code, name }) => ({ code, name }))];
}

type NotChecked = CheckReport['not_checked'][number];

/** Tables with numbers of which none was understood: none of them takes part in a law. */
function unreadTables(reading: Reading, placeOf: (place: Place) => ReportedPlace): readonly NotChecked[] {
  return unreadIn(reading).map(({ title, place }) => ({
    law: 'table',
    reason: 'unread',
    message:
      title === ''
        ? say('reporting.unread.untitled', { place: place === undefined ? '' : sayPlace(place) })
        : say('reporting.unread.table', { title }),
    ...(place === undefined ? {} : { place: placeOf(place) }),
  }));
}

/** An empty table and a table of contents have no numbers to be understood: they are not among these. */
function unreadIn(reading: Reading): readonly Reading['tables'][number][] {
  const unplaced = new Set(
    reading.numbers.flatMap(({ fate, place }) => (fate.type === 'unplaced' ? [placeKey(place)] : [])),
  );
  const grids = new Map(reading.grids.map(({ id, cells }) => [id, cells]));
  return reading.tables.filter(
    ({ id, layout, facts }) =>
      layout === '' &&
      facts.length === 0 &&
      (grids.get(id) ?? []).some((row) =>
        row.some(({ place }) => place !== undefined && unplaced.has(placeKey(place))),
      ),
  );
}

function unplacedNumbers(reading: Reading, placeOf: (place: Place) => ReportedPlace): readonly NotChecked[] {
  return coverageOf(reading.numbers).unplaced.map(({ text, context, place }) => ({
    law: 'number',
    reason: 'unplaced',
    message: say('reporting.unread.number', { text, context: context.trim(), place: sayPlace(place) }),
    place: placeOf(place),
  }));
}

/** The tables of the document, and those that its layout prescribes and it lacks. */
function partsOf(
  reading: Reading,
  pack: Pack | undefined,
  placeOf: (place: Place) => ReportedPlace,
): CheckReport['parts'] {
  const printed = new Set(reading.tables.map(({ layout }) => layout));
  const unread = new Set(unreadIn(reading));
  const required = pack === undefined ? [] : requiredTables(pack);
  return [
    ...reading.tables.map((table) => ({
      title: table.title,
      layout: table.layout,
      status: unread.has(table) ? ('unread' as const) : ('read' as const),
      ...(table.place === undefined ? {} : { place: placeOf(table.place) }),
    })),
    ...required
      .filter(({ layout }) => !printed.has(layout))
      .map(({ layout, title }) => ({ layout, title, status: 'missing' as const })),
  ];
}

type Counted = Pick<CheckReport, 'findings' | 'rounding' | 'not_checked'>;

/** The counts; what a person has accepted is not among findings any more. */
export function summaryOf(laws: number, report: Counted): CheckReport['summary'] {
  const open = report.findings.filter(({ acknowledged }) => acknowledged === undefined);
  const of = (severity: ReportedFinding['severity']) =>
    open.filter((one) => one.severity === severity).length;
  const isIncomplete = report.not_checked.some(({ reason }) => reason === 'unread' || reason === 'unplaced');
  const verdict =
    of('error') > 0 ? 'errors' : open.length > 0 ? 'findings' : isIncomplete ? 'incomplete' : 'clean';
  return {
    verdict,
    errors: of('error'),
    warnings: of('warning'),
    notices: of('notice'),
    acknowledged: report.findings.length - open.length,
    laws,
    rounding: report.rounding.length,
    not_checked: report.not_checked.length,
  };
}
