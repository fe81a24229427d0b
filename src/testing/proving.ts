import type { AccountBook } from '../accounts/book.ts';
import { loadAccounts } from '../accounts/load.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { findPacks } from '../packs/load.ts';
import { loadVocabulary, type Vocabulary } from '../packs/vocabulary.ts';
import { type Disclosure, prepare } from '../writing/publish.ts';

/** What publishing and reading back go by, with the shipped packs. */
export interface Proving {
  readonly accounts: AccountBook;
  readonly vocabulary: Vocabulary;
  disclosureOf(ledger: Ledger): Disclosure;
}

export function proving(): Proving {
  const accounts = loadAccounts();
  const vocabulary = loadVocabulary();
  if (!accounts.ok || !vocabulary.ok) throw new Error('data');
  const library = findPacks(accounts.value);
  if (!library.ok) throw new Error('packs');
  return {
    accounts: accounts.value,
    vocabulary: vocabulary.value,
    disclosureOf(ledger) {
      const pack = library.value.load(ledger.pack);
      if (!pack.ok) throw new Error(ledger.pack);
      return prepare({ ledger, pack: pack.value, accounts: accounts.value, allowUnknown: true });
    },
  };
}
