import type { Command } from 'commander';
import { say } from '../messages/say.ts';

/** Makes a command with its usage and help in the user's language. */
export type MakeCommand = (parent: Command, name: string, usage: string, description: string) => Command;

/** `performance survey …`. */
export function addSurvey(
  performance: Command,
  command: MakeCommand,
  exitWith: (code: number) => void,
): void {
  const survey = command(performance, 'survey', say('survey.cli.usage'), say('survey.cli'));
  const all = (options: object) => ({ ...performance.opts(), ...survey.opts(), ...options });
  const load = () => import('./performance-survey.ts');
  command(survey, 'list', say('cli.usage.none'), say('survey.cli.list')).action(async (options) =>
    exitWith((await load()).listSurveys(all(options))),
  );
  command(survey, 'form <kind>', say('survey.cli.formUsage'), say('survey.cli.form'))
    .option('-o, --output <file>', say('survey.cli.option.output'))
    .option('--body <name>', say('survey.cli.option.body'))
    .option('--year <year>', say('cli.option.year'))
    .option('--force', say('cli.option.force'))
    .action(async (kind, options) => exitWith(await (await load()).surveyFormFile(kind, all(options))));
  command(survey, 'template <kind>', say('survey.cli.templateUsage'), say('survey.cli.template'))
    .option('-o, --output <file>', say('survey.cli.option.output'))
    .option('--year <year>', say('cli.option.year'))
    .option('--force', say('cli.option.force'))
    .action(async (kind, options) => exitWith(await (await load()).surveyTemplate(kind, all(options))));
  command(survey, 'show <files...>', say('survey.cli.showUsage'), say('survey.cli.show'))
    .option('--kind <kind>', say('survey.cli.kind'))
    .option('--from <date>', say('register.cli.option.from'))
    .option('--as-of <date>', say('register.cli.option.asOf'))
    .option('--json', say('register.cli.option.json'))
    .action(async (files, options) => exitWith((await load()).showSurvey(files, all(options))));
  command(survey, 'import <files...>', say('survey.cli.importUsage'), say('survey.cli.import'))
    .option('--kind <kind>', say('survey.cli.kind'))
    .option('--from <date>', say('register.cli.option.from'))
    .option('--as-of <date>', say('register.cli.option.asOf'))
    .option('--project <name>', say('register.cli.option.project'))
    .option('--replace', say('register.cli.option.replace'))
    .action(async (files, options) => exitWith((await load()).importSurvey(files, all(options))));
}

/** `performance register …`. */
export function addRegister(
  performance: Command,
  command: MakeCommand,
  exitWith: (code: number) => void,
): void {
  const register = command(performance, 'register', say('register.cli.usage'), say('register.cli'));
  const all = (options: object) => ({ ...performance.opts(), ...register.opts(), ...options });
  const load = () => import('./performance-register.ts');
  command(register, 'list', say('cli.usage.none'), say('register.cli.list')).action(async (options) =>
    exitWith((await load()).listRegisters(all(options))),
  );
  command(register, 'template <kind>', say('register.cli.templateUsage'), say('register.cli.template'))
    .option('-o, --output <file>', say('register.cli.option.output'))
    .option('--year <year>', say('cli.option.year'))
    .option('--force', say('cli.option.force'))
    .action(async (kind, options) => exitWith(await (await load()).registerTemplate(kind, all(options))));
  command(register, 'show <files...>', say('register.cli.showUsage'), say('register.cli.show'))
    .option('--kind <kind>', say('register.cli.option.kind'))
    .option('--from <date>', say('register.cli.option.from'))
    .option('--as-of <date>', say('register.cli.option.asOf'))
    .option('--by <part>', say('register.cli.option.by'))
    .option('--measure <name>', say('register.cli.option.measure'))
    .option('--rows', say('register.cli.option.rows'))
    .option('--json', say('register.cli.option.json'))
    .action(async (files, options) => exitWith((await load()).showRegister(files, all(options))));
  command(register, 'import <files...>', say('register.cli.importUsage'), say('register.cli.import'))
    .option('--kind <kind>', say('register.cli.option.kind'))
    .option('--from <date>', say('register.cli.option.from'))
    .option('--as-of <date>', say('register.cli.option.asOf'))
    .option('--project <name>', say('register.cli.option.project'))
    .option('--replace', say('register.cli.option.replace'))
    .action(async (files, options) => exitWith((await load()).importRegister(files, all(options))));
  command(register, 'validate [files...]', say('cli.usage.files'), say('register.cli.validate')).action(
    async (files, options) => exitWith((await load()).validateRegisters(files, all(options))),
  );
}
