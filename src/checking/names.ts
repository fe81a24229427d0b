import { normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import type { CheckedDocument } from './checked.ts';
import { contentsOf } from './text.ts';

/** A line in the form in which words are looked for. */
export interface Text {
  readonly text: string;
  readonly place: Place;
}

/** The lines behind the table of contents. */
export function textsOf(document: CheckedDocument): readonly Text[] {
  const body = contentsOf(document)?.body ?? 0;
  return document.lines.slice(body).map(({ text, place }) => ({ text: normalName(text), place }));
}

/** Every name that the document gives itself and its units. */
export function namesOf({ entity, bodies, units }: CheckedDocument): readonly string[] {
  const names = [entity, ...bodies, ...units]
    .map(({ name }) => normalName(name))
    .filter((name) => name.length >= 3);
  return [...new Set(names)];
}

/** Names of places by their last character, where it is not part of another word. */
export const PLACE =
  /([\p{Script=Han}]{2,7}?)(自治区|自治州|自治县|省|(?<![城都])市(?![场政容民])|县|(?<![社园景片])区(?![划域块])|旗|盟)/gu;

/** Words before the name of a body, and none of a place's. */
export const BEFORE = '现将|将|由|为|及|与|和|对|向|经|据|照|于|在|关于|根据|按照|依据|所在|上级';
