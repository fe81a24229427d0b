import { SaxesParser } from 'saxes';
import type { Meter } from './package-limits.ts';

/**
 * An element of an Office file. Names carry the prefix that Office itself uses (`w:p`, `mc:Choice`), whatever
 * prefix the file declares; attributes of the element's own vocabulary carry none. `text` is its own text.
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** `refused`: the meter has the reason. */
export type XmlOutcome = 'read' | 'malformed' | 'doctype' | 'refused';

const VOCABULARIES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': 'x',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': 'x',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://schemas.openxmlformats.org/package/2006/metadata/core-properties': 'cp',
  'http://schemas.openxmlformats.org/officeDocument/2006/extended-properties': 'ep',
};

/** Elements whose own text is content; elsewhere text is only layout of the file. */
const WITH_TEXT = new Set([
  ...['w:t', 'w:delText', 'w:instrText', 'w:delInstrText', 'm:t'],
  ...['x:t', 'x:author', 'dc:creator', 'cp:lastModifiedBy', 'ep:Manager'],
]);

interface Building {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});
const PIECE = 1 << 16;

/**
 * Reads XML without entities of its own, and hands out the elements at a depth (0 is the root) one by one, with
 * the name of their parent, so that a big file is never in memory as a whole.
 */
export function readXml(
  bytes: Uint8Array,
  meter: Meter,
  depth: number,
  onElement: (element: XmlElement, parent: string) => void,
): XmlOutcome {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: Building[] = [];
  let elements = 0;
  let outcome: XmlOutcome = 'read';
  const stop = (why: XmlOutcome) => {
    if (outcome === 'read') outcome = why;
  };
  parser.on('doctype', () => stop('doctype'));
  parser.on('error', () => stop('malformed'));
  parser.on('opentag', (tag) => {
    if (outcome !== 'read') return;
    elements += 1;
    if (!meter.spend('elements') || !meter.reach(open.length)) return stop('refused');
    const vocabulary = VOCABULARIES[tag.uri] ?? tag.prefix;
    let attributes: Record<string, string> | undefined;
    for (const { uri, prefix, local, value } of Object.values(tag.attributes)) {
      const own = VOCABULARIES[uri] ?? prefix;
      attributes ??= {};
      attributes[own === vocabulary || own === '' ? local : `${own}:${local}`] = value;
    }
    open.push({
      name: `${vocabulary}:${tag.local}`,
      attributes: attributes ?? NO_ATTRIBUTES,
      children: [],
      text: '',
    });
  });
  const onText = (text: string) => {
    const element = open.at(-1);
    if (element !== undefined && WITH_TEXT.has(element.name)) element.text += text;
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', () => {
    if (outcome !== 'read') return;
    const element = open.pop();
    if (element === undefined) return;
    const parent = open.at(-1);
    if (open.length > depth) parent?.children.push(element);
    else if (open.length === depth) {
      onElement(element, parent?.name ?? '');
      meter.release(elements);
      elements = 0;
      if (meter.refusal !== undefined) stop('refused');
    }
  });
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let at = 0; at < bytes.length && isRead(outcome); at += PIECE) {
    parser.write(decoder.decode(bytes.subarray(at, at + PIECE), { stream: at + PIECE < bytes.length }));
    if (!meter.onTime()) stop('refused');
  }
  if (isRead(outcome)) parser.close();
  meter.release(elements);
  return outcome;
}

/** The compiler does not see that handlers change the outcome. */
function isRead(outcome: XmlOutcome): boolean {
  return outcome === 'read';
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** The first child of a name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => one.name === name);
}

/** The value of a child's `val`: `value(rPr, 'w:jc')`. */
export function value(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.attributes.val;
}

/** Whether a property is set: there, and not switched off. Undefined where it is not there. */
export function flag(element: XmlElement | undefined, name: string): boolean | undefined {
  const found = child(element, name);
  if (found === undefined) return undefined;
  return !/^(?:0|false|off)$/u.test(found.attributes.val ?? 'true');
}

/** A whole number in an attribute; undefined for anything else. */
export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,15}$/u.test(text) ? Number(text) : undefined;
}
