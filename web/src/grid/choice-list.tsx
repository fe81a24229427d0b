import { useEffect, useRef } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { Choice } from './lookup.ts';

interface Props {
  readonly id: string;
  readonly choices: readonly Choice[];
  readonly total: number;
  readonly active: number;
  readonly onPick: (choice: Choice) => void;
}

/** What can be chosen for a cell. The keyboard stays in the cell's editor, which moves `active`. */
export function ChoiceList({ id, choices, total, active, onPick }: Props) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div className="grid-choices">
      {choices.length === 0 ? (
        <p className="quiet">{say('web.grid.noChoice')}</p>
      ) : (
        <ul ref={list} role="listbox" id={id} aria-label={say('web.grid.choices')}>
          {choices.map((choice, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the editor, which keeps the focus
            <li
              key={`${choice.value} ${choice.hint ?? ''}`}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={index === active ? 'active' : undefined}
              // The editor keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onPick(choice)}
            >
              {choice.code !== undefined && <code>{choice.code}</code>}
              <span>{choice.name}</span>
              {choice.hint !== undefined && choice.hint !== '' && <small>{choice.hint}</small>}
            </li>
          ))}
        </ul>
      )}
      {choices.length < total && (
        <p className="quiet grid-more">{say('web.grid.moreChoices', { count: total - choices.length })}</p>
      )}
    </div>
  );
}
