import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Alert, App, Button, Checkbox, Modal, Upload } from 'antd';
import { useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { BudgetDetail } from '../../../src/server/contract/budgets.ts';
import type { EntriesPlan } from '../../../src/server/contract/performance.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import { useEntriesPlan } from '../api/performance.ts';
import { Failure } from '../app/failure.tsx';
import { rowsOf } from '../budgets/book.ts';
import { makeId } from '../budgets/make-id.ts';
import { insertsAfter } from '../budgets/operations.ts';
import type { BudgetSession, SessionState } from '../budgets/session.ts';
import { csvOf, handOut } from '../charts/export.ts';

interface Props {
  readonly detail: BudgetDetail;
  readonly session: BudgetSession;
  readonly state: SessionState;
  readonly onClose: () => void;
}

/** So many rows are shown of what is new, and of what is refused; the file of the refused has all. */
const SHOWN = 50;

/**
 * Payments and changes of the budget from a file: what is new, what the budget has, and what cannot be taken and why. The new
 * rows become rows of the ledger by an ordinary change, which can be undone there.
 */
export function ImportDialog({ detail, session, state: { draft }, onClose }: Props) {
  const { message } = App.useApp();
  const plan = useEntriesPlan(detail.id);
  const [file, setFile] = useState<File>();
  const [takesRest, setTakesRest] = useState(false);
  const found = plan.data;
  // Somebody has changed the budget since the file was held against it: it is held against it again.
  const isOld = found !== undefined && (found.revision !== draft.revision || draft.pending.length > 0);
  const choose = (next: File) => {
    setFile(next);
    setTakesRest(false);
    plan.mutate(next);
  };
  const take = () => {
    if (found === undefined) return;
    const operations = (['payments', 'adjustments'] as const).flatMap((sheet) =>
      insertsAfter(
        sheet,
        rowsOf(draft.view, sheet).at(-1)?.id ?? null,
        found.fresh.filter((one) => one.sheet === sheet).map(({ cells }) => cells),
        makeId,
      ),
    );
    session.edit(operations, 'payments');
    void message.success(say('web.performance.import.done', { count: found.fresh.length }));
    onClose();
  };
  const mayTake =
    found !== undefined && !isOld && found.fresh.length > 0 && (found.refused.length === 0 || takesRest);
  return (
    <Modal
      open
      width={860}
      style={{ top: 40 }}
      title={say('web.performance.import')}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {say('web.cancel')}
        </Button>,
        isOld && file !== undefined ? (
          <Button key="again" type="primary" loading={plan.isPending} onClick={() => plan.mutate(file)}>
            {say('web.performance.import.again')}
          </Button>
        ) : (
          <Button key="take" type="primary" disabled={!mayTake} onClick={take}>
            {found === undefined || found.fresh.length === 0
              ? say('web.performance.import.take')
              : say('web.performance.import.takeSome', { count: found.fresh.length })}
          </Button>
        ),
      ]}
    >
      <p>{say('web.performance.import.intro')}</p>
      <p className="bar-buttons">
        <Upload
          accept=".xlsx,.xlsm,.xls,.et,.csv,.txt,.tsv"
          showUploadList={false}
          beforeUpload={(chosen) => {
            choose(chosen);
            return false;
          }}
        >
          <Button icon={<UploadOutlined />} loading={plan.isPending}>
            {say('web.performance.import.choose')}
          </Button>
        </Upload>
        <Button icon={<DownloadOutlined />} href={addressOf('entriesTemplate', { id: detail.id })} download>
          {say('web.performance.import.template')}
        </Button>
        {file !== undefined && <span className="quiet import-file">{file.name}</span>}
      </p>
      {plan.error !== null && <Failure error={plan.error} />}
      {isOld && <Alert type="info" showIcon title={say('web.performance.import.old')} />}
      {found !== undefined && (
        <>
          <p className="import-counts" role="status">
            {say('web.performance.import.counts', {
              rows: found.rows,
              fresh: found.fresh.length,
              known: found.known,
              refused: found.refused.length,
            })}
          </p>
          {found.notes.length > 0 && (
            <ul className="import-notes">
              {found.notes.slice(0, SHOWN).map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
          <Refused
            refused={found.refused}
            name={file?.name ?? ''}
            takesRest={takesRest}
            onTakeRest={found.fresh.length === 0 ? undefined : setTakesRest}
          />
          <Fresh fresh={found.fresh} detail={detail} />
        </>
      )}
    </Modal>
  );
}

interface RefusedProps {
  readonly refused: EntriesPlan['refused'];
  readonly name: string;
  readonly takesRest: boolean;
  /** Undefined where nothing is left that could be taken. */
  readonly onTakeRest: ((takes: boolean) => void) | undefined;
}

function Refused({ refused, name, takesRest, onTakeRest }: RefusedProps) {
  if (refused.length === 0) return null;
  const save = () => {
    const titles = [...new Set(refused.flatMap(({ cells }) => Object.keys(cells)))];
    const heads = [...titles, say('web.performance.import.reason'), say('web.performance.import.place')];
    const rows = refused.map(({ cells, reason, sheet, row }) => ({
      cells: [...titles.map((title) => cells[title] ?? ''), reason, `${sheet} ${row}`],
    }));
    const bytes = new Blob([csvOf({ heads, rows })], { type: 'text/csv;charset=utf-8' });
    handOut(bytes, say('web.performance.import.refusedFile', { name: name.replace(/\.[^.]*$/u, '') }));
  };
  return (
    <section className="import-refused" aria-label={say('web.performance.import.refused')}>
      <p>
        <b>{say('web.performance.import.refusedCount', { count: refused.length })}</b>{' '}
        <Button size="small" icon={<DownloadOutlined />} onClick={save}>
          {say('web.performance.import.saveRefused')}
        </Button>
      </p>
      <ul>
        {refused.slice(0, SHOWN).map(({ sheet, row, reason }) => (
          <li key={`${sheet} ${row}`}>
            <b>{say('web.performance.import.at', { sheet, row })}</b> {reason}
          </li>
        ))}
      </ul>
      {onTakeRest !== undefined && (
        <Checkbox checked={takesRest} onChange={({ target }) => onTakeRest(target.checked)}>
          {say('web.performance.import.rest')}
        </Checkbox>
      )}
    </section>
  );
}

const COLUMNS = ['date', 'entry', 'project', 'economic', 'amount', 'voucher'] as const;

function Fresh({ fresh, detail }: { readonly fresh: EntriesPlan['fresh']; readonly detail: BudgetDetail }) {
  if (fresh.length === 0) return null;
  const columns = detail.sheets.find(({ id }) => id === 'payments')?.columns ?? [];
  const shown = COLUMNS.flatMap((key) => columns.find((column) => column.key === key) ?? []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section className="import-fresh" aria-label={say('web.performance.import.fresh')} tabIndex={0}>
      <table className="board-table">
        <thead>
          <tr>
            {shown.map(({ key, title }) => (
              <th key={key} scope="col" className={key === 'amount' ? 'numeral' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fresh.slice(0, SHOWN).map(({ cells }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no names, and are shown as a whole
            <tr key={index}>
              {shown.map(({ key, title }) => (
                <td key={key} data-head={title} className={key === 'amount' ? 'numeral' : undefined}>
                  {cells[key] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {fresh.length > SHOWN && (
        <p className="quiet">{say('web.performance.import.more', { count: fresh.length - SHOWN })}</p>
      )}
    </section>
  );
}
