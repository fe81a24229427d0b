import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Alert, App, Button, Checkbox, Modal, Upload } from 'antd';
import { useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { Operation } from '../../../src/server/contract/budgets.ts';
import type { ResultsPlan } from '../../../src/server/contract/performance.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import { useRegisters, useResultsPlan } from '../api/performance.ts';
import { Failure } from '../app/failure.tsx';
import { type Book, rowsOf, textAt } from '../budgets/book.ts';
import { makeId } from '../budgets/make-id.ts';
import { insertsAfter } from '../budgets/operations.ts';
import type { BudgetSession, SessionState } from '../budgets/session.ts';

interface Props {
  readonly id: string;
  /** The last day that counts; empty is that of the last event. */
  readonly asOf: string;
  readonly session: BudgetSession;
  readonly state: SessionState;
  readonly onClose: () => void;
}

const HOW = {
  added: 'web.performance.registers.added',
  filled: 'web.performance.registers.filled',
  changed: 'web.performance.registers.changed',
  same: 'web.performance.registers.same',
  kept: 'web.performance.registers.kept',
} as const;

/**
 * Results of indicators from business registers: what is computed, where it goes, what a person has entered otherwise. What is
 * taken becomes cells of the sheet of results by an ordinary change, which can be undone there.
 */
export function RegistersDialog({ id, asOf, session, state: { draft }, onClose }: Props) {
  const { message } = App.useApp();
  const registers = useRegisters(id, true);
  const plan = useResultsPlan(id, asOf);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [replaces, setReplaces] = useState(false);
  const found = plan.data;
  const isOld = found !== undefined && (found.revision !== draft.revision || draft.pending.length > 0);
  const taken = (found?.landed ?? []).filter(({ how }) => how !== 'same' && (how !== 'kept' || replaces));
  const kept = (found?.landed ?? []).filter(({ how }) => how === 'kept').length;
  const take = () => {
    session.edit(landing(taken, draft.view), 'results');
    void message.success(say('web.performance.registers.done', { count: taken.length }));
    onClose();
  };
  return (
    <Modal
      open
      width={860}
      style={{ top: 40 }}
      title={say('web.performance.registers')}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {say('web.cancel')}
        </Button>,
        isOld ? (
          <Button key="again" type="primary" loading={plan.isPending} onClick={() => plan.mutate(files)}>
            {say('web.performance.import.again')}
          </Button>
        ) : (
          <Button key="take" type="primary" disabled={taken.length === 0} onClick={take}>
            {say('web.performance.registers.take', { count: taken.length })}
          </Button>
        ),
      ]}
    >
      <p>{say('web.performance.registers.intro')}</p>
      <ul className="registers">
        {registers.data?.registers.map(({ id: register, title, description, measures }) => (
          <li key={register}>
            <b>{title}</b>{' '}
            <Button
              size="small"
              icon={<DownloadOutlined />}
              href={addressOf('registerTemplate', { id, register })}
              download
            >
              {say('web.performance.import.template')}
            </Button>
            <p className="quiet">
              {say('web.performance.registers.about', { description, measures: measures.join('、') })}
            </p>
          </li>
        ))}
      </ul>
      <p className="bar-buttons">
        <Upload
          multiple
          accept=".xlsx,.xlsm,.xls,.et,.csv,.txt,.tsv"
          showUploadList={false}
          beforeUpload={(first, all) => {
            // Called once for each of the files that were chosen together.
            if (first === all[0]) {
              setFiles(all);
              setReplaces(false);
              plan.mutate(all);
            }
            return false;
          }}
        >
          <Button icon={<UploadOutlined />} loading={plan.isPending}>
            {say('web.performance.registers.choose')}
          </Button>
        </Upload>
        {files.length > 0 && (
          <span className="quiet import-file">{files.map(({ name }) => name).join('、')}</span>
        )}
      </p>
      {plan.error !== null && <Failure error={plan.error} />}
      {isOld && <Alert type="info" showIcon title={say('web.performance.import.old')} />}
      {found !== undefined && (
        <>
          <p className="import-counts" role="status">
            {say('web.performance.registers.counts', {
              from: found.period.from,
              until: found.period.until,
              measures: found.measures.length,
              count: found.landed.length,
            })}
          </p>
          <Landed landed={found.landed} />
          {kept > 0 && (
            <Checkbox checked={replaces} onChange={({ target }) => setReplaces(target.checked)}>
              {say('web.performance.registers.replace', { count: kept })}
            </Checkbox>
          )}
          {found.notes.length > 0 && (
            <ul className="import-notes">
              {found.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
          <details>
            <summary>{say('web.performance.registers.measures')}</summary>
            <ul className="import-notes">
              {found.measures.map(({ register, name, value, parts }) => (
                <li key={`${register} ${name}`}>
                  {say('web.performance.registers.measure', { register, name, value })}
                  {parts !== '' && <small className="quiet"> {parts}</small>}
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
    </Modal>
  );
}

const HEADS = [
  'monitoring.page.project',
  'web.performance.score.indicator',
  'web.performance.registers.value',
  'web.performance.registers.before',
  'web.performance.registers.how',
] as const;

function Landed({ landed }: Pick<ResultsPlan, 'landed'>) {
  if (landed.length === 0) return <p className="quiet">{say('web.performance.registers.none')}</p>;
  return (
    <section className="import-fresh" aria-label={say('web.performance.registers.list')}>
      <table className="board-table">
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {landed.map(({ project, indicator, value, before, how }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two indicators may have one name, and are shown as a whole
            <tr key={index}>
              <td data-head={say(HEADS[0])}>{project}</td>
              <td data-head={say(HEADS[1])}>{indicator}</td>
              <td data-head={say(HEADS[2])}>{value}</td>
              <td data-head={say(HEADS[3])}>{before === '' ? '—' : before}</td>
              <td data-head={say(HEADS[4])}>
                <span className={how === 'kept' ? 'badge warning' : 'badge'}>{say(HOW[how])}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Cells that are set in rows that are there, and new rows behind the last one. */
function landing(taken: ResultsPlan['landed'], book: Book): readonly Operation[] {
  const sets = taken.flatMap(({ row, cells }) =>
    row === undefined
      ? []
      : Object.entries(cells).flatMap(([column, to]): Operation[] => {
          const from = textAt(book, row, column);
          return from === to ? [] : [{ type: 'set', row, column, from, to }];
        }),
  );
  const added = taken.flatMap(({ row, cells }) => (row === undefined ? [cells] : []));
  return [...sets, ...insertsAfter('results', rowsOf(book, 'results').at(-1)?.id ?? null, added, makeId)];
}
