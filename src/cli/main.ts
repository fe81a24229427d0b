import { Command, CommanderError } from 'commander';
import { say } from '../messages/say.ts';
import { programVersion } from '../working/version.ts';
import { addRegister, addSurvey, type MakeCommand } from './register-commands.ts';
import { EXIT, printError } from './terminal.ts';

/** Commander's complaints in the user's language; the English text follows only for those it has no words for. */
function explain(error: CommanderError): string {
  const subject = /'([^']+)'/u.exec(error.message)?.[1] ?? '';
  switch (error.code) {
    case 'commander.unknownCommand':
      return say('cli.unknownCommand', { name: subject });
    case 'commander.help':
      return say('cli.noCommand');
    case 'commander.unknownOption':
      return say('cli.unknownOption', { name: subject });
    case 'commander.missingArgument':
      return say('cli.missingArgument', { name: ARGUMENTS[subject] ?? subject });
    case 'commander.missingMandatoryOptionValue':
    case 'commander.optionMissingArgument':
      return say('cli.missingOption', { name: subject });
    case 'commander.excessArguments':
      return say('cli.excessArguments');
    default:
      return say('cli.wrongUsage', { detail: error.message });
  }
}

const ARGUMENTS: Readonly<Record<string, string>> = {
  workbook: say('cli.argument.workbook'),
  file: say('cli.argument.file'),
  id: say('cli.argument.pack'),
  folder: say('cli.verify.argument'),
  files: say('cli.argument.files'),
  payments: say('execution.cli.payments'),
  words: say('performance.indicators.words'),
  kind: say('register.cli.kind'),
};

/** Help in the user's language: titles, usage and defaults, which Commander has in English. */
function inChinese(command: Command, usage: string): Command {
  return command
    .usage(usage)
    .helpOption('-h, --help', say('cli.help'))
    .configureHelp({
      styleTitle: (title) => HELP_TITLES[title] ?? title,
      subcommandTerm: (sub) => `${sub.name()} ${sub.usage()}`,
      optionDescription: (option) =>
        typeof option.defaultValue === 'string'
          ? say('cli.help.default', { description: option.description, value: option.defaultValue })
          : option.description,
    })
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
}

