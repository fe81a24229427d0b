import { type ReactNode, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { ReportedPlace } from '../../../src/reporting/place-schema.ts';
import { placeText } from '../../../src/reporting/reported-place.ts';

/** A titled part of a card or panel. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="part">
      <h4>{title}</h4>
      {children}
    </section>
  );
}

interface SomeProps<Item> {
  readonly items: readonly Item[];
  readonly most: number;
  readonly render: (item: Item, index: number) => ReactNode;
}

/** The first items of a list, and the rest when it is asked for. */
export function Some<Item>({ items, most, render }: SomeProps<Item>) {
  const [isAll, setAll] = useState(false);
  const shown = isAll || items.length <= most + 1 ? items : items.slice(0, most);
  const rest = items.length - shown.length;
  return (
    <>
      <ul className="some">{shown.map(render)}</ul>
      {(rest > 0 || isAll) && (
        <button type="button" className="more" onClick={() => setAll(!isAll)}>
          {isAll ? say('web.finding.fewer') : say('web.finding.more', { count: rest })}
        </button>
      )}
    </>
  );
}

/** A way to a place of the document, with what is printed there where that is short. */
export function Jump({
  place,
  onPlace,
}: {
  readonly place: ReportedPlace;
  readonly onPlace: (place: ReportedPlace) => void;
}) {
  return (
    <button type="button" className="row-link" onClick={() => onPlace(place)}>
      <span>{placeText(place)}</span>
      {place.text !== undefined && place.text.length <= 16 && <b>{place.text}</b>}
    </button>
  );
}
