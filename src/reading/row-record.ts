import type { Place } from '../document/document.ts';
import type { Coordinate } from '../facts/fact.ts';

/** What a row or form says of a record: texts by the names of attributes, as printed. */
export interface RowRecord {
  readonly kind:
    | 'department'
    | 'units'
    | 'allProjects'
    | 'projects'
    | 'specialFunds'
    | 'indicators'
    | 'procurement';
  /** What places it, such as the project by its code or normalised name. */
  readonly at: Coordinate;
  readonly values: ReadonlyMap<string, RecordText>;
  /** Records inside it: the indicators of a project. */
  readonly inner: readonly RowRecord[];
  /** The unit of amounts among its texts, such as 万元. */
  readonly unit: string;
  readonly place: Place | undefined;
  /** It is of another body than records before it with the same project, and nothing says of which. */
  readonly apart?: boolean;
}

export interface RecordText {
  readonly text: string;
  readonly place: Place | undefined;
}
