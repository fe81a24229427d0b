import { Presets, SingleBar } from 'cli-progress';
import { say } from '../messages/say.ts';

/** Work below this many steps is over before a bar could be read. */
const WORTH_A_BAR = 20;

export interface Progress {
  readonly update: (done: number, total: number) => void;
  readonly stop: () => void;
}

/** A progress bar on the error stream, for people only: nothing in pipes, and nothing for short work. */
export function progressBar(): Progress {
  let bar: SingleBar | undefined;
  return {
    update(done, total) {
      if (!process.stderr.isTTY || total < WORTH_A_BAR) return;
      if (bar === undefined) {
        bar = new SingleBar(
          { format: `${say('cli.progress')} {bar} {percentage}% | {value}/{total}`, hideCursor: true },
          Presets.shades_classic,
        );
        bar.start(total, done);
      } else bar.update(done);
    },
    stop: () => bar?.stop(),
  };
}
