import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Problem, sayWhere } from '../../messages/problem.ts';
import { say } from '../../messages/say.ts';
import { checkSchema } from '../../reporting/check-schema.ts';
import {
  addBody,
  type BodyValues,
  bodyById,
  changeBody,
  listBodies,
  lockTree,
  type StoredBody,
} from '../../store/bodies.ts';
import { documentById } from '../../store/documents.ts';
import { type Connection, type Doer, record } from '../../store/log.ts';
import { bodiesOfReport, readBodyList } from '../body-list.ts';
import { isUnchanged, type ListedBody, planBodies } from '../body-plan.ts';
import {
  type Body,
  bodiesFromSchema,
  bodiesSchema,
  bodyChangeSchema,
  bodySchema,
  type ImportedBodies,
  importedBodiesSchema,
  newBodySchema,
} from '../contract/bodies.ts';
import { ROUTES } from '../contract/routes.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { ServerParts } from '../server.ts';

const MANAGE = { action: 'bodies.manage' } as const;
/** A list of all bodies of a province is some hundred kB. */
const MOST_BYTES = 20_000_000;

/** The tree of departments and units: read by all who sign in, edited by administrators, imported from lists and documents. */
export function bodyRoutes({ db, files }: ServerParts): FastifyPluginAsync {
  return async (plain) => {
    const app = plain.withTypeProvider<ZodTypeProvider>();

    app.get(
      ROUTES.bodies,
      { config: { action: 'bodies.read' }, schema: { response: { 200: bodiesSchema } } },
      async () => ({ bodies: (await listBodies(db)).map(shown) }),
    );

    app.post(
      ROUTES.bodies,
      { config: MANAGE, schema: { body: newBodySchema, response: { 200: bodySchema } } },
      async ({ body, actor }) =>
        db.transaction(async (tx) => {
          await lockTree(tx);
          await keepsTree(tx, undefined, body);
          const added = await addBody(tx, body);
          const detail = detailOf(body);
          await record(tx, actor.doer, {
            action: 'body.add',
            subject: added.id,
            subjectName: body.name,
            detail,
          });
          return shown(added);
        }),
    );

    app.post(
      ROUTES.body,
      {
        config: MANAGE,
        schema: {
          params: z.strictObject({ id: z.uuid() }),
          body: bodyChangeSchema,
          response: { 200: bodySchema },
        },
      },
      async ({ params: { id }, body: { retired, ...given }, actor }) =>
        db.transaction(async (tx) => {
          await lockTree(tx);
          const before = await bodyById(tx, id);
          if (before === undefined) throw refuse(404, 'server.noBody');
          const changes = definedOf(given);
          const isRetired = retired ?? before.retiredAt !== null;
          if (!isRetired) await keepsTree(tx, before, { ...before, ...changes });
          else if (before.retiredAt === null && (await hasLive(tx, id)))
            throw refuse(409, 'server.body.notEmpty');
          const retiredAt = isRetired ? (before.retiredAt ?? new Date()) : null;
          const after = await changeBody(tx, id, { ...changes, retiredAt });
          if (after === undefined) throw refuse(404, 'server.noBody');
          const subject = { subject: id, subjectName: after.name };
          const detail = differenceOf(before, after);
          if (Object.keys(detail).length > 0)
            await record(tx, actor.doer, { action: 'body.change', ...subject, detail });
          if (isRetired !== (before.retiredAt !== null))
            await record(tx, actor.doer, { action: isRetired ? 'body.retire' : 'body.restore', ...subject });
          return shown(after);
        }),
    );

    app.post(
      ROUTES.bodiesImport,
      { config: MANAGE, schema: { response: { 200: importedBodiesSchema } } },
      async (request) => {
        const part = await request.file({ limits: { fileSize: MOST_BYTES } });
        if (part === undefined) throw refuse(400, 'server.noFiles');
        const bytes = await part.toBuffer();
        if (part.file.truncated) throw refuse(413, 'server.tooLarge', { limit: MOST_BYTES / 1_000_000 });
        const listed = readBodyList(bytes, part.filename);
        if (!listed.ok) throw refuseList(listed.problems);
        return land(listed.value, null, request.actor.doer, part.filename);
      },
    );

    app.post(
      ROUTES.bodiesFrom,
      { config: MANAGE, schema: { body: bodiesFromSchema, response: { 200: importedBodiesSchema } } },
      async ({ body: { document: id, parent }, actor, reach }) => {
        const document = await documentById(db, id, reach);
        const report = document === undefined ? undefined : files.result(id, 'report');
        if (document === undefined || report === undefined) throw refuse(404, 'server.noDocument');
        const { entity, bodies } = checkSchema
          .pick({ entity: true, bodies: true })
          .strip()
          .parse(JSON.parse(report));
        return land(bodiesOfReport({ entity, bodies }), parent, actor.doer, document.name);
      },
    );
  };

  /** Puts a list into the tree: all of it, or nothing. */
  async function land(
    listed: readonly ListedBody[],
    top: string | null,
    doer: Doer,
    from: string,
  ): Promise<ImportedBodies> {
    return db.transaction(async (tx) => {
      await lockTree(tx);
      const { steps, unchanged, problems } = planBodies(listed, await listBodies(tx), top);
      if (problems.length > 0) throw refuseList(problems);
      const ids: string[] = [];
      let added = 0;
      for (const step of steps) {
        const { existing, values, parent } = step;
        const above = parent === null ? null : 'id' in parent ? parent.id : (ids[parent.step] ?? null);
        const complete = { ...values, parent: above };
        if (isUnchanged(step, steps) && existing !== undefined) ids.push(existing.id);
        else {
          // A new one has nothing below it, so only one that moves could end below itself.
          if (existing !== undefined) await keepsTree(tx, existing, complete);
          const made =
            existing === undefined
              ? await addBody(tx, complete)
              : await changeBody(tx, existing.id, complete);
          ids.push(made?.id ?? '');
          if (existing === undefined) added += 1;
        }
      }
      const changed = steps.length - unchanged - added;
      const detail = { from, added: String(added), changed: String(changed) };
      if (added + changed > 0) await record(tx, doer, { action: 'body.import', subjectName: from, detail });
      return { added, changed, unchanged };
    });
  }
}

