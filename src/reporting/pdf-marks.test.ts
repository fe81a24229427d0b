import { degrees, PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { readSourceOf } from '../reading/read-file.ts';
import { checkedFile, WRONG_TOTAL } from '../testing/checked-file.ts';
import type { CheckReport } from './check-schema.ts';
import { markPdf } from './pdf-marks.ts';

/** One page with one number at a known spot, turned and cropped. */
async function pageWith(angle: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([400, 600]);
  page.setCropBox(30, 50, 320, 500);
  page.setRotation(degrees(angle));
  page.drawText('12345.67', { x: 120, y: 300, size: 20, font: await pdf.embedFont(StandardFonts.Helvetica) });
  return await pdf.save();
}

async function reportAt(bytes: Uint8Array): Promise<CheckReport> {
  const source = await readSourceOf(bytes, { file: 'a.pdf' });
  if (!source.ok) throw new Error('source');
  const [block] = source.value.document.sections.flatMap(({ blocks }) => blocks);
  const place = block !== undefined && 'place' in block ? block.place : undefined;
  if (place?.type !== 'page') throw new Error('place');
  const { report } = await checkedFile(WRONG_TOTAL, 'a.txt');
  const [left, top, right, bottom] = place.box;
  const [finding] = report.findings;
  if (finding === undefined) throw new Error('finding');
  return { ...report, findings: [{ ...finding, places: [{ page: 1, box: [left, top, right, bottom] }] }] };
}

describe('a PDF with remarks', () => {
  it.each([0, 90, 180, 270])(
    'has its frame around the number on a page turned by %s degrees',
    async (angle) => {
      const bytes = await pageWith(angle);
      const report = await reportAt(bytes);
      const marked = await markPdf(bytes, report);
      if (!marked.ok) throw new Error('not marked');
      const page = (await PDFDocument.load(marked.value)).getPage(0);
      const annotations = page.node.Annots()?.asArray() ?? [];
      const frame = annotations
        .map((one) => page.doc.context.lookup(one))
        .find((one) => one !== undefined && String(one).includes('/Square'));
      const rect =
        /\/Rect \[\s*([\d.\s-]+)\]/u.exec(String(frame))?.[1]?.trim().split(/\s+/u).map(Number) ?? [];
      const [left = 0, bottom = 0, right = 0, top = 0] = rect;
      // The text begins at 120, 300 in the page's own space, whatever the turn, and is 20 points high.
      expect(left).toBeGreaterThan(112);
      expect(left).toBeLessThan(121);
      expect(bottom).toBeGreaterThan(290);
      expect(bottom).toBeLessThan(301);
      expect(top).toBeGreaterThan(312);
      expect(top).toBeLessThan(325);
      expect(right).toBeGreaterThan(195);
      expect(right).toBeLessThan(215);
    },
  );

  it('is refused with a sentence where the file cannot be written again', async () => {
    const { report } = await checkedFile(WRONG_TOTAL, 'a.txt');
    const marked = await markPdf(new TextEncoder().encode('%PDF-1.7 broken'), report);
    expect(marked.ok).toBe(false);
    expect(marked.problems[0]?.message).toContain('不能加批注');
  });
});
