import { type Account, type AccountTree, normalName } from '../accounts/tree.ts';
import { likeness } from '../document/likeness.ts';
import { placeWithin } from '../document/place.ts';
import { say } from '../messages/say.ts';
import { bare, isCalledSo } from './account-names.ts';
import type { CheckedDocument } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { contentsOf } from './text.ts';

/** A name in a text that says its level: 卫生健康支出（类）. */
interface Named {
  readonly level: 'class' | 'group' | 'item';
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const LEVELS = { 类: 'class', 款: 'group', 项: 'item' } as const;

/** What stands before the first name of a path: a mark, a number, a closed bracket. */
const MARKS = /[“"《。；;：:，,、.．]|\d\s*|[)）]\s*(?=\p{Script=Han})/gu;

/** The accounts that a text names level by level, each as the names of its path. */
export function pathsIn(text: string): readonly (readonly Named[])[] {
  const paths: Named[][] = [];
  let path: Named[] = [];
  let end = 0;
  for (const match of text.matchAll(/[（(]\s*([类款项])\s*[）)]/gu)) {
    const word = match[1];
    if (word !== '类' && word !== '款' && word !== '项') continue;
    const before = text.slice(end, match.index);
    // The first name begins after the last mark or number before it.
    const mark = [...before.matchAll(MARKS)].at(-1);
    const start = mark === undefined ? 0 : mark.index + mark[0].length;
    const isNext = path.length > 0 && start === 0;
    if (!isNext && path.length > 0) {
      paths.push(path);
      path = [];
    }
    const from = end + (isNext ? 0 : start);
    path.push({ level: LEVELS[word], name: text.slice(from, match.index), from, to: match.index });
    end = match.index + match[0].length;
    if (word === '项') {
      paths.push(path);
      path = [];
    }
  }
  return path.length > 0 ? [...paths, path] : paths;
}

/** What the text says of accounts by their paths (类、款、项). */
export function checkPaths(document: CheckedDocument): readonly Finding[] {
  const tree = document.accounts.tree('function', document.year);
  const found = new Map<string, Finding>();
  const body = contentsOf(document)?.body ?? 0;
  document.lines.forEach((line, at) => {
    if (at < body) return;
    for (const path of pathsIn(line.text)) {
      const [first] = path;
      const last = path.at(-1);
      if (first === undefined || last === undefined || first.level !== 'class' || last.level !== 'item')
        continue;
      const one = checkPath(tree, path, line.text.slice(first.from, last.to));
      if (one === undefined) continue;
      const place = placeWithin(line, first.from, last.to);
      const known = found.get(one.message);
      found.set(one.message, { ...one, places: [...(known?.places ?? []), place] });
    }
  });
  return [...found.values()];
}

function checkPath(tree: AccountTree, path: readonly Named[], text: string): Finding | undefined {
  const [first, second] = path;
  const last = path.at(-1);
  if (first === undefined || second === undefined || last === undefined) return undefined;
  const top = accountOf(tree, first.name, 3);
  if (top === undefined) return undefined;
  const printed = `${normalName(text)}(项)`.replace(/\s/gu, '');
  if (path.length === 2) {
    // The 款 was swallowed: the item's name begins with what is left of it.
    const item = tree
      .all()
      .filter(
        ({ code, name }) =>
          code.length === 7 &&
          code.startsWith(top.code) &&
          normalName(second.name).endsWith(normalName(name)),
      )
      .sort((a, b) => b.name.length - a.name.length);
    const [longest] = item;
    if (longest === undefined) return undefined;
    const items = item.filter(({ name }) => name === longest.name);
    const groups = [...new Set(items.flatMap(({ code }) => tree.find(code.slice(0, 5)) ?? []))];
    const left = normalName(second.name).slice(0, -normalName(longest.name).length);
    const [group] = [...groups].sort((a, b) => likeness(b.name, left) - likeness(a.name, left));
    if (group === undefined) return undefined;
    const expected = `${top.name}（类）${group.name}（款）${longest.name}（项）`;
    const params = { printed, item: longest.name, group: group.name, expected };
    const message = say('checking.classification.path.group', params);
    return finding('classification.path', message, {}, { value: printed, expected });
  }
  const group = accountOf(tree, second.name, 5, top.code);
  if (group === undefined) return undefined;
  const name = normalName(last.name);
  const items = tree.childrenOf(group.code);
  const namedSo = (one: Account) => isCalledSo(one, name);
  if (items.some(namedSo)) return undefined;
  const near = items.find((one) => likeness(bare(one.name), bare(name)) >= 0.7);
  const elsewhere = tree.findByName(name, top.code).filter(({ code }) => code.length === 7);
  const [only] = elsewhere;
  if (only !== undefined && elsewhere.length === 1 && near === undefined) {
    const expected = tree.nameOf(only.code.slice(0, 5)) ?? only.code.slice(0, 5);
    const params = { printed, group: group.name, item: only.name, expected };
    const message = say('checking.classification.path.outside', params);
    return finding('classification.path', message, { function: only.code }, { value: printed, expected });
  }
  if (near === undefined || elsewhere.length > 0) return undefined;
  const params = { where: say('checking.classification.text'), name, official: near.name, code: near.code };
  const message = say('checking.classification.name.text', params);
  const one = finding(
    'classification.name',
    message,
    { function: near.code },
    { value: name, expected: near.name },
  );
  return { ...one, severity: 'notice' };
}

/** The one account of a name with so many digits, 支出 at its end or not. */
function accountOf(tree: AccountTree, name: string, digits: number, parent?: string): Account | undefined {
  const stem = normalName(name);
  const found = [stem, `${stem}支出`].flatMap((one) =>
    tree.findByName(one, parent).filter(({ code }) => code.length === digits),
  );
  return found.length === 1 ? found[0] : undefined;
}
