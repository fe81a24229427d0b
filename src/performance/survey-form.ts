import type { Block, Document, Paragraph, ParagraphStyle, Table } from '../document/document.ts';
import { say } from '../messages/say.ts';
import type { Question, Survey } from './survey.ts';

/** The questionnaire to be printed and handed out. @param body who asks */
export function surveyForm(survey: Survey, body: string, year: number): Document {
  const { title, introduction, closing } = survey;
  return {
    title,
    language: 'zh-CN',
    author: body,
    year,
    sections: [
      {
        orientation: 'portrait',
        blocks: [
          paragraph('title', title),
          paragraph('body', introduction),
          paragraph('note', say('survey.form.number')),
          ...questionBlocks(survey),
          ...(closing === undefined ? [] : [paragraph('body', closing)]),
          ...(body === '' ? [] : [paragraph('centred', body)]),
        ],
      },
    ],
  };
}

/** Questions on the scale that follow each other share a table, so that a sheet holds them. */
function questionBlocks(survey: Survey): readonly Block[] {
  const blocks: Block[] = [];
  let rows: { readonly one: Question; readonly number: number }[] = [];
  const close = () => {
    if (rows.length > 0) blocks.push(scaleTable(rows, survey));
    rows = [];
  };
  survey.questions.forEach((one, index) => {
    const number = index + 1;
    if (one.type === 'scale') {
      rows.push({ one, number });
      return;
    }
    close();
    blocks.push(...openBlocks(one, number));
  });
  close();
  return blocks;
}

function scaleTable(
  rows: readonly { readonly one: Question; readonly number: number }[],
  { scale }: Survey,
): Table {
  return {
    type: 'table',
    id: `questions-${rows[0]?.number ?? 0}`,
    widths: [40, ...scale.map(() => 12)],
    head: [
      {
        cells: [say('survey.form.questions'), ...scale.map(({ label }) => label)].map((text) => ({
          text,
          align: 'center' as const,
          header: true,
        })),
      },
    ],
    body: rows.map(({ one, number }) => ({
      cells: [
        { text: say('survey.form.question', { number, text: one.text }) },
        ...scale.map(() => ({ text: say('survey.form.empty'), align: 'center' as const })),
      ],
    })),
    notes: [],
  };
}

function openBlocks(one: Question, number: number): readonly Block[] {
  const asked: Paragraph = {
    type: 'paragraph',
    style: 'body',
    runs: [{ text: say('survey.form.question', { number, text: one.text }), bold: true }],
  };
  if (one.type !== 'choice') {
    return [asked, paragraph('body', say('survey.form.line')), paragraph('body', say('survey.form.line'))];
  }
  const boxes = one.choices.map((choice) => say('survey.form.box', { choice })).join('　');
  return [asked, paragraph('body', boxes)];
}

function paragraph(style: ParagraphStyle, text: string): Paragraph {
  return { type: 'paragraph', style, runs: [{ text }] };
}
