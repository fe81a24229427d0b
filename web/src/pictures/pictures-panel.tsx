import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { PictureFact, PictureFigure, Pictures } from '../../../src/reporting/pictures-schema.ts';
import { useNarrow } from '../budgets/use-narrow.ts';
import { ExecutionChart } from './execution-chart.tsx';
import { FlowChart } from './flow-chart.tsx';
import './pictures.css';
import { StructureChart } from './structure-chart.tsx';
import { ThreePublicChart } from './three-public-chart.tsx';
import { YearsChart } from './years-chart.tsx';

interface Props {
  readonly pictures: Pictures;
  /** A fact in words, as it stands in a list of those that make up a number. */
  readonly sayFact: (fact: PictureFact) => ReactNode;
  /** Leads to a fact: its place in the document, its row in the budget. */
  readonly onFact: (fact: PictureFact) => void;
  /** Whether there is room for little beside each other, whatever the window. */
  readonly isSlim?: boolean;
}

/** What is drawn of a budget or a document: every number leads to the facts that make it up. */
export function PicturesPanel({ pictures, sayFact, onFact, isSlim = false }: Props) {
  const isNarrow = useNarrow() || isSlim;
  const [chosen, setChosen] = useState<number>();
  const onFigure = useCallback(
    (figure: number) => {
      const [fact, ...others] = factsOf(pictures, figure);
      // A number that is printed once is gone to at once.
      if (fact !== undefined && others.length === 0 && pictures.figures[figure]?.count === 1) onFact(fact);
      else setChosen(figure);
    },
    [pictures, onFact],
  );
  const figure = chosen === undefined ? undefined : pictures.figures[chosen];
  const props = { pictures, isNarrow, onFigure };
  const { execution } = pictures;
  return (
    <div className="pictures">
      <p className="quiet picture-intro">{say('web.pictures.intro')}</p>
      <section aria-label={say('web.pictures.part.flow')}>
        <FlowChart {...props} />
      </section>
      <section aria-label={say('web.pictures.part.structure')}>
        <StructureChart {...props} />
      </section>
      <section aria-label={say('web.pictures.part.years')}>
        <YearsChart {...props} />
      </section>
      <section aria-label={say('web.pictures.part.threePublic')}>
        <ThreePublicChart {...props} />
      </section>
      {execution !== undefined && (
        <section aria-label={say('web.pictures.part.execution')}>
          <ExecutionChart execution={execution} {...props} />
        </section>
      )}
      {figure !== undefined && chosen !== undefined && (
        <FigureCard
          key={chosen}
          figure={figure}
          unit={pictures.unit}
          facts={factsOf(pictures, chosen)}
          sayFact={sayFact}
          onFact={onFact}
          onClose={() => setChosen(undefined)}
        />
      )}
    </div>
  );
}

function factsOf({ figures, facts }: Pictures, figure: number): readonly PictureFact[] {
  return figures[figure]?.facts.flatMap((index) => facts[index] ?? []) ?? [];
}

interface CardProps extends Pick<Props, 'sayFact' | 'onFact'> {
  readonly figure: PictureFigure;
  readonly unit: string;
  readonly facts: readonly PictureFact[];
  readonly onClose: () => void;
}

/** A number with everything that makes it up. */
function FigureCard({ figure, unit, facts, sayFact, onFact, onClose }: CardProps) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => card.current?.focus({ preventScroll: true }), []);
  return (
    <section
      ref={card}
      className="picture-figure"
      tabIndex={-1}
      aria-label={say('web.pictures.figure')}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose();
      }}
    >
      <header>
        <div>
          <span>{figure.says}</span>
          <b>
            {figure.printed} {figure.fen === undefined ? '' : unit}
          </b>
        </div>
        <Button type="text" icon={<CloseOutlined />} aria-label={say('web.close')} onClick={onClose} />
      </header>
      <p className="quiet">
        {facts.length === 0
          ? say(figure.fen === undefined ? 'web.pictures.unknown' : 'web.pictures.noFacts')
          : figure.count > facts.length
            ? say('web.pictures.factsSome', { count: figure.count, shown: facts.length })
            : say('web.pictures.facts', { count: facts.length })}
      </p>
      <ul>
        {facts.map((fact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of one number never changes
          <li key={index}>
            <button type="button" className="chart-open" onClick={() => onFact(fact)}>
              {sayFact(fact)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
