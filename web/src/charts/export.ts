import type { EChartsType } from 'echarts/core';
import { FONTS } from '../app/theme.ts';

/** The numbers behind a chart, as printed. */
export interface ChartTable {
  readonly heads: readonly string[];
  readonly rows: readonly ChartRow[];
}

export interface ChartRow {
  /** As many as there are heads; the first names the row. */
  readonly cells: readonly string[];
  /** The page of the app where the row's numbers come from. */
  readonly to?: string | undefined;
  /** Shows on this page where they come from. */
  readonly onOpen?: (() => void) | undefined;
}

/** A table as CSV that Excel and WPS open with the right characters. No cell of it is taken for a formula. */
export function csvOf({ heads, rows }: ChartTable): string {
  const lines = [heads, ...rows.map(({ cells }) => cells)].map((cells) => cells.map(field).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

const NUMBER = /^[-+]?[\d,]+(?:\.\d+)?[%‰]?$/u;

/** A text that a spreadsheet would take for a formula gets an apostrophe; numbers stay numbers, whatever their sign. */
function field(text: string): string {
  const isRisky = /^[\s]*[=+\-@\t\r]/u.test(text) && !NUMBER.test(text);
  const safe = isRisky ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Twice the pixels, for print. */
const SCALE = 2;
const HEAD = 44;

/** The chart as a PNG with its title above, on white. */
export async function pictureOf(chart: EChartsType, title: string): Promise<Blob | undefined> {
  const drawn = chart.renderToCanvas({ pixelRatio: SCALE, backgroundColor: '#fff' });
  const canvas = document.createElement('canvas');
  canvas.width = drawn.width;
  canvas.height = drawn.height + HEAD * SCALE;
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#1d2530';
  context.font = `600 ${16 * SCALE}px ${FONTS}`;
  context.textBaseline = 'middle';
  context.fillText(title, 12 * SCALE, (HEAD / 2) * SCALE, canvas.width - 24 * SCALE);
  context.drawImage(drawn, 0, HEAD * SCALE);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}

/** Hands a file to the person, as a download. */
export function handOut(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name.replaceAll(/[\\/:*?"<>|]/gu, '_');
  link.click();
  // The download has its own hold on the file by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
