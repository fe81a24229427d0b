import type { Place } from '../document/document.ts';
import { say } from '../messages/say.ts';
import type { CheckedDocument } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { type Hit, sayExamples } from './passages.ts';

type Aside = CheckedDocument['asides'][number];

/** So much of a remark or of a hidden text is quoted. */
const QUOTED = 20;

/** Comments, deletions and hidden texts: one finding for each kind. What a program hides by itself says nothing. */
export function leftovers(document: CheckedDocument): readonly Finding[] {
  const of = (kind: string) => document.asides.filter((one) => one.kind === kind && isText(one));
  const hidden = hiddenIn(document, of('hidden'));
  const kinds = [
    ['publication.comments', 'checking.publication.comments', of('comment')],
    ['publication.revisions', 'checking.publication.revisions', of('deleted')],
    ['publication.hidden', hidden.message, hidden.found],
  ] as const;
  return kinds.flatMap(([rule, key, found]) => {
    if (found.length === 0) return [];
    const hits = found.map(hitOf);
    const message = say(key, { count: hits.length, examples: sayExamples(hits) });
    const one = finding(rule, message, {}, { key: rule, places: hits.map(({ place }) => place) });
    // Hidden rows of a form without any amount tell nobody anything.
    const isEmpty = rule === 'publication.hidden' && !hits.some(({ printed }) => /[1-9]/u.test(printed));
    return [isEmpty ? { ...one, severity: 'notice' as const } : one];
  });
}

function isText({ text }: Aside): boolean {
  return /\p{Script=Han}|[1-9]/u.test(text) && !/^\[?bookmark|_Toc\d/u.test(text);
}

function hitOf({ text, place }: Aside): Hit {
  const whole = text.replace(/\s+/gu, ' ').trim();
  const quote = whole.length > QUOTED ? `${whole.slice(0, QUOTED)}…` : whole;
  return { quote, printed: text, place };
}

/** An amount, a share or a count, as nobody writes them in a menu. */
const FIGURE = /\d[\d,]*\.\d+|\d+\s*(?:[万亿]?元|[%％]|人|个|辆|台|平方米)/u;

/** Hidden texts that people hid, with what to say of them: how they come to light differs from format to format. */
function hiddenIn(document: CheckedDocument, all: readonly Aside[]) {
  // A web page hides its menus and forms, which state no figures.
  if (/\.html?$/iu.test(document.file))
    return {
      message: 'checking.publication.hidden.web' as const,
      found: unseen(document, all).filter(({ text }) => FIGURE.test(text)),
    };
  if (all.some(({ place }) => place.type === 'page'))
    return {
      message: 'checking.publication.hidden.page' as const,
      found: linesOf(unseen(document, all)),
    };
  // Between the lines of a text it is what a program left that made the text.
  return {
    message: 'checking.publication.hidden' as const,
    found: all.filter(({ place }) => place.type !== 'line'),
  };
}

/** What cannot be read elsewhere either: programs paint over, and print twice, what they show. */
function unseen({ lines, tables, asides }: CheckedDocument, hidden: readonly Aside[]): readonly Aside[] {
  const shown = [
    ...lines.map(({ text }) => text),
    ...tables.flatMap(({ cells }) => cells.flat().map(({ text }) => text)),
    ...asides.flatMap(({ kind, text }) => (kind === 'hidden' ? [] : [text])),
  ]
    .map(dense)
    .join('\n');
  return hidden.filter(({ text }) => !shown.includes(dense(text)));
}

const dense = (text: string) => text.replace(/\s+/gu, '');

/** Words of one line of a page as one text. */
function linesOf(words: readonly Aside[]): readonly Aside[] {
  const found: Aside[] = [];
  for (const word of words) {
    const last = found.at(-1);
    const place = last === undefined ? undefined : besideOf(last.place, word.place);
    if (last === undefined || place === undefined) found.push(word);
    else found[found.length - 1] = { ...last, text: `${last.text} ${word.text}`, place };
  }
  return found;
}

/** The box around two boxes that stand in one line; undefined where they do not. */
function besideOf(a: Place, b: Place): Place | undefined {
  if (a.type !== 'page' || b.type !== 'page' || a.page !== b.page) return undefined;
  if (a.box[1] >= b.box[3] || b.box[1] >= a.box[3]) return undefined;
  const least = (at: 0 | 1) => Math.min(a.box[at], b.box[at]);
  const most = (at: 2 | 3) => Math.max(a.box[at], b.box[at]);
  return { ...a, box: [least(0), least(1), most(2), most(3)] };
}
