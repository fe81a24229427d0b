import { fileURLToPath } from 'node:url';
import { say } from '../messages/say.ts';
import { check } from './check.ts';
import { publish } from './publish.ts';
import { EXIT, print } from './terminal.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/gaoyang-2025/budget.xlsx', import.meta.url));

/** `npm start`: checks the example, publishes it in every format, and says where the files are. */
export async function start({ output }: { readonly output: string }): Promise<number> {
  print(say('cli.startCheck', { file: EXAMPLE }));
  const checked = check(EXAMPLE, {});
  if (checked !== EXIT.clean) return checked;
  return publish(EXAMPLE, { output });
}
