import { type Problem, problem, type Severity } from '../messages/problem.ts';
import type { MessageArguments, MessageKey } from '../messages/say.ts';

/** Everything that may be wrong with a workbook. */
export type ProblemKey = Extract<MessageKey, `ledger.problem.${string}`>;

/**
 * How bad each problem is. An error cannot be read or contradicts itself, and no ledger comes of it; a warning
 * leaves a usable ledger that a person should look at (something is missing or unlikely); a notice says what was
 * done. A message without a severity does not compile.
 */
export const SEVERITIES: Readonly<Record<ProblemKey, Severity>> = {
  'ledger.problem.empty': 'error',
  'ledger.problem.notXlsx': 'error',
  'ledger.problem.oldFormat': 'error',
  'ledger.problem.encrypted': 'error',
  'ledger.problem.damaged': 'error',
  'ledger.problem.fileTooLarge': 'error',
  'ledger.problem.unzippedTooLarge': 'error',
  'ledger.problem.tooManySheets': 'error',
  'ledger.problem.tooManyRows': 'error',
  'ledger.problem.tooManyCells': 'error',
  'ledger.problem.sheetMissing': 'error',
  'ledger.problem.optionalSheetMissing': 'notice',
  'ledger.problem.sheetGuessed': 'notice',
  'ledger.problem.sheetIgnored': 'notice',
  'ledger.problem.headingMissing': 'error',
  'ledger.problem.columnMissing': 'error',
  'ledger.problem.columnTwice': 'warning',
  'ledger.problem.hiddenRows': 'notice',
  'ledger.problem.totalRow': 'notice',
  'ledger.problem.settingMissing': 'error',
  'ledger.problem.settingUnknown': 'error',
  'ledger.problem.packUnknown': 'error',
  'ledger.problem.yearWrong': 'error',
  'ledger.problem.yearOutside': 'warning',
  'ledger.problem.cellError': 'error',
  'ledger.problem.notEvaluated': 'error',
  'ledger.problem.amountText': 'error',
  'ledger.problem.amountMissing': 'error',
  'ledger.problem.amountTooFine': 'error',
  'ledger.problem.amountTooLarge': 'error',
  'ledger.problem.amountsDisagree': 'error',
  'ledger.problem.amountAsText': 'notice',
  'ledger.problem.negative': 'warning',
  'ledger.problem.numberText': 'error',
  'ledger.problem.headcountWrong': 'error',
  'ledger.problem.required': 'error',
  'ledger.problem.choiceUnknown': 'error',
  'ledger.problem.choiceUnusual': 'notice',
  'ledger.problem.unitUnknown': 'error',
  'ledger.problem.unitTwice': 'error',
  'ledger.problem.unitIsDepartment': 'error',
  'ledger.problem.unitNameDisagrees': 'warning',
  'ledger.problem.codeWrong': 'error',
  'ledger.problem.codeUnknown': 'notice',
  'ledger.problem.codeUnnamed': 'error',
  'ledger.problem.nameUnknown': 'error',
  'ledger.problem.nameAmbiguous': 'error',
  'ledger.problem.codeNameDisagree': 'error',
  'ledger.problem.nameDiffers': 'warning',
  'ledger.problem.localNamesDisagree': 'warning',
  'ledger.problem.codeTooCoarse': 'warning',
  'ledger.problem.govEconomicProposed': 'notice',
  'ledger.problem.govEconomicMissing': 'warning',
  'ledger.problem.vintageDisagrees': 'error',
  'ledger.problem.duplicateLine': 'warning',
  'ledger.problem.identicalLine': 'warning',
  'ledger.problem.projectUnknown': 'error',
  'ledger.problem.projectAmbiguous': 'error',
  'ledger.problem.projectTwice': 'error',
  'ledger.problem.projectOfOtherUnit': 'warning',
  'ledger.problem.projectMissing': 'error',
  'ledger.problem.projectNotAllowed': 'error',
  'ledger.problem.projectKindDisagrees': 'warning',
  'ledger.problem.projectWithoutLines': 'warning',
  'ledger.problem.projectWithoutIndicators': 'warning',
  'ledger.problem.projectWithoutPlan': 'warning',
  'ledger.problem.projectWithoutGoals': 'warning',
  'ledger.problem.indicatorWithoutTarget': 'warning',
  'ledger.problem.indicatorDrafted': 'warning',
  'ledger.problem.planTwice': 'error',
  'ledger.problem.planEnd': 'error',
  'ledger.problem.planNotMonotone': 'error',
  'ledger.problem.procurementProduct': 'warning',
  'ledger.problem.smallBusinessTooLarge': 'error',
  'ledger.problem.assetTwice': 'error',
  'ledger.problem.assetOfWhich': 'warning',
  'ledger.problem.textTwice': 'error',
  'ledger.problem.lastYearFlow': 'error',
  'ledger.problem.lastYearEmpty': 'notice',
  'ledger.problem.lastYearTwice': 'error',
  'ledger.problem.noUnits': 'error',
  'ledger.problem.entryDate': 'error',
  'ledger.problem.entryOutsideYear': 'error',
  'ledger.problem.entryNegative': 'error',
  'ledger.problem.entryCodeUnknown': 'error',
  'ledger.problem.resultUnknown': 'error',
  'ledger.problem.resultAmbiguous': 'error',
  'ledger.problem.resultTwice': 'error',
  'ledger.problem.resultOutsideYear': 'error',
  'ledger.problem.workTwice': 'error',
  'ledger.problem.adoptedTooMany': 'error',
  'ledger.problem.dayWrong': 'error',
  'ledger.problem.dayOrder': 'error',
  'ledger.problem.registerAmbiguous': 'error',
  'ledger.problem.more': 'error',
};

/** Where in a workbook. */
export interface Spot {
  readonly sheet?: string;
  readonly cell?: string;
}

/** So many problems of one kind a sheet are listed one by one; a hostile file has millions. */
const MOST_OF_A_KIND = 1000;

/** Collects the problems of one file, in the order found. */
export class ProblemCollector {
  readonly #file: string;
  readonly #problems: Problem[] = [];
  readonly #counts = new Map<string, { readonly key: ProblemKey; readonly sheet: string; count: number }>();

  constructor(file: string) {
    this.#file = file;
  }

  add<Key extends ProblemKey>(key: Key, spot: Spot, ...params: MessageArguments<Key>): void {
    const kind = `${key} ${spot.sheet ?? ''}`;
    const counted = this.#counts.get(kind) ?? { key, sheet: spot.sheet ?? '', count: 0 };
    counted.count += 1;
    this.#counts.set(kind, counted);
    if (counted.count > MOST_OF_A_KIND) return;
    this.#problems.push(problem(key, SEVERITIES[key], { file: this.#file, ...spot }, ...params));
  }

  /** Takes problems found elsewhere, such as those of a pack. */
  addAll(problems: readonly Problem[]): void {
    this.#problems.push(...problems);
  }

  /** All problems; kinds that are too many end with how many more there are, as bad as they. */
  list(): readonly Problem[] {
    const rest = [...this.#counts.values()]
      .filter(({ count }) => count > MOST_OF_A_KIND)
      .map(({ key, sheet, count }) =>
        problem(
          'ledger.problem.more',
          SEVERITIES[key],
          { file: this.#file, ...(sheet === '' ? {} : { sheet }) },
          { count: count - MOST_OF_A_KIND },
        ),
      );
    return [...this.#problems, ...rest];
  }
}
