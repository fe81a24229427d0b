import { say } from '../messages/say.ts';

/** Names of the files of a report, the web page first. */
export const REPORT_NAMES = {
  html: say('reporting.name.html'),
  xlsx: say('reporting.name.xlsx'),
  pdf: say('reporting.name.pdf'),
  json: 'check.json',
} as const;
