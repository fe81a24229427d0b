import {
  ColumnWidthOutlined,
  LeftOutlined,
  MinusOutlined,
  PlusOutlined,
  RightOutlined,
} from '@ant-design/icons';
import { Button, Input } from 'antd';
import { say } from '../../../src/messages/say.ts';
import type { Zoom } from './page-layout.ts';

interface Props {
  readonly zoom: Zoom;
  /** Times its size on paper, as it is drawn now. */
  readonly shown: number;
  readonly onZoom: (zoom: Zoom) => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly page?: number;
  readonly pages?: number;
  readonly onPage?: (page: number) => void;
  /** Said of what is shown. */
  readonly note?: string;
}

/** Pages and zoom of the document. */
export function SourceBar({ zoom, shown, onZoom, onStep, page, pages, onPage, note }: Props) {
  const percent = Math.round(shown * 100);
  return (
    <div className="source-bar" role="toolbar" aria-label={say('web.source.bar')}>
      {page !== undefined && pages !== undefined && onPage !== undefined && (
        <span className="source-pages">
          <Button
            type="text"
            size="small"
            icon={<LeftOutlined />}
            aria-label={say('web.source.previousPage')}
            disabled={page <= 1}
            onClick={() => onPage(page - 1)}
          />
          <Input
            key={page}
            size="small"
            inputMode="numeric"
            defaultValue={page}
            aria-label={say('web.source.page')}
            onPressEnter={({ currentTarget }) => {
              const asked = Number.parseInt(currentTarget.value, 10);
              if (asked >= 1) onPage(Math.min(asked, pages));
            }}
          />
          <span className="quiet">{say('web.source.ofPages', { pages })}</span>
          <Button
            type="text"
            size="small"
            icon={<RightOutlined />}
            aria-label={say('web.source.nextPage')}
            disabled={page >= pages}
            onClick={() => onPage(page + 1)}
          />
        </span>
      )}
      {note !== undefined && <span className="quiet source-note">{note}</span>}
      <span className="source-zoom">
        <Button
          type="text"
          size="small"
          icon={<MinusOutlined />}
          aria-label={say('web.source.smaller')}
          onClick={() => onStep(-1)}
        />
        <Button
          type="text"
          size="small"
          className="source-percent"
          aria-label={say('web.source.hundred', { shown: percent })}
          title={say('web.source.hundred', { shown: percent })}
          onClick={() => onZoom(1)}
        >
          {percent}%
        </Button>
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined />}
          aria-label={say('web.source.larger')}
          onClick={() => onStep(1)}
        />
        <Button
          type={zoom === 'fit' ? 'link' : 'text'}
          size="small"
          icon={<ColumnWidthOutlined />}
          aria-pressed={zoom === 'fit'}
          onClick={() => onZoom('fit')}
        >
          {say('web.source.fit')}
        </Button>
      </span>
    </div>
  );
}
