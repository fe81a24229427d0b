import type { CheckedDocument } from '../checking/checked.ts';
import { Cube, type Statement } from '../facts/cube.ts';
import type { Coordinate } from '../facts/fact.ts';
import { picturesOf } from './pictures.ts';
import type { Pictures } from './pictures-schema.ts';
import { reportedPlace } from './reported-place.ts';

/** What is drawn of a document: its margins as it prints them, each number with its places on the page. */
export function documentPictures(document: CheckedDocument): Pictures {
  const { space, tables, others, entity, year, stage } = document;
  const statements: readonly Statement[] = [
    ...tables.map(
      ({ id, at, closed, facts }): Statement => ({ id, scope: at, closed, grain: 'table', facts }),
    ),
    { id: '', scope: {}, closed: false, grain: 'table', facts: others },
  ];
  const base: Coordinate = {
    measure: 'amount',
    entity: entity.code === '' ? entity.name : entity.code,
    year: String(year),
    stage,
  };
  return picturesOf({
    cube: Cube.of(space, statements),
    base,
    year,
    entity: entity.name,
    onlyStated: true,
    factOf: ({ place }) => (place === undefined ? undefined : { place: reportedPlace(place) }),
  });
}
