import type { Cell, Document, Row, Table } from '../document/document.ts';
import { sayYuan } from '../ledger/import-values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { say } from '../messages/say.ts';
import type {
  Evaluation,
  ExecutionScore,
  IndicatorScore,
  ProjectEvaluation,
  Total,
  Use,
  UseReason,
} from './evaluate.ts';
import { centred, dash, head, money, points, text, wide } from './form-cells.ts';
import type { FormulaResult } from './formulas.ts';
import { formulasTable } from './formulas-form.ts';
import { FUNDS } from './funds.ts';
import type { ProgressRow } from './progress.ts';
import { sayRatio } from './ratio.ts';
import { hundredths, type ScoringRules } from './rules.ts';
import { printed, sayPoints } from './score.ts';

/** 项目支出绩效自评表 of every project (财预〔2020〕10号, annex), each on pages of its own, with how each score came about. */
export function projectForms(evaluation: Evaluation, ledger: Ledger): Document {
  const { department, units } = ledger.records;
  const names = new Map(units.map(({ code, name }) => [code, name]));
  return {
    ...frame(ledger, say('evaluation.form.project')),
    sections: evaluation.projects.map((one, index) => ({
      orientation: 'landscape',
      blocks: [projectTable(one, evaluation.year, `project-${index + 1}`, department.name, names)],
    })),
  };
}

/** 部门整体绩效自评表 with the projects it is made of, the rates that the pack's formulas compute, and what their results advise for next year. */
export function departmentForms(
  evaluation: Evaluation,
  ledger: Ledger,
  rules: ScoringRules,
  formulas: readonly FormulaResult[] = [],
): Document {
  return {
    ...frame(ledger, say('evaluation.form.department')),
    sections: [
      { orientation: 'landscape', blocks: [departmentTable(evaluation, ledger, rules)] },
      ...(formulas.length === 0
        ? []
        : [{ orientation: 'landscape' as const, blocks: [formulasTable(formulas)] }]),
      { orientation: 'landscape', blocks: [useTable(evaluation, rules)] },
    ],
  };
}

function frame({ records, year }: Ledger, form: string): Omit<Document, 'sections'> {
  const department = records.department.name;
  return {
    title: say('evaluation.form.documentTitle', { department, year, form }),
    language: 'zh-CN',
    author: department,
    year,
  };
}

/** The form has nine columns; what is wider spans them. */
const WIDTHS = [10, 12, 20, 12, 12, 12, 8, 10, 24];

function projectTable(
  one: ProjectEvaluation,
  year: number,
  id: string,
  department: string,
  names: ReadonlyMap<string, string>,
): Table {
  const { project, funds, progress, execution } = one;
  const entity = names.get(project.entity) ?? department;
  const fundRow = (label: string, row: ProgressRow | undefined, scored: boolean): readonly Cell[] => [
    wide(label, 2),
    money(row?.budget),
    money(row?.adjusted),
    money(row?.paid),
    scored ? points(execution.points) : dash(),
    centred(
      scored
        ? sayRatio(execution.rate)
        : row === undefined
          ? say('evaluation.form.dash')
          : sayRatio(row.executionRate),
    ),
    scored ? executionCell(execution) : dash(),
  ];
  const goals = project.goals.join('\n');
  return {
    type: 'table',
    id,
    title: say('evaluation.form.projectTitle', { project: project.name }),
    above: {
      left: department,
      middle: say('evaluation.form.year', { year }),
      right: say('evaluation.form.unit'),
    },
    widths: WIDTHS,
    head: [],
    body: [
      { cells: [head(say('evaluation.form.projectName')), wide(project.name, 8)] },
      {
        cells: [
          head(say('evaluation.form.authority')),
          wide(department, 3),
          head(say('evaluation.form.entity')),
          wide(entity, 4),
        ],
      },
      {
        cells: [
          { ...head(say('evaluation.form.funds')), rowspan: 5 },
          { ...head(''), colspan: 2 },
          head(say('evaluation.form.budget')),
          head(say('evaluation.form.adjusted')),
          head(say('evaluation.form.paid')),
          head(say('evaluation.form.points')),
          head(say('evaluation.form.rate')),
          head(say('evaluation.form.score')),
        ],
      },
      { cells: fundRow(say('evaluation.form.fundsTotal'), progress, true) },
      ...FUNDS.map((fund) => ({ cells: fundRow(say(`evaluation.form.${fund}`), funds[fund], false) })),
      {
        cells: [
          { ...head(say('evaluation.form.goals')), rowspan: 2 },
          { ...head(say('evaluation.form.goalsWanted')), colspan: 4 },
          { ...head(say('evaluation.form.goalsReached')), colspan: 4 },
        ],
      },
      { cells: [wide(goals, 4), wide(one.goal?.value ?? say('evaluation.form.missing'), 4)] },
      {
        cells: [
          head(say('evaluation.form.level1')),
          head(say('evaluation.form.level2')),
          head(say('evaluation.form.level3')),
          head(say('evaluation.form.target')),
          head(say('evaluation.form.actual')),
          head(say('evaluation.form.points')),
          head(say('evaluation.form.score')),
          { ...head(say('evaluation.form.reason')), colspan: 2 },
        ],
      },
      ...one.indicators.map(indicatorRow),
      {
        emphasis: true,
        cells: [
          wide(say('evaluation.form.total'), 5),
          points(one.total.applicable),
          wide(sayTotal(one.total), 3),
        ],
      },
    ],
    notes: projectNotes(one),
  };
}

