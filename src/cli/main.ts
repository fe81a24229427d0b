import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { say } from '../messages/say.ts';
import { EXIT, printError } from './terminal.ts';

/** Commander's complaints in the user's language; the English text follows only for those it has no words for. */
function explain(error: CommanderError): string {
  const subject = /'([^']+)'/u.exec(error.message)?.[1] ?? '';
  switch (error.code) {
    case 'commander.unknownCommand':
      return say('cli.unknownCommand', { name: subject });
    case 'commander.unknownOption':
      return say('cli.unknownOption', { name: subject });
    case 'commander.missingArgument':
      return say('cli.missingArgument', { name: subject });
    case 'commander.missingMandatoryOptionValue':
    case 'commander.optionMissingArgument':
      return say('cli.missingOption', { name: subject });
    case 'commander.excessArguments':
      return say('cli.excessArguments');
    default:
      return say('cli.wrongUsage', { detail: error.message });
  }
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '';
}

function program(): Command {
  const root = new Command('mingzhang')
    .description(say('cli.description'))
    .version(version(), '-V, --version', say('cli.version'))
    .helpOption('-h, --help', say('cli.help'))
    .helpCommand('help [command]', say('cli.help'))
    .configureHelp({ styleTitle: (title) => HELP_TITLES[title] ?? title })
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  const command = (name: string, description: string) =>
    root
      .command(name)
      .description(description)
      .helpOption('-h, --help', say('cli.help'))
      .option('--packs <dir>', say('cli.option.packs'))
      .exitOverride();

  command('new <workbook>', say('cli.new'))
    .requiredOption('--pack <id>', say('cli.option.pack'))
    .requiredOption('--entity <code-and-name>', say('cli.option.entity'))
    .option('--year <year>', say('cli.option.year'))
    .option('--force', say('cli.option.force'))
    .action(async (file, options) => exitWith(await (await import('./new.ts')).newWorkbook(file, options)));
  command('publish <workbook>', say('cli.publish'))
    .option('-o, --output <dir>', say('cli.option.output'), 'out')
    .option('--formats <list>', say('cli.option.formats'))
    .option('--draft', say('cli.option.draft'))
    .option('--allow-unknown', say('cli.option.allowUnknown'))
    .action(async (file, options) => exitWith(await (await import('./publish.ts')).publish(file, options)));
  command('check <workbook>', say('cli.check'))
    .option('--json', say('cli.option.json'))
    .action(async (file, options) => exitWith((await import('./check.ts')).check(file, options)));
  const packs = command('packs', say('cli.packs')).action(async (options) =>
    exitWith((await import('./packs.ts')).listPacks(options)),
  );
  packs
    .command('validate [files...]')
    .description(say('cli.packsValidate'))
    .option('--packs <dir>', say('cli.option.packs'))
    .exitOverride()
    .action(async (files, options) =>
      exitWith((await import('./packs.ts')).validatePacks(files, { ...packs.opts(), ...options })),
    );
  packs
    .command('show <id>')
    .description(say('cli.packsShow'))
    .option('--packs <dir>', say('cli.option.packs'))
    .exitOverride()
    .action(async (id, options) =>
      exitWith((await import('./packs.ts')).showPack(id, { ...packs.opts(), ...options })),
    );
  const accounts = command('accounts', say('cli.accounts'));
  accounts
    .command('import <file>')
    .description(say('cli.accountsImport'))
    .option('--year <year>', say('cli.option.year'))
    .exitOverride()
    .action(async (file, options) => exitWith((await import('./accounts.ts')).importAccounts(file, options)));
  command('start', say('cli.start'))
    .option('-o, --output <dir>', say('cli.option.output'), 'out/gaoyang-2025')
    .action(async (options) => exitWith(await (await import('./start.ts')).start(options)));
  return root;
}

const HELP_TITLES: Readonly<Record<string, string>> = {
  'Usage:': say('cli.help.usage'),
  'Arguments:': say('cli.help.arguments'),
  'Options:': say('cli.help.options'),
  'Commands:': say('cli.help.commands'),
};

function exitWith(code: number): void {
  process.exitCode = code;
}

/** A reader that closes the pipe early (`| head`) is no failure of ours. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.clean);
  throw error;
});

try {
  await program().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    if (error.exitCode !== 0) {
      printError(explain(error));
      process.exitCode = EXIT.unusable;
    }
  } else {
    // A mistake of ours: a person gets a sentence, whoever mends it gets the trace when asked for.
    printError(say('cli.internal', { detail: error instanceof Error ? error.message : String(error) }));
    if (process.env.MINGZHANG_DEBUG !== undefined && error instanceof Error) printError(error.stack ?? '');
    process.exitCode = EXIT.unusable;
  }
}
