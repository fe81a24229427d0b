import { normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import { intervalOf } from '../facts/fact.ts';
import type { ProcurementLine } from '../facts/records.ts';
import { say } from '../messages/say.ts';
import { isMoneyUnit } from '../money/amount.ts';
import { parseDecimal } from '../money/decimal.ts';
import type { Interval } from '../money/interval.ts';
import type { CheckedDocument } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import {
  budgetAt,
  exceeds,
  groupBy,
  intervalOfFen,
  isAt,
  ownEntity,
  printedFacts,
  sayMoney,
  sumOf,
} from './stated-amounts.ts';

/** A printed row: one line for each source that pays; quantity, price and reserved share stand in the first. */
type Purchase = readonly [ProcurementLine, ...ProcurementLine[]];

const CATEGORIES = ['goods', 'works', 'services'];

/** What is wrong with purchases: prices, sums, what belongs to projects and to small firms. */
export function checkProcurement(document: CheckedDocument): readonly Finding[] {
  const purchases = purchasesOf(document.procurement);
  return [
    ...purchases.flatMap((purchase) => [...price(document, purchase), ...reserved(document, purchase)]),
    ...moneyAsMeasure(document, purchases),
    ...againstProjects(document),
    ...againstTotal(document),
    ...categories(document),
    ...nothingListed(document),
  ];
}

function purchasesOf(lines: readonly ProcurementLine[]): readonly Purchase[] {
  const found: [ProcurementLine, ...ProcurementLine[]][] = [];
  for (const line of lines) {
    const last = found.at(-1);
    const isMore = line.quantity === '' && last?.[0].item === line.item && last[0].project === line.project;
    // A row has each source and vintage once.
    const isNew = last?.some((one) => one.source === line.source && one.vintage === line.vintage);
    if (last !== undefined && isMore && isNew === false && last[0].entity === line.entity) last.push(line);
    else found.push([line]);
  }
  return found;
}

function amountOf(lines: readonly ProcurementLine[]): bigint {
  return lines.reduce((total, { amount }) => total + amount, 0n);
}

/** Quantity times price is the amount, as far as their last digits go. */
function price(document: CheckedDocument, purchase: Purchase): readonly Finding[] {
  const [{ item, quantity, unitPrice }] = purchase;
  const count = parseDecimal(quantity);
  if (count === undefined || count.digits <= 0n || unitPrice <= 0n) return [];
  const one = intervalOfFen(unitPrice);
  const whole: Interval = {
    low: one.low * count.digits,
    high: one.high * count.digits,
    denominator: one.denominator * 10n ** BigInt(count.decimals),
  };
  const sum = sumOf(purchase.map(({ amount }) => intervalOfFen(amount)));
  if (!exceeds(whole, sum) && !exceeds(sum, whole)) return [];
  const product = (unitPrice * count.digits) / 10n ** BigInt(count.decimals);
  const amount = amountOf(purchase);
  const isSlip = product === amount * 10_000n || amount === product * 10_000n;
  const params = {
    item,
    quantity,
    price: sayMoney(unitPrice),
    product: sayMoney(product),
    amount: sayMoney(amount),
  };
  const key = isSlip ? 'checking.procurement.price-unit' : 'checking.procurement.price';
  return [
    finding('procurement.price', say(key, params), atOf(document, purchase[0]), {
      value: sayMoney(amount),
      expected: sayMoney(product),
      places: placesOf(document, purchase[0]),
    }),
  ];
}

/** The share reserved for small firms is part of the purchase. */
function reserved(document: CheckedDocument, purchase: Purchase): readonly Finding[] {
  const [first] = purchase;
  if (
    !exceeds(intervalOfFen(first.smallBusiness), sumOf(purchase.map(({ amount }) => intervalOfFen(amount))))
  )
    return [];
  const params = {
    item: first.item,
    share: sayMoney(first.smallBusiness),
    amount: sayMoney(amountOf(purchase)),
  };
  return [
    finding('procurement.reserved', say('checking.procurement.reserved', params), atOf(document, first), {
      value: sayMoney(first.smallBusiness),
      places: placesOf(document, first),
    }),
  ];
}

/** Money as the unit in which things are counted; one finding for the whole table. */
function moneyAsMeasure(document: CheckedDocument, purchases: readonly Purchase[]): readonly Finding[] {
  const wrong = purchases
    .map(([first]) => first)
    .filter(({ measureUnit }) => isMoneyUnit(measureUnit.trim()));
  const [first] = wrong;
  if (first === undefined) return [];
  const params = { unit: first.measureUnit, items: [...new Set(wrong.map(({ item }) => item))].join('、') };
  return [
    finding(
      'procurement.measure-unit',
      say('checking.procurement.measure-unit', params),
      atOf(document, first),
      {
        value: first.measureUnit,
        places: wrong.flatMap((line) => placesOf(document, line)),
      },
    ),
  ];
}

/** What is bought for a project costs no more than the project has. */
function againstProjects(document: CheckedDocument): readonly Finding[] {
  return document.projects.flatMap((project) => {
    const lines = document.procurement.filter((line) => line.project === project.code);
    const budget = project.statedBudget;
    const facts = printedFacts(document).filter(
      ({ at }) =>
        at.project === project.code &&
        isAt(at, budgetAt(document, project.entity, { project: project.code }), ['flow', 'kind', 'entity']),
    );
    const budgets = [
      ...facts.map((fact) => ({ fen: fact.value, interval: intervalOf(fact) })),
      ...(budget === undefined ? [] : [{ fen: budget, interval: intervalOfFen(budget) }]),
    ];
    const [first] = budgets;
    const sum = sumOf(lines.map(({ amount }) => intervalOfFen(amount)));
    if (first === undefined || lines.length === 0) return [];
    if (!budgets.every(({ interval }) => exceeds(sum, interval))) return [];
    const params = {
      project: project.name,
      amount: sayMoney(amountOf(lines)),
      budget: sayMoney(first.fen),
    };
    const at = budgetAt(document, project.entity, { project: project.code });
    return [
      finding('procurement.project', say('checking.procurement.project', params), at, {
        value: sayMoney(amountOf(lines)),
        places: [...lines.flatMap((line) => placesOf(document, line)), project.place],
      }),
    ];
  });
}

/** The purchases of a body cost no more than its whole procurement budget; lines that were not read may be missing. */
function againstTotal(document: CheckedDocument): readonly Finding[] {
  return [...groupBy(document.procurement, ({ entity }) => entity)].flatMap(([entity, lines]) => {
    const totals = printedFacts(document).filter(({ at }) =>
      isAt(at, budgetAt(document, entity, { procurement: 'all' }), ['flow']),
    );
    const sum = sumOf(lines.map(({ amount }) => intervalOfFen(amount)));
    const [first] = totals;
    if (first === undefined || !totals.every((fact) => exceeds(sum, intervalOf(fact)))) return [];
    const params = { sum: sayMoney(amountOf(lines)), total: sayMoney(first.value), count: lines.length };
    return [
      finding('procurement.total', say('checking.procurement.total', params), first.at, {
        value: sayMoney(first.value),
        expected: sayMoney(amountOf(lines)),
        places: first.place === undefined ? [] : [first.place],
      }),
    ];
  });
}

/** Goods, works and services, where all three are printed, make up the whole. More than the whole breaks a law. */
function categories(document: CheckedDocument): readonly Finding[] {
  const facts = printedFacts(document).filter(({ at }) =>
    isAt(at, budgetAt(document, at.entity ?? '', { procurement: at.procurement ?? '' }), ['flow']),
  );
  return [...groupBy(facts, ({ at, table }) => `${at.entity} ${table ?? ''}`).values()].flatMap((group) => {
    const of = (category: string) => group.filter(({ at }) => at.procurement === category);
    const parts = CATEGORIES.map(of);
    const [whole, ...others] = of('all');
    if (whole === undefined || others.length > 0 || parts.some((part) => part.length !== 1)) return [];
    const sum = sumOf(parts.flat().map(intervalOf));
    if (!exceeds(intervalOf(whole), sum)) return [];
    const total = parts.flat().reduce((added, { value }) => added + value, 0n);
    const params = {
      whole: sayMoney(whole.value),
      sum: sayMoney(total),
      difference: sayMoney(whole.value - total),
    };
    return [
      finding('procurement.categories', say('checking.procurement.categories', params), whole.at, {
        value: sayMoney(whole.value),
        expected: sayMoney(total),
        places: [whole, ...parts.flat()].flatMap(({ place }) => place ?? []),
      }),
    ];
  });
}

function atOf(document: CheckedDocument, { entity, project }: ProcurementLine): Finding['at'] {
  return budgetAt(document, entity || ownEntity(document), {
    procurement: 'all',
    ...(project === '' ? {} : { project }),
  });
}

/** Lines have no place of their own: the cell that prints what is bought, in a row with its quantity. */
function placesOf(document: CheckedDocument, { item, quantity }: ProcurementLine): readonly Place[] {
  const wanted = normalName(item);
  for (const { cells } of document.tables) {
    for (const row of cells) {
      const cell = row.find(({ text }) => normalName(text) === wanted);
      const isRow = quantity === '' || row.some(({ text }) => text.trim() === quantity);
      if (cell?.place !== undefined && wanted !== '' && isRow) return [cell.place];
    }
  }
  return [];
}

/** 拟购置固定资产总额为0.00万元，已按要求列入政府采购预算: nothing cannot be listed. One finding for all. */
const NOTHING_LISTED =
  /购置[^，。；,;]{0,16}?(?<![\d.,])0(?:\.0+)?万?元[^。；;]{0,6}已[^，。；,;]{0,6}列入(?:政府)?采购预算/u;

function nothingListed({ lines }: CheckedDocument): readonly Finding[] {
  const found = lines.flatMap(({ text, place }) => {
    const match = NOTHING_LISTED.exec(normalName(text));
    return match === null ? [] : [{ text: match[0], place }];
  });
  const [first] = found;
  if (first === undefined) return [];
  const message = say('checking.procurement.nothing-listed', { text: first.text });
  return [finding('procurement.nothing-listed', message, {}, { places: found.map(({ place }) => place) })];
}
