import { type MessageKey, say } from '../messages/say.ts';
import { zh } from '../messages/zh/index.ts';
import { RULES, type Rule } from './rules.ts';

/** A rule with an example: what is wrong, the same put right, and what is said of it. */
export interface ShownExample {
  readonly wrong: string;
  readonly right: string;
  readonly message: string;
}

const FAMILIES = [
  ...['law', 'completeness', 'classification', 'identity', 'performance'],
  ...['procurement', 'assets', 'sizes', 'wording', 'publication', 'across'],
] as const;

/** The page that documents all rules, in Markdown: by family, each with its severity, basis, words and example. */
export function rulesPage(examples: ReadonlyMap<string, ShownExample>): string {
  const rules: readonly (readonly [string, Rule])[] = Object.entries(RULES);
  const groups = [...FAMILIES, 'ledger'].map((family) => {
    const own = rules.filter(([id]) => familyOf(id) === family);
    const title = zh[keyOf(`checking.page.family.${family}`) ?? 'checking.page.family.ledger'];
    return own.length === 0 ? [] : [`## ${title}`, ...own.map(([id, rule]) => section(id, rule, examples))];
  });
  return `${[say('checking.page.head', { count: rules.length }), ...groups.flat()].join('\n\n')}\n`;
}

/** The family of a rule by its id; what only a workbook is checked for belongs to none of the others. */
function familyOf(id: string): string {
  const [family = ''] = id.split('.');
  return FAMILIES.find((one) => one === family) ?? 'ledger';
}

function section(id: string, rule: Rule, examples: ReadonlyMap<string, ShownExample>): string {
  const params = {
    id,
    title: zh[rule.title],
    severity: zh[`checking.page.severity.${rule.severity}`],
    basis: zh[rule.basis],
  };
  const form = keyOf(rule.title.replace(/\.title$/u, ''));
  const example = examples.get(id);
  return [
    say('checking.page.rule', params),
    ...(form === undefined || example !== undefined
      ? []
      : [say('checking.page.form', { message: zh[form] })]),
    ...(example === undefined ? [] : [say('checking.page.example', { ...example })]),
  ].join('\n');
}

function keyOf(text: string): MessageKey | undefined {
  return Object.hasOwn(zh, text) ? (text as MessageKey) : undefined; // hasOwn has just said that it is one
}