function program(): Command {
  const root = inChinese(new Command('mingzhang'), say('cli.usage.root'))
    .description(say('cli.description'))
    .version(programVersion(), '-V, --version', say('cli.version'))
    .helpCommand(false);
  const command = (parent: Command, name: string, usage: string, description: string) =>
    inChinese(parent.command(name).description(description), usage).option(
      '--packs <dir>',
      say('cli.option.packs'),
    );

  command(root, 'new <workbook>', say('cli.usage.new'), say('cli.new'))
    .option('--pack <id>', say('cli.option.pack'))
    .option('--entity <code-and-name>', say('cli.option.entity'))
    .option('--year <year>', say('cli.option.year'))
    .option('--last-year <workbook>', say('cli.option.lastYear'))
    .option('--from <files...>', say('drafting.cli.from'))
    .option('--force', say('cli.option.force'))
    .action(async (file, options) => exitWith(await (await import('./new.ts')).newWorkbook(file, options)));
  command(root, 'publish <workbook>', say('cli.usage.publish'), say('cli.publish'))
    .option('-o, --output <dir>', say('cli.option.output'), 'out')
    .option('--formats <list>', say('cli.option.formats'))
    .option('--draft', say('cli.option.draft'))
    .option('--allow-unknown', say('cli.option.allowUnknown'))
    .option('--pack <id>', say('cli.option.publishPack'))
    .action(async (file, options) => exitWith(await (await import('./publish.ts')).publish(file, options)));
  command(root, 'check <files...>', say('cli.usage.check'), say('cli.check'))
    .option('--json', say('cli.option.json'))
    .option('--report <dir>', say('cli.option.report'))
    .option('--profile <file>', say('cli.option.profile'))
    .option('--against <file>', say('cli.option.against'))
    .option('--against-as <kind>', say('cli.option.againstAs'))
    .option('--allow-unknown', say('cli.option.allowUnknown'))
    .option('--pack <id>', say('cli.option.readPack'))
    .option('--year <year>', say('cli.option.readYear'))
    .option('--jobs <count>', say('reading.limit.jobs'))
    .option('--timeout <seconds>', say('reading.limit.timeout'))
    .option('--max-mb <size>', say('reading.limit.maxMb'))
    .option('--max-pages <count>', say('reading.limit.maxPages'))
    .option('--max-memory <size>', say('reading.limit.maxMemory'))
    .action(async (files, options) =>
      exitWith(await (await import('./check-files.ts')).checkFiles(files, options)),
    );
  command(root, 'read <files...>', say('cli.usage.read'), say('cli.read'))
    .option('--json', say('cli.option.readJson'))
    .option('--pack <id>', say('cli.option.readPack'))
    .option('--year <year>', say('cli.option.readYear'))
    .option('--all', say('cli.option.readAll'))
    .option('--jobs <count>', say('reading.limit.jobs'))
    .option('--timeout <seconds>', say('reading.limit.timeout'))
    .option('--max-mb <size>', say('reading.limit.maxMb'))
    .option('--max-pages <count>', say('reading.limit.maxPages'))
    .option('--max-memory <size>', say('reading.limit.maxMemory'))
    .action(async (files, options) => exitWith(await (await import('./read.ts')).read(files, options)));
  command(root, 'verify <folder>', say('cli.verify.usage'), say('cli.verify')).action(
    async (folder, options) => exitWith(await (await import('./verify.ts')).verify(folder, options)),
  );
  const packs = command(root, 'packs', say('cli.usage.packs'), say('cli.packs')).action(async (options) =>
    exitWith((await import('./packs.ts')).listPacks(options)),
  );
  command(packs, 'validate [files...]', say('cli.usage.files'), say('cli.packsValidate')).action(
    async (files, options) =>
      exitWith((await import('./packs.ts')).validatePacks(files, { ...packs.opts(), ...options })),
  );
  command(packs, 'show <id>', say('cli.usage.id'), say('cli.packsShow')).action(async (id, options) =>
    exitWith((await import('./packs.ts')).showPack(id, { ...packs.opts(), ...options })),
  );
  addIndicators(
    command(root, 'indicators', say('performance.indicators.usage'), say('performance.indicators')),
    command,
  );
  const performance = command(root, 'performance', say('performance.cli.usage'), say('performance.cli'));
  command(performance, 'draft <workbook>', say('performance.cli.draftUsage'), say('performance.cli.draft'))
    .option('--project <name>', say('performance.cli.project'))
    .option('-o, --output <file>', say('performance.cli.output'))
    .action(async (file, options) =>
      exitWith(
        (await import('./performance-draft.ts')).draftPerformance(file, {
          ...performance.opts(),
          ...options,
        }),
      ),
    );
  const accounts = inChinese(
    root.command('accounts').description(say('cli.accounts')),
    say('cli.usage.accounts'),
  );
  inChinese(accounts.command('import <file>').description(say('cli.accountsImport')), say('cli.usage.file'))
    .option('--year <year>', say('cli.option.year'))
    .action(async (file, options) => exitWith((await import('./accounts.ts')).importAccounts(file, options)));
  const execution = inChinese(
    root.command('execution').description(say('execution.cli')),
    say('execution.cli.usage'),
  );
  command(
    execution,
    'import <payments> <workbook>',
    say('execution.cli.importUsage'),
    say('execution.cli.import'),
  )
    .option('--partial', say('execution.cli.option.partial'))
    .action(async (file, workbook, options) =>
      exitWith((await import('./execution.ts')).importExecution(file, workbook, options)),
    );
  command(execution, 'show <workbook>', say('execution.cli.showUsage'), say('execution.cli.show'))
    .option('--as-of <date>', say('execution.cli.option.asOf'))
    .option('--json', say('execution.cli.option.json'))
    .action(async (workbook, options) =>
      exitWith((await import('./execution.ts')).showExecution(workbook, options)),
    );
  command(execution, 'template <payments>', say('execution.cli.templateUsage'), say('execution.cli.template'))
    .option('--budget <workbook>', say('execution.cli.option.budget'))
    .option('--year <year>', say('cli.option.year'))
    .option('--force', say('cli.option.force'))
    .action(async (file, options) =>
      exitWith(await (await import('./execution-template.ts')).executionTemplate(file, options)),
    );
  command(performance, 'monitor <workbook>', say('monitoring.cli.usage'), say('monitoring.cli'))
    .option('--as-of <date>', say('monitoring.cli.option.asOf'))
    .option('--rules <file>', say('monitoring.cli.option.rules'))
    .option('-o, --output <dir>', say('cli.option.output'), 'out')
    .option('--json', say('monitoring.cli.option.json'))
    .action(async (workbook, options) =>
      exitWith(
        await (await import('./performance-monitor.ts')).monitorPerformance(workbook, {
          ...performance.opts(),
          ...options,
        }),
      ),
    );
  command(
    performance,
    'evaluate <workbook>',
    say('evaluation.cli.evaluateUsage'),
    say('evaluation.cli.evaluate'),
  )
    .option('--year <year>', say('evaluation.cli.option.year'))
    .option('--rules <file>', say('evaluation.cli.option.rules'))
    .option('-o, --output <dir>', say('cli.option.output'), 'out')
    .option('--json', say('monitoring.cli.option.json'))
    .action(async (workbook, options) =>
      exitWith(
        await (await import('./performance-evaluate.ts')).evaluatePerformance(workbook, {
          ...performance.opts(),
          ...options,
        }),
      ),
    );
  command(
    performance,
    'prepare <workbook>',
    say('evaluation.cli.prepareUsage'),
    say('evaluation.cli.prepare'),
  ).action(async (workbook, options) =>
    exitWith(
      (await import('./performance-prepare.ts')).preparePerformance(workbook, {
        ...performance.opts(),
        ...options,
      }),
    ),
  );
  addRegister(performance, command, exitWith);
  addSurvey(performance, command, exitWith);
  command(root, 'start', say('cli.usage.options'), say('cli.start'))
    .option('--port <port>', say('cli.option.port'))
    .option('--jobs <count>', say('reading.limit.jobs'))
    .option('--timeout <seconds>', say('reading.limit.timeout'))
    .option('--max-mb <size>', say('reading.limit.maxMb'))
    .option('--max-pages <count>', say('reading.limit.maxPages'))
    .option('--max-memory <size>', say('reading.limit.maxMemory'))
    .action(async (options) => exitWith(await (await import('./start.ts')).start(options)));
  inChinese(root.command('backup [file]').description(say('cli.backup')), say('cli.backup.usage')).action(
    async (file) => exitWith(await (await import('./backup.ts')).backup(file)),
  );
  inChinese(root.command('restore <file>').description(say('cli.restore')), say('cli.restore.usage')).action(
    async (file) => exitWith(await (await import('./restore.ts')).restore(file)),
  );
  const log = inChinese(root.command('log').description(say('cli.log')), say('cli.log.usage'));
  inChinese(log.command('verify').description(say('cli.log.verify')), say('cli.usage.options')).action(
    async () => exitWith(await (await import('./log.ts')).verifyKeptLog()),
  );
  return root;
}

function addIndicators(indicators: Command, command: MakeCommand): void {
  command(
    indicators,
    'search <words...>',
    say('performance.indicators.searchUsage'),
    say('performance.indicators.search'),
  )
    .option('--json', say('performance.indicators.json'))
    .option('--limit <count>', say('performance.indicators.limit'))
    .action(async (words, options) =>
      exitWith((await import('./indicators.ts')).searchLibrary(words, { ...indicators.opts(), ...options })),
    );
  command(
    indicators,
    'peers <words...>',
    say('performance.indicators.peersUsage'),
    say('performance.indicators.peers'),
  )
    .option('--from <files...>', say('performance.indicators.from'))
    .option('--json', say('performance.indicators.json'))
    .action(async (words, options) =>
      exitWith(
        await (await import('./indicators.ts')).showPeers(words, { ...indicators.opts(), ...options }),
      ),
    );
  command(
    indicators,
    'validate [files...]',
    say('cli.usage.files'),
    say('performance.indicators.validate'),
  ).action(async (files, options) =>
    exitWith(
      (await import('./indicators.ts')).validateLibraries(files, { ...indicators.opts(), ...options }),
    ),
  );
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
