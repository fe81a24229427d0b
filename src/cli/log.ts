import { say } from '../messages/say.ts';
import { logVerificationSchema } from '../server/contract/log.ts';
import { addressOf } from '../server/contract/routes.ts';
import { type LogVerification, verifyLog } from '../store/log.ts';
import { askServer, withDatabase } from './installation.ts';
import { EXIT, print, printError, printProblems } from './terminal.ts';

/** `mingzhang log verify`: whether the log is as it was written; of a running server, it asks that. */
export async function verifyKeptLog(): Promise<number> {
  const found = await withDatabase<LogVerification>({
    running: async (owner) => {
      const answer = await askServer(owner, addressOf('logVerification'));
      const { broken, ...rest } = logVerificationSchema.parse(await answer.json());
      const at = broken?.at === undefined ? {} : { at: new Date(broken.at) };
      return broken === undefined ? rest : { ...rest, broken: { number: broken.number, ...at } };
    },
    alone: ({ db }) => verifyLog(db),
  });
  printProblems(found.problems);
  if (!found.ok) return EXIT.unusable;
  const { entries, broken, head } = found.value;
  if (broken === undefined) {
    print(say('cli.log.good', { entries, head }));
    return EXIT.clean;
  }
  const time = broken.at === undefined ? '' : broken.at.toISOString();
  printError(say('cli.log.broken', { number: broken.number, time, entries }));
  return EXIT.broken;
}
