import { normalName } from '../accounts/tree.ts';
import type { Result } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import { cellName, type Grid, type GridCell } from './import-grid.ts';
import type { ProblemCollector, Spot } from './import-problems.ts';
import { isYes, reportBrokenCell, shorten } from './import-values.ts';
import { AMOUNT_UNITS, type AmountUnit, optionsOf, SETTINGS, type Setting } from './sheets.ts';

/** Where packs come from; the library of packs is one. */
export interface PackSource {
  ids(): readonly string[];
  load(id: string): Result<Pack>;
}

/** The settings of a workbook. */
export interface Settings {
  readonly pack: Pack;
  readonly year: number;
  readonly department: { readonly code: string; readonly name: string };
  readonly amountUnit: AmountUnit;
  readonly unitParts: boolean;
}

interface FoundSetting {
  readonly text: string;
  readonly spot: Spot;
}

/** Whether a grid holds settings: at least three of their labels. */
export function holdsSettings(grid: Grid): boolean {
  return findSettings(grid).size >= 3;
}

/** Reads the settings; undefined, with problems, where one that is needed is missing or wrong. */
export function readSettings(
  grid: Grid,
  packs: PackSource,
  problems: ProblemCollector,
): Settings | undefined {
  const found = readable(findSettings(grid), problems);
  const need = (setting: Setting): FoundSetting | undefined => {
    const one = found.get(setting);
    if (one !== undefined && one.text !== '') return one;
    const params = { setting: say(`ledger.setting.${setting}`) };
    problems.add('ledger.problem.settingMissing', one?.spot ?? { sheet: grid.name }, params);
    return undefined;
  };
  const pack = readPack(need('pack'), packs, problems);
  const year = readYear(need('year'), problems);
  const code = need('departmentCode')?.text.normalize('NFKC').replace(/\s/gu, '');
  const name = need('departmentName')?.text;
  const amountUnit = readAmountUnit(found.get('amountUnit'), problems);
  const unitParts = readUnitParts(found.get('unitParts'), problems);
  if (pack === undefined || year === undefined || code === undefined || name === undefined) return undefined;
  if (amountUnit === undefined || unitParts === undefined) return undefined;
  const [from, to] = pack.years;
  if (year < from || year > to) {
    const spot = found.get('year')?.spot ?? { sheet: grid.name };
    problems.add('ledger.problem.yearOutside', spot, { pack: pack.id, from, to, year });
  }
  return { pack, year, department: { code, name }, amountUnit, unitParts };
}

function readPack(
  found: FoundSetting | undefined,
  packs: PackSource,
  problems: ProblemCollector,
): Pack | undefined {
  if (found === undefined) return undefined;
  const [id = ''] = found.text.split(/\s/u);
  if (!packs.ids().includes(id)) {
    const params = { value: shorten(found.text), allowed: packs.ids().join('、') };
    problems.add('ledger.problem.packUnknown', found.spot, params);
    return undefined;
  }
  const loaded = packs.load(id);
  if (loaded.ok) return loaded.value;
  problems.addAll(loaded.problems);
  return undefined;
}

function readYear(found: FoundSetting | undefined, problems: ProblemCollector): number | undefined {
  if (found === undefined) return undefined;
  const match = /^(20\d{2})年?度?$/u.exec(found.text.normalize('NFKC').trim());
  if (match !== null) return Number(match[1]);
  problems.add('ledger.problem.yearWrong', found.spot, { value: shorten(found.text), example: 2025 });
  return undefined;
}

function readAmountUnit(found: FoundSetting | undefined, problems: ProblemCollector): AmountUnit | undefined {
  if (found === undefined || found.text === '') return '元';
  const unit = AMOUNT_UNITS.find((one) => one === found.text);
  if (unit === undefined) reportUnknown('amountUnit', found, AMOUNT_UNITS, problems);
  return unit;
}

function readUnitParts(found: FoundSetting | undefined, problems: ProblemCollector): boolean | undefined {
  if (found === undefined || found.text === '') return false;
  const options = optionsOf('yesNo', ['yes', 'no']);
  const text = normalName(found.text).toUpperCase();
  const option = options.find(({ label, aliases }) => label === text || aliases.includes(text));
  if (option === undefined) {
    const labels = options.map(({ label }) => label);
    reportUnknown('unitParts', found, labels, problems);
    return undefined;
  }
  return isYes(option.id);
}

function reportUnknown(
  setting: Setting,
  { text, spot }: FoundSetting,
  allowed: readonly string[],
  problems: ProblemCollector,
): void {
  problems.add('ledger.problem.settingUnknown', spot, {
    setting: say(`ledger.setting.${setting}`),
    value: shorten(text),
    allowed: allowed.join('、'),
  });
}

interface Located {
  readonly cell: GridCell | undefined;
  readonly spot: Spot;
}

/** A setting is a label with its value in the cell beside it, wherever on the sheet; farther cells hold hints. */
function findSettings(grid: Grid): ReadonlyMap<Setting, Located> {
  const labels = settingLabels();
  const found = new Map<Setting, Located>();
  for (const { number, cells } of grid.rows) {
    cells.forEach((cell, column) => {
      if (cell?.type !== 'text') return;
      const setting = labels.get(plainLabel(cell.text));
      if (setting === undefined || found.has(setting)) return;
      const at = column + 1;
      found.set(setting, { cell: cells[at], spot: { sheet: grid.name, cell: cellName(number - 1, at) } });
    });
  }
  return found;
}

function readable(
  located: ReadonlyMap<Setting, Located>,
  problems: ProblemCollector,
): ReadonlyMap<Setting, FoundSetting> {
  const found = new Map<Setting, FoundSetting>();
  for (const [setting, { cell, spot }] of located) {
    const broken = cell !== undefined && reportBrokenCell(cell, spot, problems);
    found.set(setting, { text: cell === undefined || broken ? '' : cell.text.trim(), spot });
  }
  return found;
}

function settingLabels(): ReadonlyMap<string, Setting> {
  const labels = new Map<string, Setting>();
  for (const setting of SETTINGS) labels.set(plainLabel(say(`ledger.setting.${setting}`)), setting);
  for (const setting of SETTINGS) {
    for (const alias of say(`ledger.settingAliases.${setting}`).split('|')) {
      if (!labels.has(plainLabel(alias))) labels.set(plainLabel(alias), setting);
    }
  }
  return labels;
}

function plainLabel(text: string): string {
  return normalName(text).replace(/[*＊:：]/gu, '');
}
