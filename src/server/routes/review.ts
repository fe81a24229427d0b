import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { budgetById, type StoredBudget } from '../../store/budgets.ts';
import { record } from '../../store/log.ts';
import {
  addRemark,
  remarksOf,
  resolveRemark,
  STEPS,
  type StepRefusal,
  type StoredRemark,
  type StoredStep,
  setApprovedOn,
  stepsOf,
  takeStep,
} from '../../store/review.ts';
import { budgetAccess } from '../budget-access.ts';
import { answerOf, listed } from '../budget-answer.ts';
import { budgetRowOf } from '../budget-row.ts';
import {
  approvalRequestSchema,
  compareQuerySchema,
  comparisonSchema,
  type Remark,
  type Review,
  remarkRequestSchema,
  resolveRequestSchema,
  reviewSchema,
  type Step,
  type StepKind,
  stepKinds,
  stepRequestSchema,
} from '../contract/review.ts';
import { ROUTES } from '../contract/routes.ts';
import { deadlineOf } from '../deadline.ts';
import type { Action } from '../permissions.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { ServerParts } from '../server.ts';
import { nameOf } from '../typed-budget.ts';

const idSchema = z.strictObject({ id: z.uuid() });
const READ = { action: 'budgets.read' } as const;
const REMARK = { action: 'budgets.remark' } as const;
const WRITE = { action: 'budgets.write' } as const;
const APPROVE = { action: 'budgets.approve' } as const;

/** What each step is to the table of permissions. */
const ACTIONS: Readonly<Record<StepKind, Action>> = {
  submit: 'budgets.write',
  withdraw: 'budgets.write',
  return: 'budgets.remark',
  approve: 'budgets.approve',
  publish: 'budgets.publish',
};

