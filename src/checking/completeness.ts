import { normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import { likeness } from '../document/likeness.ts';
import { placeWithin } from '../document/place.ts';
import { printValue } from '../facts/measure.ts';
import type { StatedFact } from '../facts/stated.ts';
import { say } from '../messages/say.ts';
import type { GridDefinition } from '../packs/definition.ts';
import { requiredTables } from '../packs/required-tables.ts';
import type { CheckedDocument, CheckedTable } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { checkOrdinals } from './ordinals.ts';
import {
  bareHeading,
  contentsOf,
  type Entry,
  glossaryOf,
  isDamaged,
  numberedOf,
  placesOf,
  STYLES,
  titleOf,
} from './text.ts';

/** Headings this alike are one heading in two wordings. */
const ALIKE = 0.65;
/** Of what the contents promise so much must be found before the rest is called missing; below, reading is to blame. */
const MOST_FOUND = 0.75;
const SOME_FOUND = 0.5;
/** A heading is no longer than this. */
const LONGEST_HEADING = 60;

/** What is missing from a document, and what it says is missing although it is there. */
export function checkCompleteness(document: CheckedDocument): readonly Finding[] {
  const contents = checkContents(document);
  return [
    ...contents.findings,
    ...checkTables(document, contents.missing),
    ...document.tables.flatMap((table) => [
      ...checkEmpty(document, table),
      ...checkFull(document, table),
      ...checkTotalRow(document, table),
    ]),
    ...checkOrdinals(document),
    ...checkIndicators(document),
    ...checkTopics(document),
    ...checkThreePublic(document),
    ...checkItems(document),
    ...checkAmounts(document),
    ...checkReferences(document),
  ];
}

/** A heading of the body, or the title of a table. */
interface Heading {
  readonly text: string;
  readonly bare: string;
}

function headingsOf(document: CheckedDocument, body: number): readonly Heading[] {
  const { lines, tables, entity } = document;
  const texts = [
    ...lines.slice(body).flatMap(({ text }) => (text.length <= LONGEST_HEADING ? [text] : [])),
    ...tables.map(({ title }) => title),
    // A title may stand in the first cells of its table.
    ...tables.flatMap(({ cells }) => cells.slice(0, 2).flatMap((row) => row.map(({ text }) => text))),
  ];
  return texts
    .filter((text) => text.length <= LONGEST_HEADING && !/[。；;]$|详见|见附/u.test(text))
    .map((text) => ({ text: text.trim(), bare: bareHeading(text, entity.name) }))
    .filter(({ bare }) => bare.length >= 2);
}

function isTableTitle(text: string): boolean {
  return /表(?:\(.*\))?$/u.test(normalName(text));
}

/** Entries of the contents that the body lacks or words otherwise. */
function checkContents(document: CheckedDocument): {
  readonly findings: readonly Finding[];
  readonly missing: readonly string[];
} {
  const none = { findings: [], missing: [] };
  const contents = contentsOf(document);
  if (contents === undefined || isDamaged(document)) return none;
  const { entries, body } = contents;
  const headings = headingsOf(document, body);
  const whole = document.lines
    .slice(body)
    .map(({ text }) => bareHeading(text, document.entity.name))
    .join('\n');
  const leaves = entries.filter((entry, at) => {
    const next = entries[at + 1];
    // An entry followed by entries of an inner style heads them; it need not be printed again.
    const isHead = next !== undefined && depthOf(next) > depthOf(entry);
    return !isHead && bareHeading(entry.text, document.entity.name).length >= 2;
  });
  const wanted = leaves.map((entry) => ({ entry, bare: bareHeading(entry.text, document.entity.name) }));
  const taken = new Set<string>();
  const pairs: { entry: string; heading: string; place: Place }[] = [];
  const left = wanted.filter(({ entry, bare }) => {
    const isTable = isTableTitle(entry.text);
    const same = headings.some((one) => one.bare === bare);
    if (same) taken.add(bare);
    return !same && (isTable || !whole.includes(bare));
  });
  // The most alike first, so that each heading answers for one entry.
  const choices = left
    .flatMap((one) => headings.map((heading) => ({ one, heading, alike: nearness(one.bare, heading.bare) })))
    .filter(
      ({ one, heading, alike }) =>
        alike >= ALIKE && isTableTitle(one.entry.text) === isTableTitle(heading.text),
    )
    .sort((a, b) => b.alike - a.alike);
  const found = new Set<(typeof left)[number]>();
  for (const { one, heading } of choices) {
    if (found.has(one) || taken.has(heading.bare)) continue;
    found.add(one);
    taken.add(heading.bare);
    const entry = numberedOf(one.entry.text)?.rest ?? one.entry.text;
    pairs.push({ entry, heading: numberedOf(heading.text)?.rest ?? heading.text, place: one.entry.place });
  }
  const missing = left.filter((one) => !found.has(one));
  const share = wanted.length === 0 ? 0 : 1 - missing.length / wanted.length;
  const findings: Finding[] = [];
  const promised = wanted.filter(({ entry }) => isTableTitle(entry.text));
  const isElsewhere = promised.length >= 3 && promised.every((one) => missing.includes(one));
  if (isElsewhere) {
    const message = say('checking.completeness.contents.all', { count: promised.length });
    const places = promised.map(({ entry }) => entry.place);
    findings.push({ ...finding('completeness.contents', message, {}, { places }), severity: 'notice' });
  } else if (wanted.length >= 4 && share >= SOME_FOUND) {
    for (const { entry } of missing) {
      const text = numberedOf(entry.text)?.rest ?? entry.text;
      const message = say('checking.completeness.contents', { entry: text });
      const one = finding('completeness.contents', message, {}, { places: [entry.place] });
      const isCertain = share >= MOST_FOUND && isTableTitle(entry.text);
      findings.push(isCertain ? one : { ...one, severity: 'warning' });
    }
  }
  if (pairs.length > 0 && share >= SOME_FOUND) {
    const text = pairs.map((pair) => say('checking.completeness.pair', pair)).join('；');
    const message = say('checking.completeness.contentsName', { pairs: text });
    findings.push(
      finding('completeness.contentsName', message, {}, { places: pairs.map(({ place }) => place) }),
    );
  }
  return { findings, missing: missing.map(({ bare }) => bare) };
}

/** How deep an entry stands: those without numbers head the numbered ones. */
function depthOf({ numbered }: Entry): number {
  return numbered === undefined ? -1 : STYLES.indexOf(numbered.style);
}

/** Alike as a whole, or the one within the other. */
function nearness(a: string, b: string): number {
  const isWithin = Math.min(a.length, b.length) >= 4 && !isTableTitle(a) && (a.includes(b) || b.includes(a));
  return isWithin ? 0.9 : likeness(a, b);
}

/** Tables that the pack's document prints for the department and this document does not. */
function checkTables(document: CheckedDocument, promised: readonly string[]): readonly Finding[] {
  const { pack, tables, entity, year } = document;
  if (pack === undefined || isDamaged(document) || year < pack.years[0] || year > pack.years[1]) return [];
  const names = requiredTables(pack)
    .filter(({ title }) => isTableTitle(title))
    .map(({ layout }) => layout);
  const printed = new Set(tables.map(({ layout }) => layout));
  const headings = headingsOf(document, contentsOf(document)?.body ?? 0).filter(({ text }) =>
    isTableTitle(text),
  );
  const missing = names.filter((name) => {
    const definition = pack.tables[name];
    if (definition === undefined || printed.has(name)) return false;
    const titles = [definition.title, ...(definition.aliases ?? [])].map((title) =>
      bareHeading(title.replace(/\{[^{}]*\}/gu, ''), entity.name),
    );
    const isNear = (bare: string) => titles.some((title) => likeness(title, bare) >= 0.8);
    return !headings.some(({ bare }) => isNear(bare)) && !promised.some(isNear);
  });
  if (names.length < 4 || missing.length > names.length * (1 - MOST_FOUND)) return [];
  return missing.map((name) => {
    const table = (pack.tables[name]?.title ?? name).replace(/\{[^{}]*\}/gu, '');
    return finding('completeness.table', say('checking.completeness.table', { table, pack: pack.title }), {});
  });
}

/** Says that there is nothing. */
const NOTHING =
  /空表|为空|无数据|没有.{0,40}(?:支出|收入|预算|拨款|采购|经费|数据|安排)|无.{0,40}(?:支出|收入|预算|拨款|采购|经费|数据|安排)|未安排|不涉及/u;
/** Says that the table it stands under is empty. */
const EMPTY_TABLE = /空表|[此本该](?:表|页)(?:无|没有|为空)|表.{0,4}无数据/u;
/** What notes speak of; one that names another budget than its table does belongs to another table. */
const SUBJECTS = ['政府性基金', '政府基金', '国有资本', '三公', '采购', '专户', '运行经费', '项目'];

/** A table of amounts without any, and without a word about it. */
function checkEmpty(document: CheckedDocument, table: CheckedTable): readonly Finding[] {
  const definition = document.pack?.tables[table.layout];
  const isOfAmounts =
    definition?.type === 'grid'
      ? definition.emptyStatement !== undefined || table.facts.length > 0
      : table.layout === 'generic' && table.facts.length > 0;
  if (!isOfAmounts || table.facts.some(({ status }) => status !== 'blank' && status !== 'dash')) return [];
  // A form that nobody has filled in yet is no disclosure.
  const isForm = !document.tables.some(({ facts }) => facts.some(({ status }) => status === 'printed'));
  if (isForm) return [];
  const amounts = table.cells.flat().filter(({ text }) => /^-?\d[\d,]*\.\d+$|^0$/u.test(text.trim()));
  if (amounts.length > 0 || wordsNear(document, table).some((text) => NOTHING.test(text))) return [];
  const title = titleOf(document, table);
  const message = say('checking.completeness.emptyTable', { table: title });
  const one = finding('completeness.emptyTable', message, {}, { places: placesOf(table) });
  // The narrative may say so, if not the table.
  const subject = SUBJECTS.find((word) => title.includes(word));
  const isSaid = document.lines.some(
    ({ text }) =>
      subject !== undefined && new RegExp(`(?:无|没有|未安排|不涉及).{0,12}${subject}`, 'u').test(text),
  );
  return [isSaid ? { ...one, severity: 'notice' } : one];
}

/** What stands in a table, in its notes, right below it, and beside it on its page. */
function wordsNear({ lines, asides }: CheckedDocument, table: CheckedTable): readonly string[] {
  const [place] = placesOf(table);
  const isBeside = (other: Place) =>
    place?.type === 'page' && other.type === 'page' && other.page === place.page;
  return [
    ...table.notes.map(({ text }) => text),
    ...table.cells.flat().map(({ text }) => text),
    ...lines.slice(table.after, table.after + 3).map(({ text }) => text),
    ...lines.filter((line) => isBeside(line.place)).map(({ text }) => text),
    ...asides.filter((aside) => isBeside(aside.place)).map(({ text }) => text),
  ];
}

/** A table with numbers, and a note below that calls it empty. */
function checkFull(document: CheckedDocument, table: CheckedTable): readonly Finding[] {
  const value = table.facts.find((fact) => fact.status === 'printed' && fact.value !== 0n);
  if (value === undefined) return [];
  const title = titleOf(document, table);
  return table.notes.flatMap((note) => {
    const isOther =
      SUBJECTS.some((one) => note.text.includes(one)) &&
      !SUBJECTS.some((one) => note.text.includes(one) && title.includes(one));
    if (!EMPTY_TABLE.test(note.text) || isOther) return [];
    const printed = `${printValue(value.value, value.unit, value.decimals)}${value.unit}`;
    const message = say('checking.completeness.fullTable', {
      table: title,
      note: note.text.trim(),
      value: printed,
    });
    const places = [note.place, ...(value.place === undefined ? [] : [value.place])];
    return [finding('completeness.fullTable', message, value.at, { value: printed, places })];
  });
}

/** A form of fixed rows of which only a few are printed, and not their total. */
function checkTotalRow(document: CheckedDocument, table: CheckedTable): readonly Finding[] {
  const definition = document.pack?.tables[table.layout];
  const isRead = table.facts.some(({ status }) => status === 'printed');
  if (definition?.type !== 'grid' || !isRead || isDamaged(document)) return [];
  const [side] = definition.sides;
  if (definition.sides.length !== 1 || side === undefined) return [];
  const fixed = fixedRows(side.rows);
  // The label stands in the first cell, or after the number of the row.
  const first = table.cells.map(
    ([one, two]) => (/^\d*$/u.test(one?.text.trim() ?? '') ? two : one)?.text ?? '',
  );
  const hasTotal = [...table.rows, ...first].some((label) => /[合总小]计$/u.test(normalName(label)));
  const printed = table.rows.length;
  if (fixed === undefined || fixed < 4 || hasTotal || printed * 2 >= fixed) return [];
  const message = say('checking.completeness.totalRow', {
    table: titleOf(document, table),
    wanted: fixed,
    printed,
  });
  return [finding('completeness.totalRow', message, {}, { places: placesOf(table) })];
}

/** The number of rows of a side that prints the same rows for everybody, a total among them; undefined for others. */
function fixedRows(rows: GridDefinition['sides'][number]['rows']): number | undefined {
  if (rows.some((row) => row.each !== undefined || row.rows !== undefined)) return undefined;
  return rows.some(({ total }) => total === true)
    ? rows.filter(({ label }) => label !== undefined).length
    : undefined;
}

/** Indicators whose target is blank, where reading lost none. */
function checkIndicators(document: CheckedDocument): readonly Finding[] {
  const { indicators, projects } = document;
  const blank = indicators.filter(
    ({ value, unread, level3 }) => value === '' && unread.length === 0 && level3 !== '',
  );
  const isLost = isDamaged(document) || indicators.some(({ unread }) => unread.length > 0);
  if (isLost || blank.length * 4 > indicators.length) return [];
  return blank.map((one) => {
    const name = projects.find(({ code }) => code === one.project)?.name ?? document.entity.name;
    const message = say('checking.completeness.indicator', { project: name, indicator: one.level3 });
    return finding('completeness.indicator', message, {}, { places: [one.place] });
  });
}

/** What every disclosure explains, and the words that show it does. */
const TOPICS: readonly { readonly label: string; readonly words: RegExp; readonly inGlossary?: boolean }[] = [
  { label: say('checking.completeness.topic.duties'), words: /职责|职能/u },
  {
    label: say('checking.completeness.topic.organisation'),
    words: /机构设置|(?:单位|部门)构成|内设机构|机构情况|概况|基本情况/u,
  },
  { label: say('checking.completeness.topic.threePublic'), words: /三公/u },
  { label: say('checking.completeness.topic.running'), words: /(?:运行|运转)经费|运行费/u },
  { label: say('checking.completeness.topic.procurement'), words: /采购/u },
  { label: say('checking.completeness.topic.assets'), words: /国有资产|固定资产|资产占[有用]|车辆/u },
  { label: say('checking.completeness.topic.performance'), words: /绩效/u },
  {
    label: say('checking.completeness.topic.glossary'),
    words: /名词解释|名词说明|专业名词/u,
    inGlossary: true,
  },
];

/** A file with fewer sentences is a set of tables, whose narrative stands elsewhere. */
const FEWEST_SENTENCES = 5;

/** Topics that the whole document passes over, tables included. */
function checkTopics(document: CheckedDocument): readonly Finding[] {
  const { lines, tables } = document;
  if (lines.length === 0) return [];
  const body = contentsOf(document)?.body ?? 0;
  const [first] = lines;
  const places = first === undefined ? [] : [first.place];
  const sentences = lines.filter(({ text }) => text.length > 30 && /[。；;]/u.test(text));
  if (sentences.length < FEWEST_SENTENCES) {
    const one = finding('completeness.topic', say('checking.completeness.topic.none'), {}, { places });
    return tables.length === 0 ? [] : [{ ...one, severity: 'notice' }];
  }
  if (isDamaged(document) && lines.length < 30) return [];
  const glossary = glossaryOf(document, body);
  const texts = (withGlossary: boolean) => [
    ...lines.filter((_, at) => at >= body && (withGlossary || !glossary.has(at))).map(({ text }) => text),
    ...tables.flatMap(({ title, cells }) => [title, ...cells.flat().map(({ text }) => text)]),
  ];
  const own = texts(false).map(normalName).join('\n');
  const all = texts(true).map(normalName).join('\n');
  const missing = TOPICS.filter(({ words, inGlossary = false }) => !words.test(inGlossary ? all : own));
  if (missing.length === 0) return [];
  const topics = missing.map(({ label }) => label).join('、');
  return [finding('completeness.topic', say('checking.completeness.topic', { topics }), {}, { places })];
}

/** The three items of 三公经费 and the words that name each. */
const THREE_PUBLIC = [
  { label: say('checking.completeness.threePublic.travel'), words: /出国/u },
  { label: say('checking.completeness.threePublic.vehicles'), words: /用车|车辆/u },
  { label: say('checking.completeness.threePublic.reception'), words: /接待/u },
];

/** A section has no more lines than this. */
const LONGEST_SECTION = 15;

/** An account of 三公经费 that leaves out one of the three. */
function checkThreePublic(document: CheckedDocument): readonly Finding[] {
  const { lines, tables } = document;
  if (isDamaged(document) && lines.length < 30) return [];
  const body = contentsOf(document)?.body ?? 0;
  const glossary = glossaryOf(document, body);
  const at = lines.findIndex(
    ({ text }, index) =>
      index >= body && !glossary.has(index) && /三公.{0,80}\d.{0,40}元/u.test(normalName(text)),
  );
  const line = lines[at];
  if (line === undefined) return [];
  const isTop = (index: number) => {
    const style = numberedOf(lines[index]?.text ?? '')?.style;
    return style === 'chinese' || style === 'part';
  };
  let to = at + 1;
  while (to < lines.length && !isTop(to) && to - at < LONGEST_SECTION) to += 1;
  // The table of the changes may stand within the account; the table of the amounts stands by itself.
  const words = [
    ...lines.filter((_, index) => index >= body && !glossary.has(index)).map(({ text }) => text),
    ...tables
      .filter(({ after }) => after > at && after <= to)
      .flatMap(({ cells }) => cells.flat().map(({ text }) => text)),
  ].join('\n');
  const missing = THREE_PUBLIC.filter(({ words: one }) => !one.test(words));
  if (missing.length === 0 || missing.length === THREE_PUBLIC.length || /[无未][^。]{0,6}三公/u.test(words))
    return [];
  const items = missing.map(({ label }) => label).join('、');
  const message = say('checking.completeness.threePublic', { items });
  return [finding('completeness.threePublic', message, {}, { places: [line.place] })];
}

/** A list of accounts in the text that leaves out a few of those that its table prints. */
function checkItems(document: CheckedDocument): readonly Finding[] {
  const { others, tables, year, stage, entity } = document;
  const isItem = ({ at, value, status }: StatedFact) =>
    at.function?.length === 7 &&
    at.flow === 'expenditure' &&
    at.year === String(year) &&
    at.stage === stage &&
    at.kind === undefined &&
    at.project === undefined &&
    at.economic === undefined &&
    status === 'printed' &&
    value !== 0n;
  const said = new Set(others.filter(isItem).map(({ at }) => at.function));
  // The table that the list follows: the one that shares most of its accounts and has fewest others.
  const candidates = tables.map((table) => table.facts.filter((fact) => isItem(fact) && isFiscal(fact)));
  const lists = candidates
    .map((facts) => ({ facts, left: facts.filter(({ at }) => !said.has(at.function)) }))
    .filter(
      ({ facts, left }) =>
        facts.length - left.length >= 3 && facts.every(({ at }) => at.entity === facts[0]?.at.entity),
    );
  const [list] = lists.sort((a, b) => a.left.length - b.left.length);
  if (list === undefined || list.left.length === 0 || said.size < 3) return [];
  if (list.left.length > 2 && list.left.length * 4 > list.facts.length) return [];
  const tree = document.accounts.tree('function', year);
  const items = list.left
    .map(({ at, value, unit, decimals }) => {
      const code = at.function ?? '';
      return `${code}${tree.nameOf(code) ?? ''}（${printValue(value, unit, decimals)}${unit}）`;
    })
    .join('、');
  const [first] = list.left;
  const message = say('checking.completeness.item', { items });
  const places = list.left.flatMap(({ place }) => place ?? []);
  return [finding('completeness.item', message, first?.at ?? { entity: entity.code }, { places })];
}

function isFiscal({ at }: StatedFact): boolean {
  return at.source === 'generalPublicBudget' || at.source === 'fiscalAppropriation';
}

/** A heading about how money is allotted, and no amount below it. */
function checkAmounts(document: CheckedDocument): readonly Finding[] {
  const { lines, tables } = document;
  const body = contentsOf(document)?.body ?? 0;
  return lines.flatMap((line, at) => {
    const own = numberedOf(line.text);
    if (
      at < body ||
      own === undefined ||
      own.rest.length > 20 ||
      !/(?:预算|资金|经费)安排(?:情况)?$/u.test(own.rest)
    )
      return [];
    const next = lines.findIndex((other, index) => index > at && numberedOf(other.text)?.style === own.style);
    const end = next < 0 ? lines.length : next;
    const below = lines.slice(at + 1, end);
    const isSilent = below.length === 0 || below.some(({ text }) => /[\d无没未不]|〇|零/u.test(text));
    if (isSilent || tables.some(({ after }) => after > at && after <= end)) return [];
    const message = say('checking.completeness.amount', { heading: own.rest });
    return [
      finding(
        'completeness.amount',
        message,
        {},
        { places: [line.place, ...below.map(({ place }) => place)] },
      ),
    ];
  });
}

/** References to tables that the document does not print. */
function checkReferences(document: CheckedDocument): readonly Finding[] {
  const { lines, tables, entity } = document;
  const body = contentsOf(document)?.body ?? 0;
  const titles = headingsOf(document, body).filter(({ text }) => isTableTitle(text));
  const layouts = tables.flatMap(({ layout }) => {
    const definition = document.pack?.tables[layout];
    return definition === undefined ? [] : [definition.title, ...(definition.aliases ?? [])];
  });
  const known = [
    ...titles.map(({ bare }) => bare),
    ...layouts.map((title) => bareHeading(title.replace(/\{[^{}]*\}/gu, ''), entity.name)),
  ];
  const found = new Map<string, Finding>();
  lines.forEach((line, at) => {
    if (at < body || isDamaged(document)) return;
    for (const match of line.text.matchAll(
      /详?见(?:附件|附表)?[\d一二三四五六七八九十]*[：:]?[“"《]?([\p{Script=Han}“”（）()、]{3,24}?表)(?!格|示|明|现|达|述)/gu,
    )) {
      const name = match[1] ?? '';
      const bare = bareHeading(name.replace(/^.*的/u, ''), entity.name);
      if (/[下上附本各后前]表$/u.test(bare) || bare.length < 4) continue;
      const isKnown = known.some(
        (one) => likeness(one, bare) >= 0.6 || one.includes(bare) || bare.includes(one),
      );
      if (isKnown || found.has(bare)) continue;
      const place = placeWithin(line, match.index, match.index + match[0].length);
      const message = say('checking.completeness.reference', { table: name });
      found.set(bare, finding('completeness.reference', message, {}, { value: name, places: [place] }));
    }
  });
  return [...found.values()];
}
