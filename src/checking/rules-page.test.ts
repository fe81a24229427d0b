import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sayPlace } from '../reading/kept-place.ts';
import { BODY, documentOf, linesOf, YEAR } from '../testing/checked.ts';
import { RULE_EXAMPLES } from '../testing/rule-examples.ts';
import { checkAll } from './all.ts';
import { RULES } from './rules.ts';
import { rulesPage } from './rules-page.ts';

function messageOf(rule: string, lines: readonly string[]): string | undefined {
  const document = documentOf({ lines: linesOf('示例市医疗保障局情况说明', ...lines) });
  const unsaid = { entity: BODY, year: String(YEAR), stage: 'budget' };
  return checkAll(document, { unsaid, sayPlace }).findings.find((one) => one.rule === rule)?.message;
}

const examples = Object.entries(RULE_EXAMPLES);

it.each(examples)(
  '%s finds what is wrong in its example, and nothing where it is right',
  (rule, { wrong, right }) => {
    expect(messageOf(rule, wrong)).toBeDefined();
    expect(messageOf(rule, right)).toBeUndefined();
  },
);

it('every rule on one document is asked for in a test, by its example or by name', () => {
  const rooms = ['checking', 'writing', 'ledger', 'cli', 'reporting'];
  const tests = rooms
    .flatMap((room) => {
      const folder = new URL(`../${room}/`, import.meta.url);
      const files = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
      return files.map((file) => readFileSync(new URL(file, folder), 'utf8'));
    })
    .join('\n');
  const ids = Object.keys(RULES).filter((id) => !id.startsWith('across.'));
  const named = ids.filter((id) => tests.includes(id) || Object.hasOwn(RULE_EXAMPLES, id));
  expect(ids.filter((id) => !named.includes(id))).toEqual([]);
});

it('docs/rules.md is what the catalogue says (npm run rules)', async () => {
  const shown = new Map(
    examples.map(([rule, { wrong, right }]) => [
      rule,
      { wrong: wrong.join(' / '), right: right.join(' / '), message: messageOf(rule, wrong) ?? '' },
    ]),
  );
  await expect(rulesPage(shown)).toMatchFileSnapshot('../../docs/rules.md');
});