/** A budget on its way: handed in, remarked on, sent back, approved. */
export function reviewRoutes({ db, budgets: desk, open }: ServerParts): FastifyPluginAsync {
  const { find, may } = budgetAccess({ db, open });
  const reviewOf = async ({ id }: StoredBudget, actor: FastifyRequest['actor']): Promise<Review> => {
    const budget = await budgetById(db, id);
    if (budget === undefined) throw refuse(404, 'server.budget.none');
    const next: StepKind[] = [];
    for (const kind of stepKinds) {
      if (STEPS[kind].from.includes(budget.state) && (await may(actor, ACTIONS[kind], id))) next.push(kind);
    }
    const { approvedOn } = budget;
    return {
      budget: budgetRowOf(budget),
      steps: (await stepsOf(db, id)).map(stepOf),
      remarks: (await remarksOf(db, id)).map(remarkOf),
      next,
      mayRemark: await may(actor, 'budgets.remark', id),
      ...(approvedOn === null ? {} : { approvedOn, deadline: deadlineOf(approvedOn) }),
    };
  };

  return async (plain) => {
    const app = plain.withTypeProvider<ZodTypeProvider>();

    app.get(
      ROUTES.review,
      { config: READ, schema: { params: idSchema, response: { 200: reviewSchema } } },
      async (request) => reviewOf(await find(request), request.actor),
    );

    app.post(
      ROUTES.review,
      {
        config: READ,
        schema: { params: idSchema, body: stepRequestSchema, response: { 200: reviewSchema } },
      },
      async (request) => {
        const stored = await find(request);
        const { kind, note, revision } = request.body;
        const { actor } = request;
        if (!(await may(actor, ACTIONS[kind], stored.id))) throw refuse(403, 'server.notAllowed');
        if (kind === 'submit') {
          const { check } = answerOf(await desk.check(stored), 'check');
          if (!check.publishable) throw refuse(409, 'server.review.notReady');
        }
        if (kind === 'return' || kind === 'approve') {
          const all = await remarksOf(db, stored.id);
          const count = all.filter(({ resolvedAt }) => resolvedAt === null).length;
          if (kind === 'return' && note === '' && count === 0) throw refuse(400, 'server.review.noReason');
          if (kind === 'approve' && count > 0) throw refuse(409, 'server.review.openRemarks', { count });
        }
        await db.transaction(async (tx) => {
          const taken = await takeStep(tx, stored.id, { kind, revision, note, doer: actor.doer });
          if (typeof taken === 'string') throw refusalOf(taken);
          await record(tx, actor.doer, {
            action: `budget.${kind}`,
            subject: stored.id,
            subjectName: nameOf(stored),
            detail: { revision: String(revision), note },
          });
        });
        return reviewOf(stored, actor);
      },
    );

    app.post(
      ROUTES.remarks,
      {
        config: REMARK,
        schema: { params: idSchema, body: remarkRequestSchema, response: { 200: reviewSchema } },
      },
      async (request) => {
        const stored = await find(request);
        const { text, row = null, column = null, part = null, quote = null } = request.body;
        const { actor } = request;
        await db.transaction(async (tx) => {
          const who = actor.doer.who;
          const about = { row, column, part, quote };
          const { id } = await addRemark(tx, {
            budget: stored.id,
            text,
            who,
            revision: stored.revision,
            ...about,
          });
          await record(tx, actor.doer, {
            action: 'budget.remark',
            subject: stored.id,
            subjectName: nameOf(stored),
            detail: { remark: id },
          });
        });
        return reviewOf(stored, actor);
      },
    );

    app.post(
      ROUTES.resolveRemark,
      {
        config: READ,
        schema: {
          params: idSchema.extend({ remark: z.uuid() }),
          body: resolveRequestSchema,
          response: { 200: reviewSchema },
        },
      },
      async (request) => {
        const stored = await find(request);
        const { actor, params, body } = request;
        // Whoever writes the budget answers, whoever reviews it settles.
        const isConcerned =
          (await may(actor, WRITE.action, stored.id)) || (await may(actor, REMARK.action, stored.id));
        if (!isConcerned) throw refuse(403, 'server.notAllowed');
        await db.transaction(async (tx) => {
          const settled = await resolveRemark(tx, stored.id, params.remark, {
            who: actor.doer.who,
            answer: body.answer,
          });
          if (!settled) throw refuse(404, 'server.review.noRemark');
          await record(tx, actor.doer, {
            action: 'budget.resolveRemark',
            subject: stored.id,
            subjectName: nameOf(stored),
            detail: { remark: params.remark },
          });
        });
        return reviewOf(stored, actor);
      },
    );

    app.put(
      ROUTES.approval,
      {
        config: APPROVE,
        schema: { params: idSchema, body: approvalRequestSchema, response: { 200: reviewSchema } },
      },
      async (request) => {
        const stored = await find(request);
        const { approvedOn } = request.body;
        await db.transaction(async (tx) => {
          await setApprovedOn(tx, stored.id, approvedOn);
          await record(tx, request.actor.doer, {
            action: 'budget.approvedOn',
            subject: stored.id,
            subjectName: nameOf(stored),
            detail: { approvedOn: approvedOn ?? '' },
          });
        });
        return reviewOf(stored, request.actor);
      },
    );

    app.get(
      ROUTES.compareVersions,
      {
        config: READ,
        schema: {
          params: idSchema,
          querystring: compareQuerySchema,
          response: { 200: comparisonSchema },
        },
      },
      async (request) => {
        const stored = await find(request);
        const { from, to } = request.query;
        const result = await desk.compare(stored, from, to);
        if (result === undefined)
          throw refuse(404, 'server.review.noVersion', { revision: Math.max(from, to) });
        const { moved, comparable } = answerOf(result, 'impact');
        return { from, to, ...listed(moved), comparable };
      },
    );
  };
}

function refusalOf(reason: StepRefusal): Refusal {
  switch (reason) {
    case 'gone':
      return refuse(404, 'server.budget.none');
    case 'state':
      return refuse(409, 'server.review.state');
    case 'changed':
      return refuse(409, 'server.review.changed');
    case 'own':
      return refuse(403, 'server.review.own');
  }
}

function stepOf({ id, kind, revision, who, takenAt, note }: StoredStep): Step {
  return { id, kind, revision, who, when: takenAt.toISOString(), note };
}

function remarkOf(stored: StoredRemark): Remark {
  const { id, text, who, saidAt, revision, row, column, part, quote, answer, resolvedBy, resolvedAt } =
    stored;
  return {
    id,
    text,
    who,
    when: saidAt.toISOString(),
    revision,
    ...(row === null ? {} : { row }),
    ...(column === null ? {} : { column }),
    ...(part === null ? {} : { part }),
    ...(quote === null ? {} : { quote }),
    ...(answer === null ? {} : { answer }),
    ...(resolvedBy === null ? {} : { resolvedBy }),
    ...(resolvedAt === null ? {} : { resolvedAt: resolvedAt.toISOString() }),
  };
}
