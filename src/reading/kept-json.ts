import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { fail, type Problem, problem, type Result, succeed, type Where } from '../messages/problem.ts';
import type { Path } from '../packs/source.ts';
import { schemaProblems } from '../packs/validate.ts';

/** Files beyond this are told about without their lines. */
const MAX_LOCATED = 2_000_000;

/**
 * Reads a JSON file that people keep or write, by its schema. Every problem names file, line and key.
 * @param schemaFile the name of the schema among `schemas/`
 */
export function parseJson<Schema extends z.ZodType>(
  text: string,
  file: string,
  schema: Schema,
  schemaFile: string,
): Result<z.output<Schema>> {
  let value: unknown;
  try {
    // Editors on Windows put a mark before the text.
    value = JSON.parse(text.replace(/^\ufeff/u, ''));
  } catch (error) {
    return fail([syntaxProblem(text, file, error instanceof Error ? error.message : '')]);
  }
  const parsed = schema.safeParse(value, { reportInput: true, error: z.locales.zhCN().localeError });
  if (parsed.success) return succeed(parsed.data);
  const problems = schemaProblems(parsed.error.issues, locator(text, file));
  return fail(problems.map((one) => (one.key === 'packs.unknownKey' ? unknownKey(one, schemaFile) : one)));
}

/** The engine says where in the text it gave up; without a position it was at the end. */
function syntaxProblem(text: string, file: string, message: string): Problem {
  const position = Number(/position (\d+)/u.exec(message)?.[1] ?? text.length);
  const line = text.slice(0, position).split('\n').length;
  return problem(
    'cli.kept.json',
    'error',
    { file, line },
    { found: text.slice(position).trim().slice(0, 12) },
  );
}

function unknownKey(one: Problem, schema: string): Problem {
  const key = one.where.key?.split('.').at(-1) ?? '';
  return problem('cli.kept.unknownKey', 'error', one.where, { key, schema });
}

/** Every JSON text is YAML, whose parser keeps positions. */
function locator(text: string, file: string): (path: Path) => Where {
  if (text.length > MAX_LOCATED) return () => ({ file });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return (path) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      if (!isNode(node) || node.range === undefined || node.range === null) continue;
      const { line, col } = lines.linePos(node.range[0]);
      return { file, line, column: col };
    }
    return { file };
  };
}
