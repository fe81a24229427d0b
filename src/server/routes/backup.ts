import { PassThrough } from 'node:stream';
import type { FastifyPluginAsync } from 'fastify';
import { writeBackup } from '../../store/backup.ts';
import { programVersion } from '../../working/version.ts';
import { ROUTES } from '../contract/routes.ts';
import type { ServerParts } from '../server.ts';

/** A backup of everything, for commands on this machine. */
export function backupRoutes({ db, data }: ServerParts): FastifyPluginAsync {
  return async (app) => {
    app.get(ROUTES.backup, { config: { action: 'backup.make' } }, async (request, reply) => {
      const stream = new PassThrough();
      writeBackup({ db, data, program: programVersion() }, stream).catch((error: unknown) => {
        request.log.error(error);
        // The answer breaks off, so that nobody takes half a backup for a whole one.
        stream.destroy(error instanceof Error ? error : new Error(String(error)));
      });
      return reply.type('application/gzip').send(stream);
    });
  };
}
