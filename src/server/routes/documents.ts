import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { say } from '../../messages/say.ts';
import { checkSchema } from '../../reporting/check-schema.ts';
import { placeReported } from '../../reporting/reported-place.ts';
import type { TiedNumbers } from '../../reporting/tied-numbers.ts';
import { accountNames } from '../../store/accounts.ts';
import {
  acceptancesOf,
  addAcceptance,
  addCorrection,
  addDocument,
  correctionsOf,
  documentById,
  listDocuments,
  reviseDocument,
  type StoredDocument,
  setDeleted,
  undoAcceptance,
  undoCorrection,
} from '../../store/documents.ts';
import { type Connection, type LogAction, record } from '../../store/log.ts';
import { megabytes } from '../../working/read-one.ts';
import {
  acceptRequestSchema,
  correctionRequestSchema,
  type DocumentDetail,
  type DocumentRow,
  documentListQuerySchema,
  documentListSchema,
  documentRowSchema,
  documentSchema,
  pageQuerySchema,
  reportKinds,
  uploadedSchema,
} from '../contract/documents.ts';
import { ROUTES } from '../contract/routes.ts';
import { attachment } from '../download.ts';
import { standingOf } from '../guard.ts';
import { otherYears } from '../other-years.ts';
import { reachOf } from '../permissions.ts';
import { refuse } from '../refusal.ts';
import { MOST_FILES, type ServerParts } from '../server.ts';

const idSchema = z.strictObject({ id: z.uuid() });
const DROP = { action: 'documents.drop' } as const;
const READ = { action: 'documents.read' } as const;
const AMEND = { action: 'documents.amend' } as const;
const DELETE = { action: 'documents.delete' } as const;
const IMMUTABLE = 'private, max-age=31536000, immutable';
const POINTS_PER_INCH = 72;
const REPORT_TYPES = {
  html: 'text/html; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  json: 'application/json; charset=utf-8',
} as const;

/** The names of accounts by their ids. */
type Names = ReadonlyMap<string, string>;

/** A request about one document. */
type AboutDocument = Pick<FastifyRequest, 'actor' | 'reach'> & { readonly params: { readonly id: string } };