/** Refuses what would not be a tree any more, or would have two bodies of one code. */
async function keepsTree(tx: Connection, self: StoredBody | undefined, values: BodyValues): Promise<void> {
  const all = await listBodies(tx);
  const live = all.filter(({ retiredAt, id }) => retiredAt === null && id !== self?.id);
  const { code, scope, name, parent } = values;
  const twin = live.find((one) =>
    code === ''
      ? one.code === '' && one.name === name && one.parent === parent
      : one.code === code && one.scope === scope,
  );
  if (twin !== undefined) throw refuse(409, 'server.body.twin', { body: `${twin.code} ${twin.name}`.trim() });
  if (parent !== null && !live.some(({ id }) => id === parent)) {
    throw parent === self?.id ? refuse(409, 'server.body.circle') : refuse(404, 'server.noBody');
  }
  const above = new Map(all.map((one) => [one.id, one.parent]));
  for (let at: string | null | undefined = parent; at !== null && at !== undefined; at = above.get(at)) {
    if (at === self?.id) throw refuse(409, 'server.body.circle');
  }
}

async function hasLive(tx: Connection, id: string): Promise<boolean> {
  return (await listBodies(tx)).some(({ parent, retiredAt }) => parent === id && retiredAt === null);
}

function refuseList(problems: readonly Problem[]): Refusal {
  const told = problems.map(({ message, where }) => ({ message, path: sayWhere(where) }));
  const message = say('server.body.list', {
    count: problems.length,
    first: told[0] === undefined ? '' : `${told[0].path} ${told[0].message}`.trim(),
  });
  return new Refusal(422, 'server.body.list', message, told);
}

/** What was given, without what was not. */
function definedOf(
  given: { readonly [Key in keyof BodyValues]?: BodyValues[Key] | undefined },
): Partial<BodyValues> {
  const { code, name, parent, scope, nature } = given;
  return {
    ...(code === undefined ? {} : { code }),
    ...(name === undefined ? {} : { name }),
    ...(parent === undefined ? {} : { parent }),
    ...(scope === undefined ? {} : { scope }),
    ...(nature === undefined ? {} : { nature }),
  };
}

function detailOf({ code, parent, scope, nature }: BodyValues): Record<string, string> {
  return { code, scope, nature, parent: parent ?? '' };
}

/** What changed, each as before → after. */
function differenceOf(before: StoredBody, after: StoredBody): Record<string, string> {
  return Object.fromEntries(
    (['code', 'name', 'parent', 'scope', 'nature'] as const).flatMap((key) =>
      before[key] === after[key] ? [] : [[key, `${before[key] ?? ''} → ${after[key] ?? ''}`]],
    ),
  );
}

function shown({ id, code, name, parent, scope, nature, retiredAt }: StoredBody): Body {
  return { id, code, name, parent, scope, nature, retired: retiredAt !== null };
}
