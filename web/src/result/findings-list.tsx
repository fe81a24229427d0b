import { DownOutlined, SearchOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import type { Dispatch } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { ReportedFinding } from '../../../src/reporting/check-schema.ts';
import { KIND_NAMES, type Kind } from '../../../src/reporting/kinds.ts';
import type { ReportedPlace } from '../../../src/reporting/place-schema.ts';
import type { Report } from '../source/annotations.ts';
import { choicesOf, EVERYTHING, type Filter, filtered, isFiltered, TEXT } from './filter.ts';
import { FindingCard } from './finding-card.tsx';
import { SEVERITIES, SeverityTag } from './severity.tsx';
import type { Action } from './view.ts';

interface Props {
  readonly report: Report;
  readonly filter: Filter;
  readonly chosen: string | undefined;
  readonly canAccept: boolean;
  readonly dispatch: Dispatch<Action>;
  readonly onChoose: (finding: ReportedFinding, byKeyboard: boolean) => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly onPlace: (place: ReportedPlace) => void;
  readonly numberFor: (finding: ReportedFinding) => ((place: ReportedPlace) => void) | undefined;
  readonly onAccept: (finding: ReportedFinding) => void;
  readonly onReopen: (finding: ReportedFinding) => void;
  readonly laws: ReadonlyMap<string, string>;
}

/** The findings, filtered, one of them chosen. */
export function FindingsList(props: Props) {
  const { report, filter, chosen, dispatch, onStep, numberFor } = props;
  const { findings } = report;
  if (findings.length === 0) return <p className="panel-none">{say('web.finding.none')}</p>;
  const shown = filtered(findings, filter);
  const position = shown.findIndex(({ finding }) => finding.id === chosen);
  return (
    <>
      <Filters findings={findings} filter={filter} dispatch={dispatch} />
      <div className="finding-steps">
        <span className="quiet" aria-live="polite">
          {position >= 0
            ? say('web.finding.position', { index: position + 1, count: shown.length })
            : say('web.finding.shown', { shown: shown.length, count: findings.length })}
        </span>
        {isFiltered(filter) && (
          <button
            type="button"
            className="more"
            onClick={() => dispatch({ type: 'filter', change: EVERYTHING })}
          >
            {say('web.finding.showAll')}
          </button>
        )}
        <Button
          size="small"
          icon={<UpOutlined />}
          aria-label={say('web.finding.previous')}
          title={`${say('web.finding.previous')}（K）`}
          onClick={() => onStep(-1)}
        />
        <Button
          size="small"
          icon={<DownOutlined />}
          aria-label={say('web.finding.next')}
          title={`${say('web.finding.next')}（J）`}
          onClick={() => onStep(1)}
        />
      </div>
      {shown.length === 0 && <p className="panel-none">{say('web.finding.noneOf')}</p>}
      <ol className="findings">
        {shown.map(({ finding, index }) => (
          <FindingCard
            key={finding.id}
            finding={finding}
            index={index}
            isChosen={finding.id === chosen}
            canAccept={props.canAccept}
            laws={props.laws}
            onChoose={props.onChoose}
            onPlace={props.onPlace}
            onNumber={finding.id === chosen ? numberFor(finding) : undefined}
            onAccept={props.onAccept}
            onReopen={props.onReopen}
          />
        ))}
      </ol>
    </>
  );
}

interface FiltersProps {
  readonly findings: readonly ReportedFinding[];
  readonly filter: Filter;
  readonly dispatch: Dispatch<Action>;
}

function Filters({ findings, filter, dispatch }: FiltersProps) {
  const { parts, kinds } = choicesOf(findings);
  const set = (change: Partial<Filter>) => dispatch({ type: 'filter', change });
  const accepted = findings.filter(({ acknowledged }) => acknowledged !== undefined).length;
  return (
    <div className="filters">
      <fieldset>
        <legend className="hidden-text">{say('web.finding.severities')}</legend>
        {SEVERITIES.map((severity) => (
          <button
            key={severity}
            type="button"
            className={`chip ${severity}`}
            aria-pressed={!filter.hidden.includes(severity)}
            onClick={() => dispatch({ type: 'severity', severity })}
          >
            <SeverityTag
              severity={severity}
              count={
                findings.filter((one) => one.severity === severity && one.acknowledged === undefined).length
              }
            />
          </button>
        ))}
        {accepted > 0 && (
          <button
            type="button"
            className="chip"
            aria-pressed={filter.accepted}
            onClick={() => set({ accepted: !filter.accepted })}
          >
            {say('web.finding.accepted')} <b>{accepted}</b>
          </button>
        )}
      </fieldset>
      <Input
        size="small"
        type="search"
        allowClear
        prefix={<SearchOutlined aria-hidden />}
        className="filter-text"
        placeholder={say('web.finding.search')}
        aria-label={say('web.finding.search')}
        value={filter.text}
        onChange={({ target }) => set({ text: target.value })}
      />
      {parts.length > 1 && (
        <Select
          size="small"
          className="filter-part"
          aria-label={say('web.finding.part')}
          popupMatchSelectWidth={false}
          value={filter.part}
          onChange={(part: string) => set({ part })}
          options={[
            { value: '', label: say('web.finding.part.all') },
            ...parts.map(([part, count]) => ({
              value: part,
              label: `${part === TEXT ? say('web.finding.part.text') : part}（${count}）`,
            })),
          ]}
        />
      )}
      {kinds.length > 1 && (
        <Select
          size="small"
          className="filter-kind"
          aria-label={say('web.finding.kind')}
          popupMatchSelectWidth={false}
          value={filter.kind}
          onChange={(kind: Kind | '') => set({ kind })}
          options={[
            { value: '' as const, label: say('web.finding.kind.all') },
            ...kinds.map(([kind, count]) => ({ value: kind, label: `${say(KIND_NAMES[kind])}（${count}）` })),
          ]}
        />
      )}
    </div>
  );
}
