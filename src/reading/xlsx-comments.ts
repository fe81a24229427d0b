import type { Meter } from './package-limits.ts';
import { propertyOf } from './package-properties.ts';
import { cleanText } from './package-text.ts';
import { child, readXml, type XmlElement } from './package-xml.ts';
import type { Aside, FileProperty } from './source.ts';
import { unzip, type ZipDirectory } from './zip.ts';

/** The comments of a workbook (批注), each at its cell, and who wrote them. */
export interface WorkbookComments {
  readonly asides: readonly Aside[];
  readonly authors: readonly FileProperty[];
}

/**
 * Reads the comments of a workbook: sheet → its relations → the part with its comments. What does not hold together
 * is left out: comments are no part of what is printed.
 */
export function workbookComments(bytes: Uint8Array, directory: ZipDirectory, meter: Meter): WorkbookComments {
  const asides: Aside[] = [];
  const authors: FileProperty[] = [];
  const elements = (part: string, depth: number): readonly XmlElement[] => {
    const entry = directory.get(part);
    const content = entry === undefined ? undefined : unzip(bytes, entry, meter);
    const found: XmlElement[] = [];
    if (content !== undefined) readXml(content, meter, depth, (one) => found.push(one));
    return found;
  };
  const relations = (part: string) =>
    elements(`${folderOf(part)}_rels/${part.slice(folderOf(part).length)}.rels`, 1);
  if (![...directory.keys()].some((key) => /^xl\/(?:\w+\/)?comments/u.test(key))) return { asides, authors };
  const targets = new Map(
    relations(WORKBOOK).map(({ attributes }) => [
      attributes.Id ?? '',
      resolve(WORKBOOK, attributes.Target ?? ''),
    ]),
  );
  for (const one of elements(WORKBOOK, 2)) {
    if (one.name !== 'x:sheet') continue;
    const sheet = one.attributes.name ?? '';
    const part = targets.get(one.attributes['r:id'] ?? '') ?? '';
    for (const { attributes } of relations(part)) {
      if (!/\/comments$/u.test(attributes.Type ?? '')) continue;
      for (const found of elements(resolve(part, attributes.Target ?? ''), 2)) {
        if (found.name === 'x:author') authors.push(...propertyOf('commentedBy', found.text));
        if (found.name !== 'x:comment') continue;
        const text = cleanText(textOf(child(found, 'x:text'))).trim();
        const place = { type: 'cell', sheet, cell: found.attributes.ref ?? 'A1' } as const;
        if (text !== '' && meter.spend('characters', text.length))
          asides.push({ kind: 'comment', text, place });
      }
    }
  }
  return { asides, authors };
}

const WORKBOOK = 'xl/workbook.xml';

function folderOf(part: string): string {
  return part.slice(0, part.lastIndexOf('/') + 1);
}

/** The name of a part that another names, in lower case as the directory has it. */
function resolve(from: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : `${folderOf(from)}${target}`;
  const parts: string[] = [];
  for (const one of path.toLowerCase().split('/')) {
    if (one === '..') parts.pop();
    else if (one !== '.' && one !== '') parts.push(one);
  }
  return parts.join('/');
}

function textOf(element: XmlElement | undefined): string {
  if (element === undefined) return '';
  return element.name === 'x:t' ? element.text : element.children.map(textOf).join('');
}
