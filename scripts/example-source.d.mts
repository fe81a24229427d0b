import type { Ledger } from '../src/ledger/ledger.ts';

/** The ledger that an example's source describes; throws where the text is no such source. */
export function readExampleSource(source: string): Ledger;
