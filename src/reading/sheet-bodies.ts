/** A project's sheet, in the order of the document. */
export interface Sheet {
  /** The body of the part it stands in. */
  readonly entity: string;
  /** The project's code; empty where it has none. */
  readonly code: string;
  /** What it says of budget and targets: two printings of one sheet say the same. */
  readonly says: string;
}

/**
 * Whose a sheet is: a body; `apart` where it is another body's than the sheet before with its code, and nothing says
 * which; `part` where it is the body's of its part.
 */
export type SheetOwner =
  | { readonly type: 'body'; readonly entity: string }
  | { readonly type: 'apart' }
  | { readonly type: 'part' };

/** So many projects with two sheets are no mistake of one sheet. */
const SEVERAL = 2;

/**
 * Whose the sheets of a department's part are. Bodies of one department share codes of projects, and its part prints
 * the sheets of one body after those of another without naming them: where a code comes again with other figures, another
 * body's sheets have begun. As many runs of sheets as bodies are theirs in order; a sheet whose code comes once is the
 * department's, whoever's it is.
 *
 * @param bodiesOf the bodies of a department in its own order; none where they are not printed
 * @example with bodies 甲, 乙 and sheets P1 P2 P3 P1 P2: P1 and P2 are 甲's and then 乙's, P3 the department's
 */
export function ownersOf(
  sheets: readonly Sheet[],
  bodiesOf: (entity: string) => readonly string[],
): readonly SheetOwner[] {
  const owners = sheets.map((): SheetOwner => ({ type: 'part' }));
  const parts = new Map<string, number[]>();
  sheets.forEach(({ entity }, index) => {
    const known = parts.get(entity);
    if (known === undefined) parts.set(entity, [index]);
    else known.push(index);
  });
  for (const [entity, indexes] of parts) {
    const runs = runsOf(indexes.map((index) => sheets[index]));
    const shared = new Map<string, Set<number>>();
    indexes.forEach((index, at) => {
      const code = sheets[index]?.code ?? '';
      if (code !== '') shared.set(code, (shared.get(code) ?? new Set()).add(runs[at] ?? 0));
    });
    const repeated = [...shared.values()].filter((own) => own.size > 1);
    const bodies = bodiesOf(entity);
    const count = (runs.at(-1) ?? 0) + 1;
    if (repeated.length === 0 || (bodies.length < 2 && repeated.length < SEVERAL)) continue;
    indexes.forEach((index, at) => {
      if ((shared.get(sheets[index]?.code ?? '')?.size ?? 0) < 2) return;
      const body = count === bodies.length ? bodies[runs[at] ?? 0] : undefined;
      // What bears the department's own name in its list of bodies cannot be told from all of it.
      owners[index] =
        body === undefined || body === entity ? { type: 'apart' } : { type: 'body', entity: body };
    });
  }
  return owners;
}

/** For every sheet the run it is in: a run ends before a code that it has already, with other figures. */
function runsOf(sheets: readonly (Sheet | undefined)[]): readonly number[] {
  let run = 0;
  let seen = new Map<string, string>();
  return sheets.map((sheet) => {
    if (sheet === undefined || sheet.code === '') return run;
    const known = seen.get(sheet.code);
    if (known !== undefined && known !== sheet.says) {
      run += 1;
      seen = new Map();
    }
    seen.set(sheet.code, sheet.says);
    return run;
  });
}