function indicatorRow(one: IndicatorScore): Row {
  const { indicator, result, score, achievement } = one;
  const actual = result === undefined || result.value === '' ? undefined : `${result.value}${result.unit}`;
  const open =
    achievement.status === 'missing' ? say('evaluation.form.missing') : say('evaluation.form.unclear');
  const reason = result?.reason ?? '';
  return {
    cells: [
      text(indicator.level1),
      text(indicator.level2),
      text(indicator.level3),
      centred(printed(indicator)),
      centred(actual ?? say('evaluation.form.missing')),
      points(one.points),
      score === undefined ? centred(open) : points(score),
      wide(reason === '' && one.needsReason ? say('evaluation.form.reasonMissing') : reason, 2),
    ],
  };
}

/** Every score with the numbers it follows from. */
export function projectNotes(one: ProjectEvaluation): readonly string[] {
  const whole = wholeNotes(one);
  return [
    say('evaluation.note.how'),
    whole.allotment,
    whole.execution,
    ...one.indicators.map(({ indicator, result, achievement, points: full, score }) => {
      const source = result?.source ?? '';
      const from = source === '' ? '' : say('evaluation.note.source', { source });
      const params = { name: indicator.level3, how: achievement.how + from, points: sayPoints(full) };
      return score === undefined
        ? say('evaluation.note.indicatorOpen', params)
        : say('evaluation.note.indicator', { ...params, score: sayPoints(score) });
    }),
    whole.total,
  ];
}

/** How the points were shared, and what execution rate and total follow from. */
export function wholeNotes({ allotment, execution, total }: ProjectEvaluation): {
  readonly allotment: string;
  readonly execution: string;
  readonly total: string;
} {
  const rest = sayPoints(10_000n - allotment.execution);
  const allotted =
    allotment.by === 'scaled'
      ? say('evaluation.note.allot.scaled', { rest, execution: sayPoints(allotment.execution) })
      : say(`evaluation.note.allot.${allotment.by}`);
  const classes = allotment.absent.map((absent) => say(`evaluation.class.${absent}`)).join('、');
  return {
    allotment: allotted + (classes === '' ? '' : say('evaluation.note.absent', { classes })),
    execution: executionNote(execution),
    total: say('evaluation.note.total', {
      score: sayPoints(total.score),
      applicable: sayPoints(total.applicable),
    }),
  };
}

function executionNote({ rate, points: full, score, status }: ExecutionScore): string {
  if (status === 'missing') return say('evaluation.note.executionMissing');
  if (!rate.applicable || score === undefined) return say('evaluation.note.executionNone');
  return say('evaluation.note.execution', {
    paid: sayYuan(rate.numerator),
    adjusted: sayYuan(rate.denominator),
    rate: sayRatio(rate),
    points: sayPoints(full),
    score: sayPoints(score),
  });
}

