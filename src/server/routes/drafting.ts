import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { say } from '../../messages/say.ts';
import { type Fen, printAmount } from '../../money/amount.ts';
import { placeReported } from '../../reporting/reported-place.ts';
import { correctionsOf, documentById } from '../../store/documents.ts';
import { keepQuestions, questionsOf, type StoredQuestion, settleQuestion } from '../../store/questions.ts';
import { budgetAccess } from '../budget-access.ts';
import { sheetIds } from '../contract/budget-names.ts';
import {
  draftingSchema,
  draftRequestSchema,
  type Question,
  type Questions,
  questionsSchema,
  settleRequestSchema,
} from '../contract/drafting.ts';
import { ROUTES } from '../contract/routes.ts';
import { Draftings, type DraftSource, type MadeDraft } from '../drafting.ts';
import { standingOf } from '../guard.ts';
import { reachOf } from '../permissions.ts';
import { refuse } from '../refusal.ts';
import type { ServerParts } from '../server.ts';
import { beginBudget } from '../typed-budget.ts';

const idSchema = z.strictObject({ id: z.uuid() });
const BEGIN = { action: 'budgets.begin' } as const;
const READ = { action: 'budgets.read' } as const;
const WRITE = { action: 'budgets.write' } as const;

/** Budgets that are begun from documents, and what those leave open. */
export function draftingRoutes({
  db,
  files,
  budgets: desk,
  environment,
  open,
}: ServerParts): FastifyPluginAsync {
  const { find } = budgetAccess({ db, open });
  return async (plain) => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    const draftings = new Draftings(
      (given, wishes) => desk.draft(given, wishes),
      (error) => plain.log.error(error),
    );

    app.post(
      ROUTES.drafts,
      { config: BEGIN, schema: { body: draftRequestSchema, response: { 200: draftingSchema } } },
      async ({ body, actor }) => {
        const { documents, pack, year, departmentCode: code, departmentName: name } = body;
        if (pack !== undefined && !environment.library.ids().includes(pack))
          throw refuse(400, 'server.budget.noPack', { pack });
        if ((code === '') !== (name === '')) throw refuse(400, 'server.draft.both');
        // Whoever may begin a budget begins it from what they may read.
        const readable = reachOf(standingOf(actor), 'documents.read', open);
        const sources: DraftSource[] = [];
        for (const id of new Set(documents)) {
          const document = readable === undefined ? undefined : await documentById(db, id, readable);
          if (document === undefined) throw refuse(404, 'server.noDocument');
          const corrections = (await correctionsOf(db, id)).flatMap(
            ({ place, read, corrected, who, why }) => {
              const at = placeReported(place);
              return at === undefined ? [] : [{ place: at, read, corrected, who, why }];
            },
          );
          const job = { path: files.document(document.sha256), name: document.name, corrections };
          sources.push({ name: document.name, read: (onPage) => desk.read(job, onPage) });
        }
        const begun = draftings.begin({
          owner: actor.account?.id,
          sources,
          wishes: { entity: code === '' ? undefined : { code, name }, year, pack },
          keep: (made) =>
            db.transaction(async (tx) => {
              const stored = await beginBudget(tx, actor, 'budget.draft', made.typed);
              await keepQuestions(
                tx,
                stored.id,
                { sources: made.sources, filled: made.filled },
                rowsOf(made),
              );
              return stored.id;
            }),
        });
        if (begun === undefined) throw refuse(429, 'server.draft.many');
        return begun;
      },
    );

    app.get(
      ROUTES.draft,
      { config: BEGIN, schema: { params: idSchema, response: { 200: draftingSchema } } },
      async ({ params, actor }) => {
        const found = draftings.find(params.id, actor.account?.id);
        if (found === undefined) throw refuse(404, 'server.draft.none');
        return found;
      },
    );

    app.get(
      ROUTES.questions,
      { config: READ, schema: { params: idSchema, response: { 200: questionsSchema } } },
      async (request): Promise<Questions> => {
        const { id, drafted } = await find(request);
        const questions = (await questionsOf(db, id)).map(questionOf);
        return { sources: [...(drafted?.sources ?? [])], filled: drafted?.filled ?? '', questions };
      },
    );

    app.post(
      ROUTES.question,
      {
        config: WRITE,
        schema: {
          params: idSchema.extend({ question: z.uuid() }),
          body: settleRequestSchema,
          response: { 200: questionsSchema },
        },
      },
      async (request): Promise<Questions> => {
        const { id, drafted } = await find(request);
        const who = request.body.settled ? request.actor.doer.who : null;
        if (!(await settleQuestion(db, id, request.params.question, who)))
          throw refuse(404, 'server.draft.noQuestion');
        const questions = (await questionsOf(db, id)).map(questionOf);
        return { sources: [...(drafted?.sources ?? [])], filled: drafted?.filled ?? '', questions };
      },
    );
  };
}

function rowsOf({ questions }: MadeDraft) {
  return questions.map(({ item: { text, controls }, spot }) => ({
    text,
    sums: controls.map(({ label, value }) => ({ label, amount: inYuan(value) })),
    sheet: spot?.sheet ?? null,
    row: spot?.row ?? null,
    column: spot?.column ?? null,
  }));
}

function inYuan(value: Fen): string {
  return say('server.draft.yuan', {
    amount: printAmount(value, { unit: '元', decimals: 2, grouped: true }),
  });
}

function questionOf({ id, text, sums, sheet, row, column, settledBy }: StoredQuestion): Question {
  const known = sheetIds.find((one) => one === sheet);
  return {
    id,
    text,
    sums: sums.map((one) => ({ ...one })),
    ...(known === undefined ? {} : { sheet: known }),
    ...(row === null ? {} : { row }),
    ...(column === null ? {} : { column }),
    ...(settledBy === null ? {} : { settledBy }),
  };
}
