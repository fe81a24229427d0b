import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';
import type { Meter } from './package-limits.ts';

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;

/** Thrown to leave the parser, which knows no limits, and caught where it was called. */
class Refused extends Error {}

/** The root element of a page; undefined once the meter refuses. */
export function parseHtml(text: string, meter: Meter): HtmlElement | undefined {
  let depth = 0;
  let seen = 0;
  const count = (fine: boolean) => {
    seen += 1;
    if (!fine || (seen % 4096 === 0 && !meter.onTime())) throw new Refused();
  };
  try {
    const document = parse(text, {
      scriptingEnabled: false,
      treeAdapter: {
        ...defaultTreeAdapter,
        createElement: (name, namespace, attributes) => {
          count(meter.spend('elements'));
          return defaultTreeAdapter.createElement(name, namespace, attributes);
        },
        onItemPush: () => {
          depth += 1;
          count(meter.reach(depth));
        },
        onItemPop: () => {
          depth -= 1;
        },
      },
    });
    return document.childNodes.find((node): node is HtmlElement => 'tagName' in node);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node;
}

export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** A declaration in the element's own style, without blanks and in lower case; '' where there is none. */
export function styleOf(element: HtmlElement, property: string): string {
  const style = attribute(element, 'style');
  if (style === undefined) return '';
  const found = style
    .split(';')
    .map((one) => one.split(':'))
    .findLast(([name = '']) => name.trim().toLowerCase() === property);
  return (found?.[1] ?? '')
    .replace(/!important/iu, '')
    .trim()
    .toLowerCase();
}

/** All text inside, however deep, as it stands. */
export function rawText(element: HtmlElement): string {
  return element.childNodes
    .map((node) => {
      if ('value' in node) return node.value;
      if (!isElement(node)) return '';
      return node.tagName === 'br' ? '\n' : rawText(node);
    })
    .join('');
}

/** The tables that have tables inside: they arrange a page, and hold no data of their own. */
export function layoutTables(root: HtmlElement): ReadonlySet<HtmlElement> {
  const found = new Set<HtmlElement>();
  const visit = (element: HtmlElement): boolean => {
    const inside = element.childNodes.map((node) => isElement(node) && visit(node)).some((one) => one);
    if (element.tagName !== 'table') return inside;
    if (inside) found.add(element);
    return true;
  };
  visit(root);
  return found;
}
