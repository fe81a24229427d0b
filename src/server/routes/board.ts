import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { departmentsWithin, documentsOfYear, yearsWithin } from '../../store/board.ts';
import { budgetsOfYear } from '../../store/review.ts';
import { writeXlsx } from '../../writing/xlsx.ts';
import { boardOf } from '../board.ts';
import { boardCsv, boardDocument } from '../board-table.ts';
import { type Board, boardFileSchema, boardQuerySchema, boardSchema } from '../contract/board.ts';
import { filteredBoard } from '../contract/board-filter.ts';
import { ROUTES } from '../contract/routes.ts';
import { today } from '../deadline.ts';
import { attachment } from '../download.ts';
import { standingOf } from '../guard.ts';
import { reachOf } from '../permissions.ts';
import type { ServerParts } from '../server.ts';

const READ = { action: 'board.read' } as const;
const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** The board of all departments: how far each is with its budget of a year, and what was found in it. */
export function boardRoutes({ db, budgets: desk, open }: ServerParts): FastifyPluginAsync {
  /** Each list is one question to the database, however many departments there are. */
  const load = async (
    { actor, reach }: Pick<FastifyRequest, 'actor' | 'reach'>,
    wanted: number | undefined,
  ): Promise<Board> => {
    const ofDocuments = reachOf(standingOf(actor), 'documents.read', open);
    const years = await yearsWithin(db, { budgets: reach, documents: ofDocuments });
    const year = wanted ?? years[0] ?? new Date().getFullYear();
    const budgets = await budgetsOfYear(db, year, reach);
    const checking = desk.checkLater(budgets.map(({ budget }) => budget));
    return boardOf({
      year,
      years,
      today: today(),
      budgets,
      departments: await departmentsWithin(db, reach),
      documents: ofDocuments === undefined ? [] : await documentsOfYear(db, year, ofDocuments),
      checking,
    });
  };

  return async (plain) => {
    const app = plain.withTypeProvider<ZodTypeProvider>();

    app.get(
      ROUTES.board,
      { config: READ, schema: { querystring: boardQuerySchema, response: { 200: boardSchema } } },
      (request) => load(request, request.query.year),
    );

    app.get(
      ROUTES.boardFile,
      {
        config: READ,
        schema: { params: z.strictObject({ format: z.enum(['xlsx', 'csv']) }), querystring: boardFileSchema },
      },
      async (request, reply) => {
        const { format } = request.params;
        const board = await load(request, request.query.year);
        const rows = filteredBoard(board.departments, request.query);
        const document = boardDocument(board, rows);
        const content = format === 'csv' ? boardCsv(board, rows) : Buffer.from(await writeXlsx(document));
        return reply
          .type(TYPES[format])
          .header('content-disposition', attachment(`${document.title}.${format}`))
          .send(content);
      },
    );
  };
}
