import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { App } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useReducer, useState } from 'react';
import { SEVERITY_LABELS } from '../../../src/messages/problem.ts';
import { say } from '../../../src/messages/say.ts';
import type { ReportedFinding } from '../../../src/reporting/check-schema.ts';
import { spotOf } from '../../../src/reporting/marks.ts';
import type { ReportedPlace } from '../../../src/reporting/place-schema.ts';
import type { DocumentDetail } from '../../../src/server/contract/documents.ts';
import { useAmendments, useNumbers, useSource } from '../api/documents.ts';
import { sayFailure } from '../api/request.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { type Annotation, annotationsOf, numberAt, type Report } from '../source/annotations.ts';
import { BlocksView } from '../source/blocks-view.tsx';
import { PagesView } from '../source/pages-view.tsx';
import '../source/source.css';
import { AcceptDialog, CorrectDialog } from './dialogs.tsx';
import { EVERYTHING, filtered } from './filter.ts';
import { FindingsList } from './findings-list.tsx';
import { NumberPanel } from './number-panel.tsx';
import { Corrections, NotChecked, Rounding } from './other-lists.tsx';
import { PanelTabs } from './panel-tabs.tsx';
import { Facts } from './result-head.tsx';
import { rolesOf } from './roles.ts';
import { useKeys } from './use-keys.ts';
import { reduce, START } from './view.ts';

/** Fetched when it is first opened, as its charts are. */
const DocumentPictures = lazy(async () => ({
  default: (await import('./document-pictures.tsx')).DocumentPictures,
}));

interface Props {
  readonly document: DocumentDetail;
  readonly report: Report;
}