/** Documents that are checked: dropped, listed, looked at number by number, corrected, accepted, reported on. */
export function documentRoutes({ db, files, desk, limits, open }: ServerParts): FastifyPluginAsync {
  const rowOf = (document: StoredDocument, names: Names): DocumentRow => {
    const { id, name, sha256, bytes, uploadedAt, state, problems, outcome } = document;
    return {
      id,
      name,
      sha256,
      bytes,
      uploadedAt: uploadedAt.toISOString(),
      ...(document.uploadedBy === null ? {} : { uploadedBy: names.get(document.uploadedBy) ?? '' }),
      state,
      ...(state === 'done' || state === 'failed' ? {} : desk.progressOf(id)),
      problems: problems.map((one) => ({ ...one })),
      ...(outcome === null ? {} : { result: outcome }),
    };
  };
  const rowsOf = async (documents: readonly StoredDocument[]): Promise<DocumentRow[]> => {
    const names = await accountNames(
      db,
      documents.flatMap(({ uploadedBy }) => uploadedBy ?? []),
    );
    return documents.map((one) => rowOf(one, names));
  };
  /** The one document that a request is about, if it is within reach; what lies beyond is as if it were not there. */
  const find = async ({ params, reach }: AboutDocument): Promise<StoredDocument> => {
    const document = await documentById(db, params.id, reach);
    if (document === undefined) throw refuse(404, 'server.noDocument');
    return document;
  };
  const detailOf = async (document: StoredDocument, { actor }: AboutDocument): Promise<DocumentDetail> => {
    const amendable = reachOf(standingOf(actor), 'documents.amend', open);
    const correctable =
      amendable !== undefined && (await documentById(db, document.id, amendable)) !== undefined;
    const names = await accountNames(db, document.uploadedBy === null ? [] : [document.uploadedBy]);
    const text = files.result(document.id, 'report');
    const report =
      text === undefined ? undefined : checkSchema.omit({ figures: true }).strip().parse(JSON.parse(text));
    const corrections = (await correctionsOf(db, document.id)).toReversed();
    const isPdf = document.outcome?.format === 'pdf';
    return {
      ...rowOf(document, names),
      ...(report === undefined ? {} : { report }),
      reports: document.outcome === null ? [] : reportKinds.filter((kind) => kind !== 'pdf' || isPdf),
      corrections: corrections.map(({ id, place, read, corrected, who, why, madeAt }) => ({
        id,
        place,
        read,
        corrected,
        who,
        why,
        when: madeAt.toISOString(),
      })),
      correctable,
    };
  };
  /** Something is said of a document and written down, and it is checked anew. */
  const amend = async (
    request: AboutDocument,
    { id, name }: StoredDocument,
    action: LogAction,
    detail: Readonly<Record<string, string>>,
    change: (tx: Connection) => Promise<void>,
  ): Promise<DocumentDetail> => {
    const revised = await db.transaction(async (tx) => {
      await change(tx);
      const document = await reviseDocument(tx, id);
      if (document === undefined) throw refuse(404, 'server.noDocument');
      await record(tx, request.actor.doer, { action, subject: id, subjectName: name, detail });
      return document;
    });
    desk.enter(id);
    return detailOf(revised, request);
  };

  return async (plain) => {
    const app = plain.withTypeProvider<ZodTypeProvider>();

    app.post(
      ROUTES.documents,
      { config: DROP, schema: { response: { 200: uploadedSchema } } },
      async (request) => {
        const { account, doer } = request.actor;
        const documents: DocumentRow[] = [];
        const refused: { name: string; message: string }[] = [];
        for await (const part of request.files()) {
          const name = nameOf(part.filename);
          const kept = await files.keep(part.file);
          if (part.file.truncated) {
            refused.push({
              name,
              message: say('server.tooLarge', { limit: megabytes(limits.limits.bytes) }),
            });
          } else if (kept.bytes === 0) refused.push({ name, message: say('server.emptyFile') });
          else {
            const document = await db.transaction(async (tx) => {
              const added = await addDocument(tx, { ...kept, name, uploadedBy: account?.id });
              const detail = { sha256: kept.sha256 };
              await record(tx, doer, {
                action: 'document.add',
                subject: added.id,
                subjectName: name,
                detail,
              });
              return added;
            });
            desk.enter(document.id);
            documents.push(
              rowOf(document, new Map(account === undefined ? [] : [[account.id, account.name]])),
            );
          }
          if (documents.length + refused.length >= MOST_FILES) break;
        }
        if (documents.length + refused.length === 0) throw refuse(400, 'server.noFiles');
        return { documents, refused };
      },
    );

    app.get(
      ROUTES.documents,
      {
        config: READ,
        schema: { querystring: documentListQuerySchema, response: { 200: documentListSchema } },
      },
      async ({ query, reach }) => {
        const { documents, ...counts } = await listDocuments(db, { ...query, reach });
        return { documents: await rowsOf(documents), ...counts };
      },
    );

    app.get(
      ROUTES.document,
      { config: READ, schema: { params: idSchema, response: { 200: documentSchema } } },
      async (request) => detailOf(await find(request), request),
    );

    app.delete(ROUTES.document, { config: DELETE, schema: { params: idSchema } }, async (request, reply) => {
      await remove(request, true);
      return reply.status(204).send();
    });

    app.post(
      ROUTES.restore,
      { config: DELETE, schema: { params: idSchema, response: { 200: documentRowSchema } } },
      async (request) => {
        const document = await remove(request, false);
        if (document.state === 'waiting' || document.state === 'working') desk.enter(document.id);
        return oneRow(document);
      },
    );

    app.post(
      ROUTES.retry,
      { config: AMEND, schema: { params: idSchema, response: { 200: documentRowSchema } } },
      async (request) => {
        const { id, name } = await find(request);
        const revised = await db.transaction(async (tx) => {
          const document = await reviseDocument(tx, id);
          if (document === undefined) throw refuse(404, 'server.noDocument');
          await record(tx, request.actor.doer, {
            action: 'document.retry',
            subject: id,
            subjectName: name,
          });
          return document;
        });
        desk.enter(id);
        return oneRow(revised);
      },
    );

    app.get(ROUTES.source, { config: READ, schema: { params: idSchema } }, async (request, reply) => {
      const { id } = await find(request);
      return sendMade(reply, files.result(id, 'source'));
    });

    app.get(ROUTES.numbers, { config: READ, schema: { params: idSchema } }, async (request, reply) => {
      const document = await find(request);
      const { reach } = request;
      const text = files.result(document.id, 'numbers');
      if (text === undefined) throw refuse(409, 'server.noResult');
      // Made by this program, in the form of its contract.
      const tied: TiedNumbers = JSON.parse(text);
      return sendMade(reply, JSON.stringify(await otherYears(tied, document, { db, files, reach })));
    });

    app.get(
      ROUTES.page,
      {
        config: READ,
        schema: {
          params: idSchema.extend({ page: z.coerce.number().int().min(1) }),
          querystring: pageQuerySchema,
        },
      },
      async (request, reply) => {
        const { params, query } = request;
        const drawn = await desk.page(await find(request), params.page, query.scale * POINTS_PER_INCH);
        if (!drawn.ok || drawn.value.type !== 'file')
          throw refuse(404, 'server.noPage', { page: params.page });
        return reply
          .type('image/png')
          .header('cache-control', IMMUTABLE)
          .send(Buffer.from(drawn.value.bytes));
      },
    );

    app.get(
      ROUTES.report,
      { config: READ, schema: { params: idSchema.extend({ kind: z.enum(reportKinds) }) } },
      async (request, reply) => {
        const { kind } = request.params;
        const document = await find(request);
        if (document.state !== 'done') throw refuse(409, 'server.noResult');
        const made = await desk.report(document, kind);
        if (!made.ok || made.value.type !== 'file') throw refuse(404, 'server.noReport');
        const { name, bytes } = made.value;
        return reply
          .type(REPORT_TYPES[kind])
          .header('content-disposition', attachment(`${stem(document.name)}-${name}`))
          .send(Buffer.from(bytes));
      },
    );

    app.post(
      ROUTES.corrections,
      {
        config: AMEND,
        schema: { params: idSchema, body: correctionRequestSchema, response: { 200: documentSchema } },
      },
      async (request) => {
        const { body, actor } = request;
        const document = await find(request);
        if (placeReported(body.place) === undefined) throw refuse(400, 'server.badPlace');
        const { read, corrected, why } = body;
        return amend(request, document, 'document.correct', { read, corrected, why }, (tx) =>
          addCorrection(tx, { document: document.id, ...body, who: actor.doer.who }),
        );
      },
    );

    app.delete(
      ROUTES.correction,
      {
        config: AMEND,
        schema: { params: idSchema.extend({ correction: z.uuid() }), response: { 200: documentSchema } },
      },
      async (request) => {
        const { correction } = request.params;
        const document = await find(request);
        return amend(request, document, 'document.undoCorrection', { correction }, async (tx) => {
          if (!(await undoCorrection(tx, document.id, correction))) throw refuse(404, 'server.noCorrection');
        });
      },
    );

    app.post(
      ROUTES.accepted,
      {
        config: AMEND,
        schema: { params: idSchema, body: acceptRequestSchema, response: { 200: documentSchema } },
      },
      async (request) => {
        const { body, actor } = request;
        const document = await find(request);
        const { report } = await detailOf(document, request);
        const finding = report?.findings.find(({ id }) => id === body.finding);
        if (finding === undefined) throw refuse(404, 'server.noFinding');
        const { id, fingerprint } = finding;
        const { why } = body;
        return amend(request, document, 'document.accept', { finding: id, why }, async (tx) => {
          const known = await acceptancesOf(tx, document.id);
          if (known.some((one) => one.finding === id && one.fingerprint === fingerprint)) return;
          const who = actor.doer.who;
          await addAcceptance(tx, { document: document.id, finding: id, fingerprint, who, why });
        });
      },
    );

    app.delete(
      ROUTES.acceptedFinding,
      {
        config: AMEND,
        schema: {
          params: idSchema.extend({ finding: z.string().max(200) }),
          response: { 200: documentSchema },
        },
      },
      async (request) => {
        const { finding } = request.params;
        const document = await find(request);
        return amend(request, document, 'document.undoAcceptance', { finding }, async (tx) => {
          if (!(await undoAcceptance(tx, document.id, finding))) throw refuse(404, 'server.noFinding');
        });
      },
    );
  };

  async function oneRow(document: StoredDocument): Promise<DocumentRow> {
    const [row] = await rowsOf([document]);
    if (row === undefined) throw refuse(404, 'server.noDocument');
    return row;
  }

  /** Deletes a document, or takes that back. */
  async function remove(
    { params, reach, actor }: AboutDocument,
    isDeleted: boolean,
  ): Promise<StoredDocument> {
    return db.transaction(async (tx) => {
      const document = await setDeleted(tx, params.id, isDeleted, reach);
      if (document === undefined) throw refuse(404, 'server.noDocument');
      const { id, name } = document;
      const action = isDeleted ? 'document.delete' : 'document.restore';
      await record(tx, actor.doer, { action, subject: id, subjectName: name });
      return document;
    });
  }
}

/** Made earlier and sent as it is. */
function sendMade(reply: FastifyReply, text: string | undefined): FastifyReply {
  if (text === undefined) throw refuse(409, 'server.noResult');
  return reply.type('application/json; charset=utf-8').send(text);
}

/** The name of a file without folders and control characters: it is shown, and never a path. */
function nameOf(given: string): string {
  const name = given.split(/[\\/]/u).at(-1) ?? '';
  return (
    name
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim()
      .slice(0, 200) || '-'
  );
}

function stem(name: string): string {
  return name.replace(/\.\w{1,5}$/u, '');
}
