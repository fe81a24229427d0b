import { accounts } from './accounts.ts';
import { checking } from './checking.ts';
import { cli } from './cli.ts';
import { common } from './common.ts';
import { facts } from './facts.ts';
import { ledger } from './ledger.ts';
import { packs } from './packs.ts';
import { publishing } from './publishing.ts';
import { writing } from './writing.ts';

/** The Chinese catalogue: every text a user sees, one file a room, keys prefixed with the room's name. */
export const zh = {
  ...common,
  ...facts,
  ...accounts,
  ...packs,
  ...ledger,
  ...checking,
  ...writing,
  ...publishing,
  ...cli,
} as const;
