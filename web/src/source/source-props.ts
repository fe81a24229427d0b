import type { Goal } from '../result/view.ts';
import type { Annotation, Annotations } from './annotations.ts';

/** How a place stands out beside its own frame: the chosen one, where the same fact is printed, a part of a chosen sum, a place of the chosen finding. */
export type Role = 'chosen' | 'same' | 'part' | 'lit';

/** What is drawn over the document, and what to do when it is clicked. */
export interface SourceProps {
  readonly documentId: string;
  readonly annotations: Annotations;
  readonly roles: ReadonlyMap<string, Role>;
  readonly goal: Goal | undefined;
  readonly onPick: (annotation: Annotation, byKeyboard: boolean) => void;
}
