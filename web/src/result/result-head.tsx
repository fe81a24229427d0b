import { ArrowLeftOutlined, DownloadOutlined, DownOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useNavigate } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import { wholeOf } from '../../../src/reading/coverage.ts';
import { sayChecked, shareOf, verdictOf } from '../../../src/reporting/words.ts';
import type { DocumentDetail, ReportKind } from '../../../src/server/contract/documents.ts';
import { addressOf } from '../../../src/server/contract/routes.ts';
import { isUnfinished } from '../api/documents.ts';
import { VerdictTag } from '../documents/verdict.tsx';

const REPORT_TITLES = {
  html: 'web.result.report.html',
  xlsx: 'web.result.report.xlsx',
  pdf: 'web.result.report.pdf',
  json: 'web.result.report.json',
} as const satisfies Record<ReportKind, `web.${string}`>;

/** What the document is, what came of its check, and its reports. */
export function ResultHead({ document }: { readonly document: DocumentDetail }) {
  const { name, report } = document;
  return (
    <header className="result-head">
      <BackToList />
      <div className="result-what">
        <h1 title={name}>{name}</h1>
        {report !== undefined && (
          <p className="quiet result-about">
            {say('web.result.about', {
              entity: report.entity.name,
              year: report.year,
              stage: say(report.stage === 'final' ? 'reporting.stage.final' : 'reporting.stage.budget'),
              pack: report.pack.why,
            })}
          </p>
        )}
      </div>
      {report !== undefined && (
        <div className="result-outcome">
          {isUnfinished(document) ? (
            <span className="verdict incomplete" role="status">
              {say('web.result.checkingAgain')}
            </span>
          ) : (
            <VerdictTag verdict={report.summary.verdict} text={verdictOf(report)} />
          )}
          <Facts report={report} />
        </div>
      )}
      {document.reports.length > 0 && <Downloads document={document} />}
    </header>
  );
}

/** How much was read and tested, in small print. */
export function Facts({ report }: { readonly report: NonNullable<DocumentDetail['report']> }) {
  return (
    <ul className="result-facts">
      {factsOf(report).map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}

function factsOf(report: NonNullable<DocumentDetail['report']>): readonly string[] {
  const { summary, coverage } = report;
  const { printed, placed } = wholeOf(coverage);
  return [
    say('reporting.count.coverage', { printed, placed, share: shareOf(placed, printed) }),
    say('reporting.count.laws', { laws: summary.laws, rounding: summary.rounding }),
    sayChecked(report),
    ...(summary.acknowledged === 0
      ? []
      : [say('reporting.count.acknowledged', { count: summary.acknowledged })]),
    ...(report.corrections === 0 ? [] : [say('reporting.count.corrections', { count: report.corrections })]),
  ];
}

/** Back to where the list was, filters and place included. */
export function BackToList() {
  const navigate = useNavigate();
  return (
    <Button
      type="text"
      icon={<ArrowLeftOutlined />}
      aria-label={say('web.result.backToList')}
      title={say('web.result.backToList')}
      onClick={() => {
        // React Router counts the pages of this tab: at the first there is none to go back to.
        const state: unknown = window.history.state;
        const isInner =
          typeof state === 'object' && state !== null && 'idx' in state && Number(state.idx) > 0;
        void (isInner ? navigate(-1) : navigate('/documents'));
      }}
    />
  );
}

function Downloads({ document: { id, reports } }: { readonly document: DocumentDetail }) {
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...reports.map((kind) => ({
            key: kind,
            icon: <DownloadOutlined />,
            label: (
              <a href={addressOf('report', { id, kind })} download>
                {say(REPORT_TITLES[kind])}
              </a>
            ),
          })),
          {
            key: 'print',
            icon: <PrinterOutlined />,
            label: say('web.result.print'),
            onClick: () => window.print(),
          },
        ],
      }}
    >
      <Button className="result-download" icon={<DownloadOutlined />}>
        {say('web.result.download')} <DownOutlined />
      </Button>
    </Dropdown>
  );
}
