import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { zipSync } from 'fflate';
import { z } from 'zod';
import { classifications } from '../../accounts/tree.ts';
import type { Space } from '../../facts/space.ts';
import { choicesOf } from '../../ledger/choices.ts';
import { treesOf, workbookRows } from '../../ledger/rows.ts';
import type { Column } from '../../ledger/sheets.ts';
import { type TypedBudget, typedRows, typedSheets } from '../../ledger/typed.ts';
import { say } from '../../messages/say.ts';
import type { Pack } from '../../packs/definition.ts';
import {
  changeBudget,
  changesSince,
  listBudgets,
  publicationsOf,
  rowsOfBudget,
  type StoredBudget,
  type StoredChange,
  type StoredPublication,
  setBudgetDeleted,
} from '../../store/budgets.ts';
import { record } from '../../store/log.ts';
import { type AboutBudget, budgetAccess } from '../budget-access.ts';
import { answerOf, listed } from '../budget-answer.ts';
import { budgetRowOf } from '../budget-row.ts';
import { budgetSettings, openSheetsIn, sheetIds } from '../contract/budget-names.ts';
import {
  accountChoicesSchema,
  type BudgetColumn,
  type BudgetDetail,
  budgetCheckSchema,
  budgetListSchema,
  budgetRowSchema,
  budgetSchema,
  type Change,
  changedSchema,
  changeRequestSchema,
  changesQuerySchema,
  changesSchema,
  impactRequestSchema,
  impactSchema,
  newBudgetSchema,
  type Publication,
  packChoicesSchema,
  publicationSchema,
  publicationsSchema,
  publishRequestSchema,
} from '../contract/budgets.ts';
import { ROUTES } from '../contract/routes.ts';
import { attachment } from '../download.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { ServerParts } from '../server.ts';
import { beginBudget, nameOf, typedOf } from '../typed-budget.ts';

