import { CalculatorOutlined, DownloadOutlined, ImportOutlined } from '@ant-design/icons';
import { Button, Dropdown, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { BudgetDetail } from '../../../src/server/contract/budgets.ts';
import type { PlaceToType } from '../../../src/server/contract/performance.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import { type AtDay, queryOf, useMonitoring } from '../api/performance.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { useQueryParams } from '../app/use-query-params.ts';
import { rowsOf } from '../budgets/book.ts';
import { makeId } from '../budgets/make-id.ts';
import type { BudgetSession, SessionState } from '../budgets/session.ts';
import { useNarrow } from '../budgets/use-narrow.ts';
import { useSettled } from '../budgets/use-session.ts';
import type { Spot } from '../budgets/view-state.ts';
import { Board } from './board.tsx';
import { EvaluationPart } from './evaluation-part.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { LIGHTS } from './lights.tsx';
import './performance.css';
import { ProgressPart } from './progress-part.tsx';
import { ProjectPage } from './project-page.tsx';
import { RegistersDialog } from './registers-dialog.tsx';
import { TargetsPart } from './targets-part.tsx';

interface Props {
  readonly detail: BudgetDetail;
  readonly session: BudgetSession;
  readonly state: SessionState;
  /** Opens the ledger at a cell. */
  readonly onSpot: (spot: Spot) => void;
}

const PARTS = ['board', 'progress', 'evaluation', 'targets'] as const;
const PART_TEXTS = {
  board: 'web.performance.part.board',
  progress: 'web.performance.part.progress',
  evaluation: 'web.performance.part.evaluation',
  targets: 'web.performance.part.targets',
} as const;

/** How long typing has to pause until everything is worked out anew, in milliseconds. */
const PAUSE = 400;

/** The year of a budget: monitored at a day, how far it has come, and how it is evaluated. */
export function PerformanceView({ detail, session, state, onSpot }: Props) {
  const { draft } = state;
  const [isImporting, setImporting] = useState(false);
  const [isComputing, setComputing] = useState(false);
  const [params, setParam] = useQueryParams();
  const isNarrow = useNarrow();
  const part = PARTS.find((one) => one === params.get('part')) ?? 'board';
  const light = LIGHTS.find((one) => one === params.get('light'));
  const project = params.get('project') ?? '';
  const revision = useSettled(draft.revision, PAUSE);
  const year = Number(draft.view.settings.year ?? detail.year);
  const at: AtDay = { id: detail.id, revision, asOf: params.get('asOf') ?? '' };
  const board = useMonitoring(at);
  const addressWith = (code: string) => {
    const next = new URLSearchParams(params);
    if (code === '') next.delete('project');
    else next.set('project', code);
    return next.size === 0 ? '.' : `?${next}`;
  };
  const onType = (place: PlaceToType, isNew: boolean) => {
    const { sheet, row, column, cells } = place;
    if (row !== undefined && !isNew) {
      onSpot({ sheet, goal: { row, column } });
      return;
    }
    const made = makeId();
    const after = rowsOf(draft.view, sheet).at(-1)?.id ?? null;
    session.edit([{ type: 'insert', sheet, row: made, after, cells }], sheet);
    onSpot({ sheet, goal: { row: made, column } });
  };
  const mayType = detail.openSheets.includes('results') && !isNarrow;
  const mayImport = detail.openSheets.includes('payments') && !isNarrow;
  return (
    <div className="performance">
      <div className="performance-bar">
        <Segmented
          aria-label={say('web.performance.parts')}
          value={part}
          onChange={(next) => setParam('part', next === 'board' ? '' : next)}
          options={PARTS.map((one) => ({ value: one, label: say(PART_TEXTS[one]) }))}
        />
        {(part === 'board' || part === 'progress') && (
          <Day
            year={year}
            shown={at.asOf === '' ? (board.data?.asOf ?? '') : at.asOf}
            onChange={(day) => setParam('asOf', day)}
          />
        )}
        {mayImport && (
          <Button icon={<ImportOutlined />} onClick={() => setImporting(true)}>
            {say('web.performance.import')}
          </Button>
        )}
        {mayType && (
          <Button icon={<CalculatorOutlined />} onClick={() => setComputing(true)}>
            {say('web.performance.registers')}
          </Button>
        )}
        {isComputing && (
          <RegistersDialog
            id={detail.id}
            asOf={at.asOf}
            session={session}
            state={state}
            onClose={() => setComputing(false)}
          />
        )}
        <Forms id={detail.id} asOf={at.asOf} />
        {isImporting && (
          <ImportDialog detail={detail} session={session} state={state} onClose={() => setImporting(false)} />
        )}
        {(draft.pending.length > 0 || draft.revision !== revision) && (
          <span className="quiet" role="status">
            {say('web.performance.stale')}
          </span>
        )}
      </div>
      <div className="performance-body">
        {part === 'evaluation' ? (
          <EvaluationPart id={detail.id} revision={revision} />
        ) : part === 'progress' ? (
          <ProgressPart at={at} />
        ) : board.error !== null ? (
          <Failure error={board.error} onRetry={() => void board.refetch()} />
        ) : board.data === undefined ? (
          <Loading />
        ) : part === 'targets' ? (
          <TargetsPart
            id={detail.id}
            revision={revision}
            projects={board.data.projects}
            chosen={project}
            onChoose={(code) => setParam('project', code)}
            session={session}
            state={state}
            mayType={detail.openSheets.includes('indicators') && !isNarrow}
            onSpot={onSpot}
          />
        ) : project !== '' ? (
          <ProjectPage
            at={at}
            project={project}
            year={board.data.year}
            back={addressWith('')}
            onType={mayType ? onType : undefined}
          />
        ) : (
          <Board
            board={board.data}
            shown={light}
            onShow={(next) => setParam('light', next ?? '')}
            addressOf={addressWith}
          />
        )}
      </div>
    </div>
  );
}

interface DayProps {
  readonly year: number;
  readonly shown: string;
  readonly onChange: (day: string) => void;
}

/** How long a day has to stand until everything is told for it: it is typed part by part. In milliseconds. */
const DAY_PAUSE = 500;

/** The day that everything is told for; only one of the year counts. */
function Day({ year, shown, onChange }: DayProps) {
  const [typed, setTyped] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const settle = (day: string | undefined) => {
    clearTimeout(timer.current);
    if (day?.startsWith(`${year}-`) && day !== shown) onChange(day);
  };
  return (
    <label className="performance-day">
      {say('web.performance.asOf')}{' '}
      <input
        type="date"
        min={`${year}-01-01`}
        max={`${year}-12-31`}
        value={typed ?? shown}
        onChange={({ target: { value } }) => {
          setTyped(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => settle(value), DAY_PAUSE);
        }}
        onBlur={() => {
          settle(typed);
          setTyped(undefined);
        }}
      />
    </label>
  );
}

const FORMS = [
  { form: 'monitoring', label: 'monitoring.form.project' },
  { form: 'monitoringSummary', label: 'monitoring.form.department' },
  { form: 'evaluation', label: 'evaluation.form.project' },
  { form: 'evaluationDepartment', label: 'web.performance.form.department' },
] as const;

const FORMATS = [
  { format: 'docx', label: 'web.performance.format.docx' },
  { format: 'xlsx', label: 'web.performance.format.xlsx' },
] as const;

/** The official forms, as files. */
function Forms({ id, asOf }: { readonly id: string; readonly asOf: string }) {
  const items = FORMS.map(({ form, label }) => ({
    key: form,
    type: 'group' as const,
    label: say(label),
    children: FORMATS.map(({ format, label: kind }) => ({
      key: `${form}.${format}`,
      label: (
        <a
          href={
            addressOf('performanceForm', { id, form, format }) +
            (form.startsWith('monitoring') ? queryOf({ asOf }) : '')
          }
          download
        >
          {say(kind)}
        </a>
      ),
    })),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<DownloadOutlined />}>{say('web.performance.forms')}</Button>
    </Dropdown>
  );
}
