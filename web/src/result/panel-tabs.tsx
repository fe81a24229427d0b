import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { type MessageKey, say } from '../../../src/messages/say.ts';
import type { Tab } from './view.ts';

const NAMES = {
  findings: 'web.result.tab.findings',
  pictures: 'web.result.tab.pictures',
  notChecked: 'web.result.tab.notChecked',
  rounding: 'web.result.tab.rounding',
  corrections: 'web.result.tab.corrections',
} as const satisfies Record<Tab, MessageKey>;

const TABS: readonly Tab[] = ['findings', 'pictures', 'notChecked', 'rounding', 'corrections'];

interface Props extends Readonly<Record<Tab, ReactNode>> {
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  /** How much each list holds; of pictures nothing is counted. */
  readonly counts: Readonly<Record<Exclude<Tab, 'pictures'>, number>>;
  /** While a number is shown over them; they keep their place. */
  readonly isHidden: boolean;
}

/** The lists of a result; what is not checked and what is only rounding is never among the findings. */
export function PanelTabs({ tab, onTab, counts, isHidden, ...lists }: Props) {
  return (
    <div className="tabs" hidden={isHidden}>
      <Tabs
        size="small"
        activeKey={tab}
        onChange={(key) => onTab(TABS.find((one) => one === key) ?? 'findings')}
        items={TABS.map((one) => ({
          key: one,
          label: (
            <>
              {say(NAMES[one])} {one !== 'pictures' && <span className="tab-count">{counts[one]}</span>}
            </>
          ),
          children: <div className="tab-body">{lists[one]}</div>,
        }))}
      />
      <p className="keys quiet">{say('web.result.keys')}</p>
    </div>
  );
}
