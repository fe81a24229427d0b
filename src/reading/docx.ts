import type { Block } from '../document/document.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { Numbering } from './docx-numbering.ts';
import { Styles } from './docx-styles.ts';
import { blocksOf, container, runningAsides, type Walk } from './docx-walk.ts';
import { Meter } from './package-limits.ts';
import { packageProperties, propertyOf } from './package-properties.ts';
import { readXml, type XmlElement, type XmlOutcome } from './package-xml.ts';
import type { FileProperty, Limits, Source } from './source.ts';
import { unzip, type ZipDirectory, zipDirectory } from './zip.ts';

const DOCUMENT = 'word/document.xml';

/**
 * Reads a Word document: its text and tables as they are printed, automatic numbers included; tracked insertions
 * count as text. Deletions, comments, hidden text, headers and footers are asides.
 *
 * @returns the source, or why the file cannot be read: damaged, or beyond the limits. Never throws.
 */
export function readDocx(
  bytes: Uint8Array,
  { file, limits }: { readonly file: string; readonly limits: Limits },
): Result<Source> {
  const meter = new Meter(file, limits);
  if (!meter.spend('bytes', bytes.length)) return refused(meter, file, DOCUMENT, 'refused');
  const directory = zipDirectory(bytes);
  if (directory === undefined) return refused(meter, file, 'zip', 'malformed');
  const problems: Problem[] = [];
  const walk: Walk = {
    meter,
    styles: new Styles(),
    numbering: new Numbering(),
    asides: [],
    commentPlaces: new Map(),
    fields: [],
    changes: 0,
    hidden: 0,
    pictures: 0,
    tables: 0,
  };
  /** Reads a part that need not be there; one that cannot be read is a warning. */
  const readPart = (name: string, depth: number, onElement: (one: XmlElement, parent: string) => void) => {
    const outcome = partOf(bytes, directory, name, meter, depth, onElement);
    if (outcome !== 'read' && outcome !== 'missing' && meter.refusal === undefined) {
      problems.push(problem('reading.file.partUnread', 'warning', { file }, { file, part: name }));
    }
  };
  readPart('word/styles.xml', 1, (one) => walk.styles.add(one));
  readPart('word/numbering.xml', 1, (one) => walk.numbering.add(one));
  const blocks: Block[] = [];
  const body = container('');
  const outcome = partOf(bytes, directory, DOCUMENT, meter, 2, (one, parent) => {
    if (parent === 'w:body') for (const block of blocksOf(one, body, walk)) blocks.push(block);
  });
  if (outcome !== 'read') return refused(meter, file, DOCUMENT, outcome);
  const { pictures } = walk;
  for (const kind of ['footnote', 'endnote']) {
    readPart(`word/${kind}s.xml`, 1, (one) => {
      // Separators are notes too, with a type.
      if (one.name !== `w:${kind}` || (one.attributes.type ?? 'normal') !== 'normal') return;
      const into = container(`${kind}${one.attributes.id ?? ''}/`);
      for (const inner of one.children) for (const block of blocksOf(inner, into, walk)) blocks.push(block);
    });
  }
  for (const name of [...directory.keys()].filter((one) => /^word\/(?:header|footer)\d*\.xml$/u.test(one))) {
    const into = container(`${name.slice('word/'.length, -'.xml'.length)}/`);
    readPart(name, 1, (one) => walk.asides.push(...runningAsides(one, into, walk)));
  }
  let comments = 0;
  const authors: FileProperty[] = [];
  readPart('word/comments.xml', 1, (one) => {
    if (one.name !== 'w:comment') return;
    comments += 1;
    authors.push(...propertyOf('commentedBy', one.attributes.author ?? ''));
    const id = one.attributes.id ?? '';
    const path = `comment${id}`;
    const text = textIn(one.children.flatMap((inner) => blocksOf(inner, container(`${path}/`), walk)));
    const place = walk.commentPlaces.get(id) ?? { type: 'paragraph', path, from: 0, to: text.length };
    walk.asides.push({ kind: 'comment', text, place });
  });
  const properties = [...packageProperties(bytes, directory, meter), ...authors];
  if (meter.refusal !== undefined) return refused(meter, file, DOCUMENT, 'refused');
  const { changes, hidden } = walk;
  const where = { file };
  if (changes > 0) problems.push(problem('reading.file.changes', 'warning', where, { file, count: changes }));
  if (comments > 0)
    problems.push(problem('reading.file.comments', 'warning', where, { file, count: comments }));
  if (hidden > 0)
    problems.push(problem('reading.file.hiddenText', 'warning', where, { file, count: hidden }));
  if (pictures > 0)
    problems.push(problem('reading.file.pictures', 'warning', where, { file, count: pictures }));
  if (blocks.length === 0) problems.push(problem('reading.file.noText', 'warning', where, { file }));
  return succeed({
    format: 'docx',
    pages: 1,
    document: {
      title: '',
      language: 'zh-CN',
      author: '',
      year: 0,
      sections: [{ orientation: 'portrait', blocks }],
    },
    asides: walk.asides,
    properties,
    problems,
  });
}

function partOf(
  bytes: Uint8Array,
  directory: ZipDirectory,
  name: string,
  meter: Meter,
  depth: number,
  onElement: (element: XmlElement, parent: string) => void,
): XmlOutcome | 'missing' {
  const entry = directory.get(name);
  if (entry === undefined) return 'missing';
  const content = unzip(bytes, entry, meter);
  if (content === undefined) return meter.refusal === undefined ? 'malformed' : 'refused';
  return readXml(content, meter, depth, onElement);
}

function refused(meter: Meter, file: string, part: string, outcome: XmlOutcome | 'missing'): Result<Source> {
  if (meter.refusal !== undefined) return fail([meter.refusal]);
  const key = outcome === 'doctype' ? 'reading.file.doctype' : 'reading.file.damaged';
  return fail([problem(key, 'error', { file }, { file, part })]);
}

function textIn(blocks: readonly Block[]): string {
  return blocks
    .flatMap((block) => {
      if (block.type === 'heading') return [block.text];
      return block.type === 'paragraph' ? [block.runs.map((run) => run.text).join('')] : [];
    })
    .join('\n');
}
