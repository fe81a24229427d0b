import { FileImageOutlined, LineChartOutlined, TableOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useId, useRef, useState } from 'react';
import { Link } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import './charts.css';
import { type ChartTable, csvOf, handOut, pictureOf } from './export.ts';

interface Props {
  /** What it shows, in words; stands above the chart and names the files that are made of it. */
  readonly title: string;
  readonly option: EChartsCoreOption;
  /** The numbers behind it: read to those who do not see the chart, shown on demand, and saved as data. */
  readonly table: ChartTable;
  /** The name of the files, without ending; the title where it is left out. */
  readonly file?: string;
  /** Pixels. */
  readonly height?: number;
  /** Somebody clicked on a part of the chart; what leads there by keyboard are the links of the table. */
  readonly onPick?: (picked: {
    readonly series: number;
    readonly index: number;
    readonly name: string;
    /** Of a flow: whether it was a node or what flows between two. */
    readonly part: 'node' | 'edge' | undefined;
  }) => void;
}

/**
 * A chart with the numbers it is drawn from, which can be looked at instead, and saved as a picture (PNG) or as data (CSV).
 * ECharts is fetched when the first chart is shown.
 */
export function Chart({ title, option, table, file = title, height = 280, onPick }: Props) {
  const titleId = useId();
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType>();
  const [showsTable, setShowsTable] = useState(false);
  const picked = useRef(onPick);
  picked.current = onPick;

  useEffect(() => {
    const element = place.current;
    let made: EChartsType | undefined;
    let isGone = false;
    const observer = new ResizeObserver(() => made?.resize());
    void import('./engine.ts').then(({ drawChart }) => {
      if (isGone || element === null) return;
      made = drawChart(element);
      made.on('click', ({ seriesIndex, dataIndex, name, dataType }) =>
        picked.current?.({
          series: seriesIndex ?? 0,
          index: dataIndex,
          name,
          part: dataType === 'node' || dataType === 'edge' ? dataType : undefined,
        }),
      );
      observer.observe(element);
      setChart(made);
    });
    return () => {
      isGone = true;
      observer.disconnect();
      made?.dispose();
    };
  }, []);

  useEffect(() => {
    if (chart === undefined || chart.isDisposed()) return;
    void import('./engine.ts').then(({ withLook }) => {
      if (!chart.isDisposed()) chart.setOption(withLook(option), { notMerge: true });
    });
  }, [chart, option]);

  const savePicture = async () => {
    const picture = chart === undefined ? undefined : await pictureOf(chart, title);
    if (picture !== undefined) handOut(picture, `${file}.png`);
  };
  const saveData = () => handOut(new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' }), `${file}.csv`);
  return (
    <figure className="chart" aria-labelledby={titleId}>
      <figcaption>
        <b id={titleId}>{title}</b>
        <span className="chart-tools">
          <Button
            size="small"
            type="text"
            icon={showsTable ? <LineChartOutlined /> : <TableOutlined />}
            aria-pressed={showsTable}
            onClick={() => setShowsTable(!showsTable)}
          >
            {say(showsTable ? 'web.chart.showChart' : 'web.chart.showTable')}
          </Button>
          <Button
            size="small"
            type="text"
            icon={<FileImageOutlined />}
            disabled={chart === undefined || showsTable}
            onClick={() => void savePicture()}
          >
            {say('web.chart.picture')}
          </Button>
          <Button size="small" type="text" onClick={saveData}>
            {say('web.chart.data')}
          </Button>
        </span>
      </figcaption>
      <div
        ref={place}
        className={showsTable ? 'chart-place away' : 'chart-place'}
        style={{ height }}
        aria-hidden
      />
      <section
        className={showsTable ? 'chart-table' : 'chart-table unseen'}
        aria-label={title}
        tabIndex={showsTable ? 0 : undefined}
      >
        <table>
          <caption className="unseen">{title}</caption>
          <thead>
            <tr>
              {table.heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ cells: [name = '', ...rest], to, onOpen }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names of their own, and are drawn anew as a whole
              <tr key={index}>
                <th scope="row">
                  <RowName
                    name={name}
                    to={showsTable ? to : undefined}
                    onOpen={showsTable ? onOpen : undefined}
                  />
                </th>
                {rest.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </figure>
  );
}

/** The name of a row, as the way to where its numbers come from while the table is seen. */
function RowName({
  name,
  to,
  onOpen,
}: { readonly name: string } & Pick<ChartTable['rows'][number], 'to' | 'onOpen'>) {
  if (to !== undefined) return <Link to={to}>{name}</Link>;
  if (onOpen === undefined) return name;
  return (
    <button type="button" className="chart-open" onClick={onOpen}>
      {name}
    </button>
  );
}