/** The document on the left, what was found in it on the right; a click on either leads to the other. */
export function ResultDesk({ document, report }: Props) {
  const { id, correctable, corrections } = document;
  const { message } = App.useApp();
  const source = useSource(id);
  const revision = `${document.state} ${corrections.map((one) => one.id).join(' ')}`;
  const { data: numbers } = useNumbers(id, revision);
  const { correct, takeBack, accept, reopen } = useAmendments(id);
  const [view, dispatch] = useReducer(reduce, START);
  const [accepting, setAccepting] = useState<ReportedFinding>();
  const [correcting, setCorrecting] = useState<number>();
  const [isHigh, setHigh] = useState(false);

  const annotations = useMemo(
    () =>
      annotationsOf(
        report,
        numbers?.numbers ?? [],
        corrections.map(({ place }) => place),
      ),
    [report, numbers, corrections],
  );
  const laws = useMemo(() => new Map(report.explained.map((one) => [one.id, one.message])), [report]);
  const spot = view.numbers.at(-1);
  const number = spot === undefined ? undefined : annotations.bySpot.get(spot)?.number;
  const roles = useMemo(
    () => rolesOf({ report, numbers, finding: view.finding, number, law: view.law }),
    [report, numbers, view.finding, number, view.law],
  );
  const shown = useMemo(() => filtered(report.findings, view.filter), [report, view.filter]);
  const tell = (error: unknown) => void message.error(sayFailure(error));

  /** The document is to be seen: on a phone the panel makes room. */
  const toPlace = useCallback((place: ReportedPlace) => {
    setHigh(false);
    dispatch({ type: 'place', place });
  }, []);
  const toNumber = useCallback(
    (place: ReportedPlace) => {
      const at = numberAt(annotations, place);
      const found = at === undefined ? undefined : numbers?.numbers[at];
      setHigh(false);
      if (found !== undefined) dispatch({ type: 'number', place: found.place, from: 'panel' });
    },
    [annotations, numbers],
  );
  /** A number of a picture: as a number where it was read as one, else the place alone. */
  const toFact = useCallback(
    (place: ReportedPlace) => {
      if (numberAt(annotations, place) === undefined) toPlace(place);
      else toNumber(place);
    },
    [annotations, toPlace, toNumber],
  );
  const choose = useCallback(
    (finding: ReportedFinding, byKeyboard: boolean) => {
      const [first] = finding.places;
      if (view.finding === finding.id && byKeyboard && first !== undefined) focusSpot(spotOf(first));
      else if (view.finding === finding.id) dispatch({ type: 'close' });
      else dispatch({ type: 'finding', id: finding.id, place: first });
    },
    [view.finding],
  );
  const step = (by: 1 | -1) => {
    const at = shown.findIndex(({ finding }) => finding.id === view.finding);
    const next = shown[at < 0 ? (by === 1 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length];
    if (next === undefined) return;
    dispatch({ type: 'finding', id: next.finding.id, place: next.finding.places[0] });
    // Focus goes along, so that it is read out and Enter leads on.
    requestAnimationFrame(() => focusFinding(next.finding.id));
  };
  const pick = useCallback(
    ({ mark, place, number: at }: Annotation, byKeyboard: boolean) => {
      const about = mark?.findings.flatMap((index) => report.findings[index] ?? []) ?? [];
      // A frame that several findings share gives one after the other.
      const next = about[(about.findIndex(({ id: one }) => one === view.finding) + 1) % about.length];
      if (next !== undefined) {
        if (!shown.some(({ finding }) => finding === next)) dispatch({ type: 'filter', change: EVERYTHING });
        dispatch({ type: 'finding', id: next.id });
        if (byKeyboard) requestAnimationFrame(() => focusFinding(next.id));
      } else if (at !== undefined) dispatch({ type: 'number', place, from: 'document' });
    },
    [report, shown, view.finding],
  );
  const back = () => {
    const before = view.numbers.at(-2);
    dispatch({
      type: 'back',
      place: before === undefined ? undefined : annotations.bySpot.get(before)?.place,
    });
  };
  const neighbour = (by: 1 | -1) => {
    const next = number === undefined ? undefined : numbers?.numbers[number + by];
    if (next === undefined) return;
    dispatch({ type: 'number', place: next.place, from: 'document' });
    dispatch({ type: 'place', place: next.place });
  };
  useKeys({
    onStep: step,
    onNeighbour: number === undefined ? undefined : neighbour,
    onClose: () => dispatch({ type: 'close' }),
  });

  const findingsOf = (of: string) => {
    const marks = annotations.bySpot.get(of)?.mark?.findings ?? [];
    return marks.flatMap((index) => {
      const finding = report.findings[index];
      return finding === undefined ? [] : [{ finding, index }];
    });
  };
  const chosen = report.findings.findIndex((one) => one.id === view.finding);
  const chosenFinding = report.findings[chosen];
  const misread = correcting === undefined ? undefined : numbers?.numbers[correcting];
  const sourceProps = { documentId: id, annotations, roles, goal: view.goal, onPick: pick };
  const undoCorrection = (correction: string) =>
    takeBack.mutate(correction, {
      onSuccess: () => void message.success(say('web.number.takenBack')),
      onError: tell,
    });
  return (
    <div className={`desk${isHigh ? ' panel-high' : ''}${view.tab === 'pictures' ? ' panel-wide' : ''}`}>
      <div className="desk-source">
        {source.error !== null && <Failure error={source.error} onRetry={() => void source.refetch()} />}
        {source.isPending && <Loading />}
        {source.data?.type === 'pages' && <PagesView pages={source.data.pages} {...sourceProps} />}
        {source.data?.type === 'blocks' && <BlocksView blocks={source.data.blocks} {...sourceProps} />}
      </div>
      <aside className="desk-panel" aria-label={say('web.result.panel')}>
        <button
          type="button"
          className="panel-handle"
          aria-expanded={isHigh}
          onClick={() => setHigh(!isHigh)}
        >
          {isHigh ? <DownOutlined aria-hidden /> : <UpOutlined aria-hidden />}{' '}
          {say(isHigh ? 'web.result.collapse' : 'web.result.expand')}
        </button>
        <Facts report={report} />
        <p className="hidden-text" role="status">
          {chosenFinding !== undefined &&
            say('web.finding.selected', {
              index: chosen + 1,
              severity: say(SEVERITY_LABELS[chosenFinding.severity]),
              message: chosenFinding.message,
            })}
        </p>
        {number !== undefined && numbers !== undefined && spot !== undefined && (
          <NumberPanel
            numbers={numbers}
            index={number}
            findings={findingsOf(spot)}
            correction={corrections.find(({ place }) => spotOf(place) === spot)}
            canCorrect={correctable}
            canGoBack={view.numbers.length > 1}
            litLaw={view.law}
            onBack={back}
            onClose={() => dispatch({ type: 'close' })}
            onNumber={toNumber}
            onPlace={toNumber}
            onFinding={(finding) => dispatch({ type: 'finding', id: finding.id, place: finding.places[0] })}
            onLaw={(law) => dispatch({ type: 'law', law })}
            onCorrect={() => setCorrecting(number)}
            onTakeBack={undoCorrection}
          />
        )}
        <PanelTabs
          isHidden={number !== undefined}
          tab={view.tab}
          onTab={(tab) => dispatch({ type: 'tab', tab })}
          counts={{
            findings: report.findings.length,
            notChecked: report.not_checked.length,
            rounding: report.rounding.length,
            corrections: corrections.length,
          }}
          findings={
            <FindingsList
              report={report}
              filter={view.filter}
              chosen={view.finding}
              canAccept={correctable}
              laws={laws}
              dispatch={dispatch}
              onChoose={choose}
              onStep={step}
              onPlace={toPlace}
              numberFor={({ places: [first] }) =>
                first === undefined || numberAt(annotations, first) === undefined ? undefined : toNumber
              }
              onAccept={setAccepting}
              onReopen={(finding) =>
                reopen.mutate(finding.id, {
                  onSuccess: () => void message.success(say('web.finding.reopened')),
                  onError: tell,
                })
              }
            />
          }
          pictures={
            <Suspense fallback={<Loading />}>
              <DocumentPictures id={id} revision={revision} canCheck={correctable} onPlace={toFact} />
            </Suspense>
          }
          notChecked={<NotChecked report={report} onPlace={toPlace} />}
          rounding={<Rounding report={report} onPlace={toPlace} />}
          corrections={
            <Corrections
              corrections={corrections}
              onPlace={toNumber}
              onTakeBack={correctable ? undoCorrection : undefined}
            />
          }
        />
      </aside>
      {accepting !== undefined && (
        <AcceptDialog
          finding={accepting}
          isSaving={accept.isPending}
          onCancel={() => setAccepting(undefined)}
          onSave={(why) =>
            accept.mutate(
              { finding: accepting.id, why },
              {
                onSuccess: () => {
                  setAccepting(undefined);
                  void message.success(say('web.finding.acceptDone'));
                },
                onError: tell,
              },
            )
          }
        />
      )}
      {misread !== undefined && (
        <CorrectDialog
          number={misread}
          isSaving={correct.isPending}
          onCancel={() => setCorrecting(undefined)}
          onSave={(corrected, why) =>
            correct.mutate(
              { place: misread.place, read: misread.printed, corrected, why },
              {
                onSuccess: () => {
                  setCorrecting(undefined);
                  void message.success(say('web.number.correctDone'));
                },
                onError: tell,
              },
            )
          }
        />
      )}
    </div>
  );
}

function focusFinding(id: string): void {
  document.querySelector<HTMLElement>(`[data-finding="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
}

function focusSpot(spot: string): void {
  document.querySelector<HTMLElement>(`[data-spot="${CSS.escape(spot)}"]`)?.focus({ preventScroll: true });
}
