import {
  DeleteRowOutlined,
  InsertRowAboveOutlined,
  InsertRowBelowOutlined,
  LockOutlined,
  QuestionCircleOutlined,
  RedoOutlined,
  UndoOutlined,
  VerticalAlignBottomOutlined,
} from '@ant-design/icons';
import { Button, Popconfirm, Popover, Switch, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { Command } from '../grid/keys.ts';

interface Props {
  readonly readOnly: boolean;
  readonly isNarrow: boolean;
  readonly isTrial: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onStep: (from: 'undo' | 'redo') => void;
  readonly onCommand: (command: Command) => void;
  readonly onTrial: (begin: boolean) => void;
  readonly tried: number;
  readonly help: string;
  /** Whether this sheet is closed while others may be changed. */
  readonly closed: boolean;
}

/** What can be done with the sheet without knowing the keys. */
export function LedgerTools(props: Props) {
  const { readOnly, isNarrow, isTrial, canUndo, canRedo, onStep, onCommand, onTrial, tried, help, closed } =
    props;
  if (isNarrow) return <p className="tools-note quiet">{say('web.budgets.phone')}</p>;
  return (
    <div className="tools" role="toolbar" aria-label={say('web.budgets.tools')}>
      <Tool
        name={say('web.budgets.undo')}
        hint="Ctrl+Z"
        icon={<UndoOutlined />}
        disabled={readOnly || !canUndo}
        onClick={() => onStep('undo')}
      />
      <Tool
        name={say('web.budgets.redo')}
        hint="Ctrl+Y"
        icon={<RedoOutlined />}
        disabled={readOnly || !canRedo}
        onClick={() => onStep('redo')}
      />
      <i className="tools-gap" />
      <Tool
        name={say('web.budgets.insertAbove')}
        hint="Ctrl++"
        icon={<InsertRowAboveOutlined />}
        disabled={readOnly}
        onClick={() => onCommand({ type: 'insertRows', below: false })}
      />
      <Tool
        name={say('web.budgets.insertBelow')}
        icon={<InsertRowBelowOutlined />}
        disabled={readOnly}
        onClick={() => onCommand({ type: 'insertRows', below: true })}
      />
      <Tool
        name={say('web.budgets.deleteRows')}
        hint="Ctrl+-"
        icon={<DeleteRowOutlined />}
        disabled={readOnly}
        onClick={() => onCommand({ type: 'deleteRows' })}
      />
      <Tool
        name={say('web.budgets.fillDown')}
        hint="Ctrl+D"
        icon={<VerticalAlignBottomOutlined />}
        disabled={readOnly}
        onClick={() => onCommand({ type: 'fillDown' })}
      />
      <Popover
        trigger={['click']}
        placement="bottomLeft"
        content={
          <div className="keys-help">
            <p>{help}</p>
            <ul>
              {say('web.budgets.keys')
                .split('|')
                .map((line) => (
                  <li key={line}>{line}</li>
                ))}
            </ul>
          </div>
        }
      >
        <Button type="text" size="small" icon={<QuestionCircleOutlined />}>
          {say('web.budgets.help')}
        </Button>
      </Popover>
      {closed && (
        <span className="tools-closed" title={say('web.budgets.closedSheet')}>
          <LockOutlined aria-hidden /> {say('web.budgets.closedSheet')}
        </span>
      )}
      <Popconfirm
        title={say('web.budgets.trial.leave', { count: tried })}
        okText={say('web.budgets.trial.discard')}
        cancelText={say('web.cancel')}
        disabled={!isTrial || tried === 0}
        onConfirm={() => onTrial(false)}
      >
        <span className={isTrial ? 'trial on' : 'trial'}>
          <Switch
            size="small"
            aria-label={say('web.budgets.trial')}
            checked={isTrial}
            disabled={readOnly}
            onChange={(begin) => {
              if (begin || tried === 0) onTrial(begin);
            }}
          />
          <Tooltip title={say('web.budgets.trial.hint')}>
            <span>{say('web.budgets.trial')}</span>
          </Tooltip>
        </span>
      </Popconfirm>
    </div>
  );
}

interface ToolProps {
  readonly name: string;
  readonly hint?: string;
  readonly icon: ReactNode;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function Tool({ name, hint, icon, disabled, onClick }: ToolProps) {
  return (
    <Tooltip title={hint === undefined ? name : `${name}（${hint}）`}>
      <Button type="text" size="small" icon={icon} disabled={disabled} onClick={onClick} aria-label={name}>
        <span className="tool-name">{name}</span>
      </Button>
    </Tooltip>
  );
}
