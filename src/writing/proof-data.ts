import Papa from 'papaparse';
import type { Data, Document } from '../document/document.ts';
import { type Coordinate, coordinateKey } from '../facts/fact.ts';
import type { Difference } from './proof-print.ts';

/** A fact of open data: what proofs look at. */
export interface DataFact {
  readonly at: Coordinate;
  /** As printed, without thousands separators; empty where unknown. */
  readonly value: string;
  readonly unit: string;
}

/** Open data held against the document that it comes with: every printed fact once, and no other. */
export function compareData(document: Document, facts: readonly DataFact[]): readonly Difference[] {
  const printed = factsPrinted(document);
  const differences: Difference[] = [];
  const seen = new Set<string>();
  for (const { at, value, unit } of facts) {
    const key = keyOf(coordinateKey(at), unit, value);
    const known = printed.get(key);
    seen.add(key);
    const row = `${coordinateKey(at)} ${unit}`;
    if (known === undefined) differences.push({ row, printed: value, expected: '' });
    else if (known.signed && known.value !== value) {
      differences.push({ row, printed: value, expected: known.value });
    }
  }
  for (const [key, { value, row }] of printed) {
    if (!seen.has(key)) differences.push({ row, printed: '', expected: value });
  }
  return differences;
}

interface PrintedFact {
  readonly value: string;
  /** A sentence prints magnitudes: its words say the sign. */
  readonly signed: boolean;
  readonly row: string;
}

function factsPrinted({ sections }: Document): ReadonlyMap<string, PrintedFact> {
  const facts = new Map<string, PrintedFact>();
  const add = ({ role, at, unit = '', status }: Data, text: string, signed: boolean) => {
    if (role !== 'coordinate' || at === undefined || status === 'dash') return;
    const value = status === 'unknown' ? '' : text.replaceAll(',', '');
    const key = keyOf(at, unit, value);
    if (signed || !facts.has(key)) facts.set(key, { value, signed, row: `${at} ${unit}` });
  };
  for (const block of sections.flatMap((section) => section.blocks)) {
    if (block.type === 'paragraph') {
      for (const { data, text } of block.runs) if (data !== undefined) add(data, text, false);
    } else if (block.type === 'table') {
      for (const { cells } of block.body) {
        for (const { data, text, number } of cells)
          if (data !== undefined) add(data, number?.value ?? text, true);
      }
    }
  }
  return facts;
}

function keyOf(at: string, unit: string, value: string): string {
  return `${at} ${unit} ${value.replace(/^-/u, '')}`;
}

/** Columns of `facts.csv` that are no dimension. */
const OTHERS = new Set(['value', 'unit', 'decimals', 'status', 'amount_yuan', 'printed_in']);

/** The facts of a `facts.csv`; undefined where it is none. */
export function readFactsCsv(bytes: Uint8Array): readonly DataFact[] | undefined {
  const text = new TextDecoder().decode(bytes);
  const { data, errors } = Papa.parse<readonly string[]>(text, { skipEmptyLines: true });
  const [columns, ...rows] = data;
  if (columns === undefined || errors.length > 0) return undefined;
  const [value, unit] = [columns.indexOf('value'), columns.indexOf('unit')];
  if (value < 0 || unit < 0) return undefined;
  const dimensions = columns.flatMap((name, index) =>
    OTHERS.has(name) || name.endsWith('_label') ? [] : [{ name, index }],
  );
  return rows.map((row) => ({
    at: Object.fromEntries(
      dimensions.flatMap(({ name, index }) => {
        // The apostrophe keeps a spreadsheet from taking a name for a formula.
        const member = (row[index] ?? '').replace(/^'(?=[=+@\t\r]|-\D)/u, '');
        return member === '' ? [] : [[name, member]];
      }),
    ),
    value: row[value] ?? '',
    unit: row[unit] ?? '',
  }));
}
