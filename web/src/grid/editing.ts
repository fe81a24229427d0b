import type { GridColumn } from './column.ts';
import type { Choice } from './lookup.ts';

/** A cell that is being edited. */
export interface Editing {
  readonly text: string;
  /** Begun by typing over the cell: the arrow keys leave it, as in a spreadsheet; F2 and a double click give them to the text. */
  readonly byTyping: boolean;
  /** Whether the list of choices is open. */
  readonly listed: boolean;
  /** Whether something was typed since the list was opened: before, all choices are shown. */
  readonly searched: boolean;
  /** The choice that Enter takes; -1 is none. */
  readonly active: number;
}

const MOST_CHOICES = 60;

/** The choices to show, and how many there are. */
export function choicesFor(
  editing: Editing | undefined,
  column: GridColumn | undefined,
): { readonly shown: readonly Choice[]; readonly total: number } {
  if (editing === undefined || !editing.listed || column?.choices === undefined) return NONE;
  const { lookup } = column.choices;
  const found = editing.searched ? lookup.find(editing.text) : lookup.choices;
  return { shown: found.slice(0, MOST_CHOICES), total: found.length };
}

const NONE = { shown: [], total: 0 };

/** Editing begins by typing. */
export function typed(text: string, column: GridColumn | undefined): Editing {
  return {
    text,
    byTyping: true,
    listed: column?.choices !== undefined,
    searched: true,
    active: firstChoice(text, column),
  };
}

/** Editing begins with what the cell holds. */
export function opened(text: string, column: GridColumn | undefined, withList: boolean): Editing {
  const at = withList ? (column?.choices?.lookup.choices.findIndex(({ value }) => value === text) ?? -1) : -1;
  return {
    text,
    byTyping: false,
    listed: withList && column?.choices !== undefined,
    searched: false,
    active: at,
  };
}

export function retyped(editing: Editing, text: string, column: GridColumn | undefined): Editing {
  return {
    ...editing,
    text,
    listed: column?.choices !== undefined,
    searched: true,
    active: firstChoice(text, column),
  };
}

/** Where anything may be typed, Chinese is meant as it stands; letters are the sound of a choice. */
function firstChoice(text: string, column: GridColumn | undefined): number {
  if (column?.choices === undefined || text.trim() === '') return -1;
  return column.choices.strict || /^[a-z]+$/iu.test(text.trim()) ? 0 : -1;
}

/** The text that a cell gets when editing ends. */
export function settled(editing: Editing, column: GridColumn | undefined, byKey: boolean): string {
  const { shown } = choicesFor(editing, column);
  const choice = byKey && editing.active >= 0 ? shown[editing.active] : undefined;
  return choice?.value ?? editing.text;
}
