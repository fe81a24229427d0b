import type { Place } from '../document/document.ts';
import { sayWhere } from '../messages/problem.ts';

/** A place as a person would say it; lines and pages are counted from 1. */
export function sayPlace(place: Place): string {
  switch (place.type) {
    case 'page':
      return sayWhere({ page: place.page });
    case 'cell':
      return sayWhere({ sheet: place.sheet, cell: place.cell });
    case 'line':
      return sayWhere({ line: place.line });
    case 'paragraph':
      return place.path;
  }
}
