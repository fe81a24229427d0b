import type { CheckedDocument } from '../checking/checked.ts';
import { Cube, type Statement } from '../facts/cube.ts';
import type { Coordinate } from '../facts/fact.ts';
import type { Reading } from '../reading/reading.ts';
import { evidenceOf } from './evidence.ts';
import { picturesOf } from './pictures.ts';
import type { Pictures } from './pictures-schema.ts';
import { reportedPlace } from './reported-place.ts';

/** What is drawn of a document: its margins as it prints them, each number with its places on the page. */
export function documentPictures(reading: Reading, document: CheckedDocument): Pictures {
  const evidence = evidenceOf(reading);
  const { space, tables, others, entity, year, stage } = document;
  const statements: readonly Statement[] = [
    ...tables.map(
      ({ id, at, closed, facts }): Statement => ({ id, scope: at, closed, grain: 'table', facts }),
    ),
    { id: '', scope: {}, closed: false, grain: 'table', facts: others },
  ];
  const whole: Coordinate = {
    measure: 'amount',
    entity: entity.code === '' ? entity.name : entity.code,
    year: String(year),
    stage,
  };
  const cube = Cube.of(space, statements);
  return picturesOf({
    cube,
    base: widestBase(cube, whole),
    year,
    entity: entity.name,
    onlyStated: true,
    factOf: ({ place }) =>
      place === undefined ? undefined : { place: reportedPlace(place, evidence(place)) },
  });
}

/** Everything, or what is paid from the widest source of which expenditure is stated: some documents print that only. */
function widestBase(cube: Cube, whole: Coordinate): Coordinate {
  const bases = [
    whole,
    { ...whole, source: 'fiscalAppropriation' },
    { ...whole, source: 'generalPublicBudget' },
  ];
  const isStated = (base: Coordinate) => {
    const value = cube.value({ ...base, flow: 'expenditure' });
    return value.known && value.facts.length > 0;
  };
  return bases.find(isStated) ?? whole;
}
