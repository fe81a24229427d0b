import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { BudgetSheet } from '../../../src/server/contract/budgets.ts';
import { useAccounts } from '../api/budgets.ts';
import { type Lookup, makeLookup, type Sound } from '../grid/lookup.ts';
import type { Book } from './book.ts';
import {
  type Classification,
  choiceOf,
  departmentChoice,
  projectChoices,
  type Sources,
  textsIn,
  unitChoices,
  usedFirst,
} from './sheet-columns.ts';

/** How names sound; the dictionary is large and comes by itself, until then names are found by digits and characters. */
function useSound(): Sound | undefined {
  const { data } = useQuery({
    queryKey: ['pinyin'],
    queryFn: async () => {
      const { pinyin } = await import('pinyin-pro');
      const sound: Sound = (name) =>
        pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
      return { sound };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return data?.sound;
}

/** Everything that the columns of a sheet choose from. */
export function useSources(budget: string, sheet: BudgetSheet, book: Book): Sources {
  const sound = useSound();
  // What the budget had when the sheet was opened comes first among what fits as well.
  const [used] = useState(() => textsIn(book));
  const wanted = new Set(sheet.columns.map(({ classification }) => classification));
  const fn = useAccountLookup(budget, 'function', wanted.has('function'), sound, used);
  const economic = useAccountLookup(budget, 'economic', wanted.has('economic'), sound, used);
  const govEconomic = useAccountLookup(budget, 'govEconomic', wanted.has('govEconomic'), sound, used);
  const unitRows = book.sheets.get('units');
  const projectRows = book.sheets.get('projects');
  const { departmentCode, departmentName } = book.settings;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the book only these rows and settings are read
  return useMemo(() => {
    const units = unitChoices(book);
    return {
      accounts: new Map<string, Lookup>([
        ['function', fn],
        ['economic', economic],
        ['govEconomic', govEconomic],
      ]),
      units: makeLookup(units, sound),
      unitsAndDepartment: makeLookup([...departmentChoice(book), ...units], sound),
      projects: makeLookup(projectChoices(book), sound),
      sound,
    };
  }, [fn, economic, govEconomic, unitRows, projectRows, departmentCode, departmentName, sound]);
}

const NOTHING = makeLookup([]);

function useAccountLookup(
  budget: string,
  classification: Classification,
  isWanted: boolean,
  sound: Sound | undefined,
  used: ReadonlySet<string>,
): Lookup {
  const { data } = useAccounts(budget, classification, isWanted);
  return useMemo(
    () =>
      data === undefined
        ? NOTHING
        : makeLookup(
            usedFirst(
              data.accounts.map(({ code, name, path }) => choiceOf(code, name, path)),
              used,
            ),
            sound,
          ),
    [data, sound, used],
  );
}