function departmentTable(
  { department, projects, year }: Evaluation,
  ledger: Ledger,
  rules: ScoringRules,
): Table {
  const { progress, execution, total } = department;
  const { name } = ledger.records.department;
  const { mean } = department.projects;
  const info = (label: string, value: string): Row => ({
    cells: [wide(label, 2), wide(value, 2), dash(), dash(), text(say('evaluation.department.info'))],
  });
  return {
    type: 'table',
    id: 'department',
    title: say('evaluation.form.department'),
    above: {
      left: name,
      middle: say('evaluation.form.year', { year }),
      right: say('evaluation.form.unit'),
    },
    widths: [14, 22, 14, 14, 8, 10, 40],
    head: [],
    body: [
      { cells: [head(say('evaluation.department.name')), wide(name, 6)] },
      {
        cells: [
          { ...head(''), colspan: 2 },
          head(say('evaluation.form.budget')),
          head(say('evaluation.form.adjusted')),
          { ...head(say('evaluation.form.paid')), colspan: 2 },
          head(say('evaluation.form.rate')),
        ],
      },
      {
        cells: [
          wide(say('evaluation.form.fundsTotal'), 2),
          money(progress.budget),
          money(progress.adjusted),
          { ...money(progress.paid), colspan: 2 },
          centred(sayRatio(execution.rate)),
        ],
      },
      {
        cells: [
          { ...head(say('evaluation.department.item')), colspan: 4 },
          head(say('evaluation.form.points')),
          head(say('evaluation.form.score')),
          head(say('evaluation.department.basis')),
        ],
      },
      {
        cells: [
          wide(say('evaluation.department.execution'), 4),
          points(execution.points),
          executionCell(execution),
          text(executionNote(execution)),
        ],
      },
      {
        cells: [
          wide(say('evaluation.department.projects'), 4),
          points(department.projects.points),
          department.projects.score === undefined ? dash() : points(department.projects.score),
          text(
            mean.applicable
              ? say('evaluation.department.mean', { rate: sayRatio(mean) })
              : say('evaluation.department.meanNone'),
          ),
        ],
      },
      info(say('evaluation.department.adjustment'), sayRatio(progress.adjustmentRate)),
      info(say('evaluation.department.carryForward'), sayRatio(progress.carryForwardRate)),
      {
        emphasis: true,
        cells: [wide(say('evaluation.form.total'), 4), points(total.applicable), wide(sayTotal(total), 2)],
      },
      {
        cells: [
          { ...head(say('evaluation.department.project')), colspan: 2 },
          head(say('evaluation.form.budget')),
          head(say('evaluation.form.adjusted')),
          { ...head(say('evaluation.form.paid')), colspan: 2 },
          head(say('evaluation.department.result')),
        ],
      },
      ...projects.map((one) => ({
        cells: [
          wide(one.project.name, 2),
          money(one.progress?.budget),
          money(one.progress?.adjusted),
          { ...money(one.progress?.paid), colspan: 2 },
          centred(sayTotal(one.total)),
        ],
      })),
    ],
    notes: [
      say('evaluation.department.note', {
        execution: sayPoints(execution.points),
        rest: sayPoints(10_000n - hundredths(rules.execution)),
      }),
    ],
  };
}

function useTable({ projects }: Evaluation, rules: ScoringRules): Table {
  const columns = [
    say('evaluation.department.project'),
    say('evaluation.form.adjusted'),
    say('evaluation.form.rate'),
    say('evaluation.department.result'),
    say('evaluation.use.advice'),
    say('evaluation.use.reasons'),
  ];
  return {
    type: 'table',
    id: 'use',
    title: say('evaluation.form.use'),
    above: { right: say('evaluation.form.unit') },
    widths: [30, 14, 10, 14, 12, 40],
    head: [{ cells: columns.map(head) }],
    body: projects.map(({ project, progress, execution, total, use }) => ({
      cells: [
        text(project.name),
        money(progress?.adjusted),
        centred(sayRatio(execution.rate)),
        centred(sayTotal(total)),
        centred(sayUse(use, rules).advice),
        text(sayUse(use, rules).reasons),
      ],
    })),
    notes: [say('evaluation.use.note', { low: rules.use.low, high: rules.use.high })],
  };
}

/** What to do with the budget next year, and why. */
export function sayUse(use: Use, rules: ScoringRules): { readonly advice: string; readonly reasons: string } {
  return {
    advice: say(`evaluation.use.${use.advice}`),
    reasons: use.reasons.map((reason) => sayReason(reason, rules)).join('；'),
  };
}

function sayReason(reason: UseReason, { use }: ScoringRules): string {
  switch (reason.type) {
    case 'grade':
      return say('evaluation.use.grade', { grade: say(`evaluation.grade.${reason.grade}`) });
    case 'executionLow':
      return say('evaluation.use.executionLow', { rate: sayRatio(reason.rate), low: use.low });
    case 'executionBetween':
      return say('evaluation.use.executionBetween', { rate: sayRatio(reason.rate) });
    case 'executionHigh':
      return say('evaluation.use.executionHigh', { rate: sayRatio(reason.rate), high: use.high });
    case 'unexplained':
      return say('evaluation.use.unexplained', { count: reason.count });
    case 'incomplete':
    case 'executionUnknown':
      return say(`evaluation.use.${reason.type}`);
  }
}

/** A total with its grade; one that is not complete says so, because it is no result. */
export function sayTotal({ score, grade }: Total): string {
  const points = sayPoints(score);
  return grade === undefined
    ? say('evaluation.form.provisional', { score: points })
    : say('evaluation.form.graded', { score: points, grade: say(`evaluation.grade.${grade}`) });
}

function executionCell({ score, status }: ExecutionScore): Cell {
  if (score !== undefined) return points(score);
  return status === 'missing' ? centred(say('evaluation.form.missing')) : dash();
}