const idSchema = z.strictObject({ id: z.uuid() });
const READ = { action: 'budgets.read' } as const;
const BEGIN = { action: 'budgets.begin' } as const;
const WRITE = { action: 'budgets.write' } as const;
const PUBLISH = { action: 'budgets.publish' } as const;
const DELETE = { action: 'budgets.delete' } as const;
/** A pasted sheet is large: some MB. */
const BODY_LIMIT = 32 * 2 ** 20;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Budgets that are written here: listed, typed by several people at once, checked, shown, published. */
export function budgetRoutes({ db, budgets: desk, environment, open }: ServerParts): FastifyPluginAsync {
  const { library, accounts } = environment;
  const { find, may } = budgetAccess({ db, open });
  const packOf = (id: string): Pack => {
    const pack = library.ids().includes(id) ? library.load(id) : undefined;
    if (pack === undefined || !pack.ok) throw refuse(400, 'server.budget.noPack', { pack: id });
    return pack.value;
  };
  const detailOf = async (
    stored: StoredBudget,
    { actor }: Pick<FastifyRequest, 'actor'>,
  ): Promise<BudgetDetail> => {
    const rows = await rowsOfBudget(db, stored.id);
    const typed = typedOf(stored.settings, rows);
    const { sheets, space } = typedSheets(typed, packOf(stored.pack), accounts);
    const openSheets = (await may(actor, 'budgets.write', stored.id)) ? openSheetsIn(stored.state) : [];
    return {
      ...budgetRowOf(stored),
      settings: { ...typed.settings },
      sheets: sheets.map(({ id, title, help, columns }) => ({
        id,
        title,
        help,
        // Columns that only some files have are shown where something stands in them.
        columns: columns
          .filter(
            ({ key, importOnly }) =>
              !importOnly || (typed.rows.get(id) ?? []).some(({ cells }) => cells[key] !== undefined),
          )
          .map((column) => columnOf(column, space)),
      })),
      rows: Object.fromEntries(
        [...typed.rows].map(([sheet, own]) => [
          sheet,
          own.map(({ id, cells }) => ({ id, cells: { ...cells } })),
        ]),
      ),
      editable: openSheets.length === sheetIds.length,
      openSheets: [...openSheets],
    };
  };
  const begin = (
    { actor }: Pick<FastifyRequest, 'actor'>,
    action: 'budget.begin' | 'budget.import',
    typed: TypedBudget,
  ): Promise<StoredBudget> => db.transaction((tx) => beginBudget(tx, actor, action, typed));
  /** Deletes a budget or takes that back, and says so in the log. */
  const setDeleted = async (
    { params, reach, actor }: AboutBudget,
    isDeleted: boolean,
  ): Promise<StoredBudget> =>
    db.transaction(async (tx) => {
      const stored = await setBudgetDeleted(tx, params.id, isDeleted, reach);
      if (stored === undefined) throw refuse(404, 'server.budget.none');
      const action = isDeleted ? 'budget.delete' : 'budget.restore';
      await record(tx, actor.doer, { action, subject: stored.id, subjectName: nameOf(stored) });
      return stored;
    });

  return async (plain) => {
    const app = plain.withTypeProvider<ZodTypeProvider>();

    app.get(ROUTES.packs, { config: READ, schema: { response: { 200: packChoicesSchema } } }, async () => ({
      packs: library.ids().flatMap((id) => {
        const pack = library.load(id);
        if (!pack.ok) return [];
        const { title, years, stage } = pack.value;
        return [{ id, title, years: [years[0], years[1]] as [number, number], stage }];
      }),
    }));

    app.get(
      ROUTES.budgets,
      { config: READ, schema: { response: { 200: budgetListSchema } } },
      async (request) => ({
        budgets: (await listBudgets(db, request.reach)).map(budgetRowOf),
      }),
    );

    app.post(
      ROUTES.budgets,
      { config: BEGIN, schema: { body: newBudgetSchema, response: { 200: budgetSchema } } },
      async (request) => {
        const { year, departmentCode: code, departmentName: name, pack } = request.body;
        const content = workbookRows(packOf(pack), accounts, { department: { code, name }, year });
        return detailOf(await begin(request, 'budget.begin', typedRows(content, randomUUID)), request);
      },
    );

    app.post(
      ROUTES.importBudget,
      { config: BEGIN, schema: { response: { 200: budgetSchema } } },
      async (request) => {
        const part = await request.file();
        if (part === undefined) throw refuse(400, 'server.noFiles');
        const { typed } = answerOf(await desk.import(await part.toBuffer(), part.filename), 'typed');
        return detailOf(await begin(request, 'budget.import', typed), request);
      },
    );

    app.get(
      ROUTES.budget,
      { config: READ, schema: { params: idSchema, response: { 200: budgetSchema } } },
      async (request) => detailOf(await find(request), request),
    );

    app.delete(ROUTES.budget, { config: DELETE, schema: { params: idSchema } }, async (request, reply) => {
      await setDeleted(request, true);
      return reply.status(204).send();
    });

    app.post(
      ROUTES.restoreBudget,
      { config: DELETE, schema: { params: idSchema, response: { 200: budgetRowSchema } } },
      async (request) => budgetRowOf(await setDeleted(request, false)),
    );

    app.get(
      ROUTES.changes,
      {
        config: READ,
        schema: { params: idSchema, querystring: changesQuerySchema, response: { 200: changesSchema } },
      },
      async (request) => {
        const { id, revision } = await find(request);
        const { since } = request.query;
        const changes = revision <= since ? [] : await changesSince(db, id, since);
        return { changes: changes.map(changeOf), revision };
      },
    );

    app.post(
      ROUTES.changes,
      {
        bodyLimit: BODY_LIMIT,
        config: WRITE,
        schema: { params: idSchema, body: changeRequestSchema, response: { 200: changedSchema } },
      },
      async (request) => {
        const stored = await find(request);
        const { doer } = request.actor;
        const change = { ...request.body, who: doer.who };
        const changed = await changeBudget(db, stored.id, change, {
          isOpen: ({ state }, sheet) =>
            sheet === undefined
              ? openSheetsIn(state).length === sheetIds.length
              : openSheetsIn(state).some((one) => one === sheet),
          // What is done to a budget that was approved is told by the log, too.
          onDone: async (tx, { state }, { revision }, sheets) => {
            if (state === 'draft' || state === 'returned') return;
            const detail = { revision: String(revision), sheets: sheets.join(' ') };
            const subject = { subject: stored.id, subjectName: nameOf(stored) };
            await record(tx, doer, { action: 'budget.carryOut', ...subject, detail });
          },
        });
        if (changed === undefined) throw refuse(404, 'server.budget.none');
        switch (changed.outcome) {
          case 'done':
            return { done: true as const, change: changeOf(changed.change) };
          case 'conflicts':
            return { done: false as const, conflicts: changed.conflicts.map(conflictOf) };
          case 'closed':
            throw refuse(
              409,
              openSheetsIn(changed.state).length === 0 ? 'server.budget.closed' : 'server.budget.closedSheet',
            );
        }
      },
    );

    app.get(
      ROUTES.budgetCheck,
      { config: READ, schema: { params: idSchema, response: { 200: budgetCheckSchema } } },
      async (request) => answerOf(await desk.check(await find(request)), 'check').check,
    );

    app.post(
      ROUTES.impact,
      {
        bodyLimit: BODY_LIMIT,
        config: READ,
        schema: { params: idSchema, body: impactRequestSchema, response: { 200: impactSchema } },
      },
      async (request) => {
        const { moved, check, comparable } = answerOf(
          await desk.impact(await find(request), request.body.operations),
          'impact',
        );
        return { ...listed(moved), check, comparable };
      },
    );

    app.get(ROUTES.preview, { config: READ, schema: { params: idSchema } }, async (request, reply) => {
      const stored = await find(request);
      const { blocks } = answerOf(await desk.preview(stored), 'preview');
      // As large as the disclosure: its shape is that of previewSchema, which a test holds.
      return reply
        .type('application/json; charset=utf-8')
        .send(JSON.stringify({ revision: stored.revision, blocks }));
    });

    app.get(
      ROUTES.accounts,
      {
        config: READ,
        schema: {
          params: idSchema.extend({ classification: z.enum(classifications) }),
          response: { 200: accountChoicesSchema },
        },
      },
      async (request) => {
        const stored = await find(request);
        const tree = treesOf(packOf(stored.pack), accounts, stored.year, [])[request.params.classification];
        return {
          accounts: tree.all().map(({ code, name }) => ({
            code,
            name,
            path: tree
              .ancestorsOf(code)
              .map((one) => tree.nameOf(one) ?? one)
              .join(' › '),
          })),
        };
      },
    );

    app.get(ROUTES.workbook, { config: READ, schema: { params: idSchema } }, async (request, reply) => {
      const stored = await find(request);
      const { bytes } = answerOf(await desk.workbook(stored), 'workbook');
      return reply
        .type(XLSX)
        .header('content-disposition', attachment(`${nameOf(stored)}.xlsx`))
        .send(Buffer.from(bytes));
    });

    app.get(
      ROUTES.publications,
      { config: READ, schema: { params: idSchema, response: { 200: publicationsSchema } } },
      async (request) => ({
        publications: (await publicationsOf(db, (await find(request)).id)).map(publicationOf),
      }),
    );

    app.post(
      ROUTES.publications,
      {
        config: PUBLISH,
        schema: { params: idSchema, body: publishRequestSchema, response: { 200: publicationSchema } },
      },
      async (request) => {
        const stored = await find(request);
        // Where people work together, what is published is what was approved.
        const isApproved = stored.state === 'approved' || stored.state === 'published';
        if (!open && !request.body.draft && !isApproved) throw refuse(409, 'server.review.notApproved');
        const made = await desk.publish(stored, { ...request.body, doer: request.actor.doer });
        if (made.done) return publicationOf(made.publication);
        throw new Refusal(
          409,
          'server.budget.refused',
          say('server.budget.refused', { count: made.reasons.length }),
          made.reasons.map((message) => ({ message })),
        );
      },
    );

    app.get(
      ROUTES.publishedFile,
      {
        config: READ,
        schema: { params: idSchema.extend({ publication: z.uuid(), file: z.string().max(10) }) },
      },
      async (request, reply) => {
        const { publication, file } = request.params;
        const budget = await find(request);
        const found = (await publicationsOf(db, budget.id)).find((one) => one.id === publication);
        if (found === undefined) throw refuse(404, 'server.budget.noFile');
        if (file === 'all.zip') {
          const entries = found.files.map(({ path }, index) => {
            const bytes = desk.published(publication, index);
            if (bytes === undefined) throw refuse(404, 'server.budget.noFile');
            return [path, bytes] as const;
          });
          return reply
            .type('application/zip')
            .header('content-disposition', attachment(`${nameOf(budget)}.zip`))
            .send(Buffer.from(zipSync(Object.fromEntries(entries))));
        }
        const index = /^\d{1,6}$/u.test(file) ? Number(file) : -1;
        const bytes = desk.published(publication, index);
        const name = found.files[index]?.path.split('/').at(-1);
        if (bytes === undefined || name === undefined) throw refuse(404, 'server.budget.noFile');
        return reply
          .type('application/octet-stream')
          .header('content-disposition', attachment(name))
          .send(Buffer.from(bytes));
      },
    );
  };
}

