import { say } from '../messages/say.ts';
import { choicesOfColumn, type RegisterSheet, sheetsOfRegister } from '../performance/read-register.ts';
import type { Register } from '../performance/register.ts';
import { type FormColumn, type FormSheet, writeFormBook } from './form-book.ts';

/**
 * An empty form of a register: a sheet a table with drop-downs, an example of each on a sheet of its own that is not read,
 * and a page that says what is computed from it.
 */
export async function writeRegisterTemplate(
  register: Register,
  year: number,
  use: string = say('register.template.use'),
): Promise<Uint8Array> {
  const sheets = sheetsOfRegister(register);
  return await writeFormBook({
    year,
    guide: { name: say('register.template.guide'), lines: [...guideOf(register), use] },
    sheets: [
      ...sheets.map((sheet) => ({ name: sheet.title, columns: columnsOf(sheet), isFilledIn: true })),
      ...sheets.map(exampleSheet),
    ],
  });
}

function exampleSheet(sheet: RegisterSheet): FormSheet {
  const row = sheet.columns.map(({ key }) => [sheet.definition.columns[key]?.example ?? '', ''] as const);
  return {
    name: say('register.template.exampleSheet', { title: sheet.title }),
    columns: columnsOf(sheet),
    rows: [row],
    isFilledIn: false,
  };
}

function columnsOf({ columns, definition }: RegisterSheet): readonly FormColumn[] {
  return columns.map((column): FormColumn => {
    const type = definition.columns[column.key]?.type;
    return {
      title: column.title,
      help: column.help,
      required: column.required,
      width: column.width,
      format: type === 'money' ? 'amount' : type === 'number' ? 'general' : 'text',
      choices: choicesOfColumn(column),
      strict: column.content.type === 'option',
    };
  });
}

function guideOf({ title, description, tables, measures }: Register): readonly string[] {
  return [
    say('register.template.about', { title, description }),
    ...Object.values(tables).map((one) =>
      say('register.template.table', { title: one.title, help: one.help }),
    ),
    '',
    say('register.template.measures'),
    ...measures.map(({ name, unit, note }) =>
      say('register.template.measure', {
        name,
        unit,
        note: note === undefined ? '' : say('register.cli.note', { note }),
      }),
    ),
    '',
  ];
}
