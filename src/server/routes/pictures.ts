import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Pictures, picturesSchema } from '../../reporting/pictures-schema.ts';
import { budgetsOfOtherYears, type StoredBudget } from '../../store/budgets.ts';
import { documentById, documentsOfOtherYears, type StoredDocument } from '../../store/documents.ts';
import { budgetAccess } from '../budget-access.ts';
import { answerOf } from '../budget-answer.ts';
import { ROUTES } from '../contract/routes.ts';
import { standingOf } from '../guard.ts';
import { type OtherPictures, withOtherYears } from '../other-pictures.ts';
import { type Action, reachOf } from '../permissions.ts';
import { refuse } from '../refusal.ts';
import type { ServerParts } from '../server.ts';
import { nameOf } from '../typed-budget.ts';

const idSchema = z.strictObject({ id: z.uuid() });
const RESPONSE = { params: idSchema, response: { 200: picturesSchema } } as const;

/** What is drawn of documents and of budgets that are written here. */
export function pictureRoutes({ db, files, budgets: desk, open }: ServerParts): FastifyPluginAsync {
  const { find } = budgetAccess({ db, open });
  const ofDocument = ({ id }: Pick<StoredDocument, 'id'>): Pictures | undefined => {
    const text = files.result(id, 'pictures');
    // Made by this program, in the form of its contract.
    return text === undefined ? undefined : JSON.parse(text);
  };
  const ofBudget = async (stored: StoredBudget): Promise<Pictures> =>
    answerOf(await desk.pictures(stored), 'pictures').pictures;
  /** What is stored of the same body in other years, as far as whoever asks reaches it. */
  const others = async (
    body: { readonly entityCode: string; readonly entityName: string; readonly year: number },
    { actor }: Pick<FastifyRequest, 'actor'>,
  ): Promise<readonly OtherPictures[]> => {
    const reach = (action: Action) => reachOf(standingOf(actor), action, open);
    const [ofDocuments, ofBudgets] = [reach('documents.read'), reach('budgets.read')];
    const found: OtherPictures[] = [];
    for (const one of ofDocuments === undefined ? [] : await documentsOfOtherYears(db, body, ofDocuments)) {
      const pictures = ofDocument(one);
      const from = { type: 'document', id: one.id, name: one.name } as const;
      if (pictures !== undefined) found.push({ from, pictures });
    }
    for (const one of ofBudgets === undefined ? [] : await budgetsOfOtherYears(db, body, ofBudgets)) {
      const made = await desk.pictures(one);
      const from = { type: 'budget', id: one.id, name: nameOf(one) } as const;
      // One that cannot be understood as it stands says nothing.
      if (made.ok && made.value.type === 'pictures') found.push({ from, pictures: made.value.pictures });
    }
    return found;
  };

  return async (plain) => {
    const app = plain.withTypeProvider<ZodTypeProvider>();

    app.get(
      ROUTES.documentPictures,
      { config: { action: 'documents.read' }, schema: RESPONSE },
      async (request) => {
        const document = await documentById(db, request.params.id, request.reach);
        if (document === undefined) throw refuse(404, 'server.noDocument');
        const pictures = ofDocument(document);
        if (pictures === undefined)
          throw refuse(409, document.state === 'done' ? 'server.noPictures' : 'server.noResult');
        const { entityCode, entityName } = document;
        return withOtherYears(
          pictures,
          await others({ entityCode, entityName, year: pictures.year }, request),
        );
      },
    );

    app.get(
      ROUTES.budgetPictures,
      { config: { action: 'budgets.read' }, schema: RESPONSE },
      async (request) => {
        const stored = await find(request);
        return withOtherYears(await ofBudget(stored), await others(stored, request));
      },
    );
  };
}
