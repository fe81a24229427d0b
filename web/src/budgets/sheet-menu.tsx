import { Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { Command } from '../grid/keys.ts';

interface Props {
  readonly readOnly: boolean;
  readonly onCommand: (command: Command) => void;
  /** Remarks on the active cell; absent where whoever looks may not. */
  readonly onRemark: (() => void) | undefined;
  readonly children: ReactNode;
}

interface Entry {
  readonly name: string;
  readonly keys?: string;
  readonly command: Command;
}

const ENTRIES: readonly Entry[] = [
  { name: say('web.budgets.copy'), keys: 'Ctrl+C', command: { type: 'copy' } },
  { name: say('web.budgets.clear'), keys: 'Delete', command: { type: 'clear' } },
  { name: say('web.budgets.fillDown'), keys: 'Ctrl+D', command: { type: 'fillDown' } },
  { name: say('web.budgets.insertAbove'), keys: 'Ctrl++', command: { type: 'insertRows', below: false } },
  { name: say('web.budgets.insertBelow'), command: { type: 'insertRows', below: true } },
  { name: say('web.budgets.deleteRows'), keys: 'Ctrl+-', command: { type: 'deleteRows' } },
];

const REMARK = say('web.review.remark.here');

/** What the right button of the mouse offers over a sheet. */
export function SheetMenu({ readOnly, onCommand, onRemark, children }: Props) {
  return (
    <Dropdown
      trigger={['contextMenu']}
      menu={{
        items: [
          ...ENTRIES.map(({ name, keys, command }) => ({
            key: name,
            label: name,
            extra: keys,
            disabled: readOnly && command.type !== 'copy',
          })),
          ...(onRemark === undefined ? [] : [{ key: REMARK, label: REMARK }]),
        ],
        onClick: ({ key }) => {
          if (key === REMARK) return onRemark?.();
          const entry = ENTRIES.find(({ name }) => name === key);
          if (entry !== undefined) onCommand(entry.command);
        },
      }}
    >
      {children}
    </Dropdown>
  );
}
