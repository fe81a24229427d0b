/** A day as people and platforms write it in cells. */

const WRITTEN = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[T\s].*)?$/su;

/** The first and last serial number that is taken for a day without a date format: the years 2000 and 2099. */
const SERIALS = [36_526, 73_050] as const;

/**
 * The day that a text says, in the form that sorts (ISO 8601): 2025-03-05 for 2025-3-5, 2025/3/5, 2025.3.5, 20250305,
 * 2025年3月5日, any of them with a time behind, and for the serial number of a spreadsheet that lost its date format.
 * Undefined for anything else and for days that no calendar has.
 *
 * @example parseDay('2025年3月5日') // '2025-03-05'
 */
export function parseDay(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim();
  if (/^\d{5}(?:\.\d+)?$/u.test(plain)) return dayOfSerial(Math.floor(Number(plain)));
  const match = WRITTEN.exec(plain);
  if (match === null) return undefined;
  const [, year = '', month, day, compactMonth, compactDay] = match;
  return dayOf(Number(year), Number(month ?? compactMonth), Number(day ?? compactDay));
}

function dayOfSerial(serial: number): string | undefined {
  if (serial < SERIALS[0] || serial > SERIALS[1]) return undefined;
  // Spreadsheets count days from 30 December 1899 (for days behind February 1900).
  return new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The last day of a month. @example lastDayOf(2025, 6) // '2025-06-30' */
export function lastDayOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
