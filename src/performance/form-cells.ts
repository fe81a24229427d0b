import type { Cell } from '../document/document.ts';
import { say } from '../messages/say.ts';
import { type Fen, inUnit, printAmount } from '../money/amount.ts';
import { printDecimal } from '../money/decimal.ts';
import { sayPoints } from './score.ts';

/** The cells that forms of performance are made of. */

export function text(value: string): Cell {
  return { text: value };
}

export function centred(value: string): Cell {
  return { text: value, align: 'center' };
}

export function head(value: string): Cell {
  return { text: value, align: 'center', header: true };
}

export function wide(value: string, colspan: number): Cell {
  return { text: value, colspan };
}

export function dash(): Cell {
  return centred(say('evaluation.form.dash'));
}

export function points(value: bigint): Cell {
  const number = { value: printDecimal({ digits: value, decimals: 2 }), decimals: 2, grouped: false };
  return { text: sayPoints(value), align: 'center', number };
}

/** 万元 with two decimals, as the form has it; rounded once. */
export function money(fen: Fen | undefined): Cell {
  if (fen === undefined) return dash();
  const value = printDecimal(inUnit(fen, '万元', 2));
  return {
    text: printAmount(fen, { unit: '万元', decimals: 2, grouped: true }),
    align: 'right',
    number: { value, decimals: 2, grouped: true },
  };
}

export function count(value: number): Cell {
  const text = String(value);
  return { text, align: 'center', number: { value: text, decimals: 0, grouped: false } };
}
