import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RegisterFile } from '../../performance/read-register.ts';
import { budgetAccess } from '../budget-access.ts';
import { answerOf } from '../budget-answer.ts';
import {
  budgetEvaluationSchema,
  budgetProgressSchema,
  dayQuerySchema,
  entriesPlanSchema,
  indicatorChoicesQuerySchema,
  indicatorChoicesSchema,
  monitoredProjectQuerySchema,
  monitoredProjectSchema,
  monitoringBoardSchema,
  performanceFormats,
  performanceForms,
  registersSchema,
  resultsPlanSchema,
} from '../contract/performance.ts';
import { ROUTES } from '../contract/routes.ts';
import { attachment } from '../download.ts';
import { refuse } from '../refusal.ts';
import type { ServerParts } from '../server.ts';

const idSchema = z.strictObject({ id: z.uuid() });
const READ = { action: 'budgets.read' } as const;
const WRITE = { action: 'budgets.write' } as const;

/** The execution and the performance of a budget: monitored at a day, evaluated, printed on the official forms. */
export function performanceRoutes({ db, budgets: desk, open }: ServerParts): FastifyPluginAsync {
  const { find } = budgetAccess({ db, open });
  return async (plain) => {
    const app = plain.withTypeProvider<ZodTypeProvider>();

    app.get(
      ROUTES.monitoring,
      {
        config: READ,
        schema: { params: idSchema, querystring: dayQuerySchema, response: { 200: monitoringBoardSchema } },
      },
      async (request) =>
        answerOf(await desk.monitoring(await find(request), request.query.asOf), 'monitoring').monitored
          .board,
    );

    app.get(
      ROUTES.monitoredProject,
      {
        config: READ,
        schema: {
          params: idSchema,
          querystring: monitoredProjectQuerySchema,
          response: { 200: monitoredProjectSchema },
        },
      },
      async (request) => {
        const { asOf, project: code } = request.query;
        const { monitored } = answerOf(await desk.monitoring(await find(request), asOf), 'monitoring');
        const found = monitored.projects.find(({ project }) => project.project.code === code);
        if (found === undefined) throw refuse(404, 'server.performance.noProject', { project: code });
        return found;
      },
    );

    app.post(
      ROUTES.entriesPlan,
      { config: WRITE, schema: { params: idSchema, response: { 200: entriesPlanSchema } } },
      async (request) => {
        const stored = await find(request);
        const part = await request.file();
        if (part === undefined) throw refuse(400, 'server.noFiles');
        return answerOf(await desk.entries(stored, await part.toBuffer(), part.filename), 'entries').plan;
      },
    );

    app.get(
      ROUTES.entriesTemplate,
      { config: READ, schema: { params: idSchema } },
      async (request, reply) => {
        const { name, bytes } = answerOf(await desk.entriesTemplate(await find(request)), 'file');
        return sendFile(reply, name, bytes);
      },
    );

    app.get(
      ROUTES.indicatorChoices,
      {
        config: READ,
        schema: {
          params: idSchema,
          querystring: indicatorChoicesQuerySchema,
          response: { 200: indicatorChoicesSchema },
        },
      },
      async (request) =>
        answerOf(await desk.indicatorChoices(await find(request), request.query), 'indicatorChoices').choices,
    );

    app.get(
      ROUTES.registers,
      { config: READ, schema: { params: idSchema, response: { 200: registersSchema } } },
      async (request) => {
        const { registers } = answerOf(await desk.registers(await find(request)), 'registers');
        return {
          registers: registers.map(({ id, title, description, measures }) => ({
            id,
            title,
            description,
            measures: measures.map(({ name }) => name),
          })),
        };
      },
    );

    app.get(
      ROUTES.registerTemplate,
      { config: READ, schema: { params: idSchema.extend({ register: z.string().min(1).max(100) }) } },
      async (request, reply) => {
        const made = await desk.registerTemplate(await find(request), request.params.register);
        const { name, bytes } = answerOf(made, 'file');
        return sendFile(reply, name, bytes);
      },
    );

    app.post(
      ROUTES.resultsPlan,
      {
        config: WRITE,
        schema: { params: idSchema, querystring: dayQuerySchema, response: { 200: resultsPlanSchema } },
      },
      async (request) => {
        const stored = await find(request);
        const files: RegisterFile[] = [];
        for await (const part of request.files()) {
          files.push({ name: part.filename, bytes: await part.toBuffer() });
        }
        if (files.length === 0) throw refuse(400, 'server.noFiles');
        return answerOf(await desk.results(stored, files, request.query.asOf), 'results').plan;
      },
    );

    app.get(
      ROUTES.progress,
      {
        config: READ,
        schema: { params: idSchema, querystring: dayQuerySchema, response: { 200: budgetProgressSchema } },
      },
      async (request) =>
        answerOf(await desk.progress(await find(request), request.query.asOf), 'progress').progress,
    );

    app.get(
      ROUTES.evaluation,
      { config: READ, schema: { params: idSchema, response: { 200: budgetEvaluationSchema } } },
      async (request) => answerOf(await desk.evaluation(await find(request)), 'evaluation').evaluation,
    );

    app.get(
      ROUTES.performanceForm,
      {
        config: READ,
        schema: {
          params: idSchema.extend({ form: z.enum(performanceForms), format: z.enum(performanceFormats) }),
          querystring: dayQuerySchema,
        },
      },
      async (request, reply) => {
        const { form, format } = request.params;
        const { asOf } = request.query;
        const made = await desk.performanceForm(await find(request), { form, format, asOf });
        const { name, bytes } = answerOf(made, 'file');
        return sendFile(reply, name, bytes);
      },
    );
  };
}

function sendFile(reply: FastifyReply, name: string, bytes: Uint8Array): FastifyReply {
  return reply
    .type('application/octet-stream')
    .header('content-disposition', attachment(name))
    .send(Buffer.from(bytes));
}