function columnOf({ key, title, help, width, required, content }: Column, space: Space): BudgetColumn {
  const options =
    content.type === 'choice' ? content.choices : choicesOf(content, space).options.map(({ label }) => label);
  return {
    key,
    title,
    help,
    width,
    required,
    type: content.type,
    ...(options.length === 0 ? {} : { choices: [...options] }),
    ...(content.type === 'account' ? { classification: content.classification } : {}),
  };
}

function changeOf({ id, revision, who, madeAt, operations }: StoredChange): Change {
  // Kept in the shape of the contract, by which it was checked when it came.
  return changesSchema.shape.changes.element.parse({
    id,
    revision,
    who,
    when: madeAt.toISOString(),
    operations,
  });
}

function conflictOf(conflict: {
  readonly row?: string;
  readonly column?: string;
  readonly setting?: string;
  readonly current?: string;
  readonly who: string;
}) {
  const { setting, ...rest } = conflict;
  return setting === undefined ? rest : { ...rest, setting: z.enum(budgetSettings).parse(setting) };
}

function publicationOf({
  id,
  revision,
  isDraft,
  madeAt,
  who,
  files,
  compared,
}: StoredPublication): Publication {
  return {
    id,
    revision,
    draft: isDraft,
    when: madeAt.toISOString(),
    who,
    files: files.map((file) => ({ ...file })),
    compared,
  };
}
