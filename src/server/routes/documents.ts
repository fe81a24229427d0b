import { PassThrough } from 'node:stream';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { say } from '../../messages/say.ts';
import { checkSchema } from '../../reporting/check-schema.ts';
import { placeReported } from '../../reporting/reported-place.ts';
import type { TiedNumbers } from '../../reporting/tied-numbers.ts';
import {
  acceptancesOf,
  addAcceptance,
  addCorrection,
  addDocument,
  correctionsOf,
  documentById,
  listDocuments,
  type StoredDocument,
  setDeleted,
  undoAcceptance,
  undoCorrection,
} from '../../store/documents.ts';
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
import { otherYears } from '../other-years.ts';
import { refuse } from '../refusal.ts';
import { MOST_FILES, type ServerParts } from '../server.ts';

const idSchema = z.strictObject({ id: z.uuid() });
const IMMUTABLE = 'private, max-age=31536000, immutable';
const POINTS_PER_INCH = 72;
const REPORT_TYPES = {
  html: 'text/html; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  json: 'application/json; charset=utf-8',
} as const;

/** Documents that are checked: dropped, listed, looked at number by number, corrected, accepted, reported on. */
export function documentRoutes({ db, files, desk, limits }: ServerParts): FastifyPluginAsync {
  const rowOf = (document: StoredDocument): DocumentRow => {
    const { id, name, sha256, bytes, uploadedAt, state, problems, outcome } = document;
    return {
      id,
      name,
      sha256,
      bytes,
      uploadedAt: uploadedAt.toISOString(),
      ...(document.uploadedBy === null ? {} : { uploadedBy: document.uploadedBy }),
      state,
      ...(state === 'done' || state === 'failed' ? {} : desk.progressOf(id)),
      problems: problems.map((one) => ({ ...one })),
      ...(outcome === null ? {} : { result: outcome }),
    };
  };
  const find = async (id: string): Promise<StoredDocument> => {
    const document = await documentById(db, id);
    if (document === undefined) throw refuse(404, 'server.noDocument');
    return document;
  };
  const detailOf = async (document: StoredDocument): Promise<DocumentDetail> => {
    const text = files.result(document.id, 'report');
    const report =
      text === undefined ? undefined : checkSchema.omit({ figures: true }).strip().parse(JSON.parse(text));
    const corrections = (await correctionsOf(db, document.id)).toReversed();
    const isPdf = document.outcome?.format === 'pdf';
    return {
      ...rowOf(document),
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
      correctable: true,
    };
  };
  const revise = async (id: string): Promise<DocumentDetail> => {
    const revised = await desk.revise(id);
    if (revised === undefined) throw refuse(404, 'server.noDocument');
    return detailOf(revised);
  };
  const who = () => say('server.anonymous');

  return async (plain) => {
    const app = plain.withTypeProvider<ZodTypeProvider>();

    app.post(ROUTES.documents, { schema: { response: { 200: uploadedSchema } } }, async (request) => {
      const documents: DocumentRow[] = [];
      const refused: { name: string; message: string }[] = [];
      for await (const part of request.files()) {
        const name = nameOf(part.filename);
        const kept = await files.keep(part.file.pipe(new PassThrough()));
        if (part.file.truncated) {
          refused.push({ name, message: say('server.tooLarge', { limit: megabytes(limits.limits.bytes) }) });
        } else if (kept.bytes === 0) refused.push({ name, message: say('server.emptyFile') });
        else {
          const document = await addDocument(db, { ...kept, name, uploadedBy: undefined });
          desk.enter(document.id);
          documents.push(rowOf(document));
        }
        if (documents.length + refused.length >= MOST_FILES) break;
      }
      if (documents.length + refused.length === 0) throw refuse(400, 'server.noFiles');
      return { documents, refused };
    });

    app.get(
      ROUTES.documents,
      { schema: { querystring: documentListQuerySchema, response: { 200: documentListSchema } } },
      async ({ query }) => {
        const { documents, ...counts } = await listDocuments(db, query);
        return { documents: documents.map(rowOf), ...counts };
      },
    );

    app.get(
      ROUTES.document,
      { schema: { params: idSchema, response: { 200: documentSchema } } },
      async ({ params }) => detailOf(await find(params.id)),
    );

    app.delete(ROUTES.document, { schema: { params: idSchema } }, async ({ params }, reply) => {
      if (!(await setDeleted(db, params.id, true))) throw refuse(404, 'server.noDocument');
      return reply.status(204).send();
    });

    app.post(
      ROUTES.restore,
      { schema: { params: idSchema, response: { 200: documentRowSchema } } },
      async ({ params }) => {
        if (!(await setDeleted(db, params.id, false))) throw refuse(404, 'server.noDocument');
        const document = await find(params.id);
        if (document.state === 'waiting' || document.state === 'working') desk.enter(document.id);
        return rowOf(document);
      },
    );

    app.post(
      ROUTES.retry,
      { schema: { params: idSchema, response: { 200: documentRowSchema } } },
      async ({ params }) => {
        const revised = await desk.revise((await find(params.id)).id);
        if (revised === undefined) throw refuse(404, 'server.noDocument');
        return rowOf(revised);
      },
    );

    app.get(ROUTES.source, { schema: { params: idSchema } }, async ({ params }, reply) => {
      const { id } = await find(params.id);
      return sendMade(reply, files.result(id, 'source'));
    });

    app.get(ROUTES.numbers, { schema: { params: idSchema } }, async ({ params }, reply) => {
      const document = await find(params.id);
      const text = files.result(document.id, 'numbers');
      if (text === undefined) throw refuse(409, 'server.noResult');
      // Made by this program, in the form of its contract.
      const tied: TiedNumbers = JSON.parse(text);
      return sendMade(reply, JSON.stringify(await otherYears(tied, document, { db, files })));
    });

    app.get(
      ROUTES.page,
      {
        schema: {
          params: idSchema.extend({ page: z.coerce.number().int().min(1) }),
          querystring: pageQuerySchema,
        },
      },
      async ({ params, query }, reply) => {
        const drawn = await desk.page(await find(params.id), params.page, query.scale * POINTS_PER_INCH);
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
      { schema: { params: idSchema.extend({ kind: z.enum(reportKinds) }) } },
      async ({ params: { id, kind } }, reply) => {
        const document = await find(id);
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
      { schema: { params: idSchema, body: correctionRequestSchema, response: { 200: documentSchema } } },
      async ({ params, body }) => {
        const { id } = await find(params.id);
        if (placeReported(body.place) === undefined) throw refuse(400, 'server.badPlace');
        await addCorrection(db, { document: id, ...body, who: who() });
        return revise(id);
      },
    );

    app.delete(
      ROUTES.correction,
      {
        schema: { params: idSchema.extend({ correction: z.uuid() }), response: { 200: documentSchema } },
      },
      async ({ params }) => {
        const { id } = await find(params.id);
        if (!(await undoCorrection(db, id, params.correction))) throw refuse(404, 'server.noCorrection');
        return revise(id);
      },
    );

    app.post(
      ROUTES.accepted,
      { schema: { params: idSchema, body: acceptRequestSchema, response: { 200: documentSchema } } },
      async ({ params, body }) => {
        const document = await find(params.id);
        const { report } = await detailOf(document);
        const finding = report?.findings.find(({ id }) => id === body.finding);
        if (finding === undefined) throw refuse(404, 'server.noFinding');
        const known = await acceptancesOf(db, document.id);
        if (!known.some((one) => one.finding === finding.id && one.fingerprint === finding.fingerprint)) {
          await addAcceptance(db, {
            document: document.id,
            finding: finding.id,
            fingerprint: finding.fingerprint,
            who: who(),
            why: body.why,
          });
        }
        return revise(document.id);
      },
    );

    app.delete(
      ROUTES.acceptedFinding,
      {
        schema: {
          params: idSchema.extend({ finding: z.string().max(200) }),
          response: { 200: documentSchema },
        },
      },
      async ({ params }) => {
        const { id } = await find(params.id);
        if (!(await undoAcceptance(db, id, params.finding))) throw refuse(404, 'server.noFinding');
        return revise(id);
      },
    );
  };
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

/** A download under a name that may be Chinese (RFC 6266, RFC 8187). */
function attachment(name: string): string {
  const plain = name.replace(/[^\w.-]/gu, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/gu, (one) => `%${one.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
