import { child, flag, value, wholeNumber, type XmlElement } from './package-xml.ts';

/** What a paragraph or character style says that matters for reading. */
interface Style {
  readonly basedOn: string | undefined;
  readonly name: string;
  /** 0 is the highest level, 9 is text. */
  readonly outline: number | undefined;
  readonly hidden: boolean | undefined;
  readonly list: ListProperties;
}

/** Which list a paragraph belongs to, and at which level (from 0). List 0 means none. */
export interface ListProperties {
  readonly list?: number;
  readonly level?: number;
}

/** Styles by id. A style has what it does not say itself from the one it is based on. */
export class Styles {
  readonly #styles = new Map<string, Style>();
  /** The style of paragraphs that name none. */
  #standard = '';

  /** Takes in a `w:style`. */
  add(element: XmlElement): void {
    const id = element.attributes.styleId;
    if (element.name !== 'w:style' || id === undefined) return;
    const { type, default: standard } = element.attributes;
    if (type === 'paragraph' && /^(?:1|true|on)$/u.test(standard ?? '')) this.#standard = id;
    const paragraph = child(element, 'w:pPr');
    const name = value(element, 'w:name') ?? '';
    this.#styles.set(id, {
      basedOn: value(element, 'w:basedOn'),
      name,
      outline: outlineOf(paragraph) ?? outlineInName(name),
      hidden: flag(child(element, 'w:rPr'), 'w:vanish'),
      list: listOf(paragraph),
    });
  }

  /** The outline level of a paragraph's style, 0 to 8; undefined for text. */
  outline(id: string | undefined): number | undefined {
    const found = this.#find(id ?? this.#standard, (style) => style.outline);
    return found === undefined || found > 8 ? undefined : found;
  }

  hidden(id: string | undefined): boolean {
    return this.#find(id ?? '', (style) => style.hidden) ?? false;
  }

  list(id: string | undefined): ListProperties {
    const own = id ?? this.#standard;
    const list = this.#find(own, (style) => style.list.list);
    const level = this.#find(own, (style) => style.list.level);
    return { ...(list === undefined ? {} : { list }), ...(level === undefined ? {} : { level }) };
  }

  /** Whether a style is the one for titles of documents, which has no outline level. */
  isTitle(id: string | undefined): boolean {
    return this.#styles.get(id ?? '')?.name.toLowerCase() === 'title';
  }

  #find<Value>(id: string, property: (style: Style) => Value | undefined): Value | undefined {
    const seen = new Set<string>();
    let at: string | undefined = id;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      const style = this.#styles.get(at);
      if (style === undefined) return undefined;
      const found = property(style);
      if (found !== undefined) return found;
      at = style.basedOn;
    }
    return undefined;
  }
}

export function outlineOf(paragraph: XmlElement | undefined): number | undefined {
  return wholeNumber(value(paragraph, 'w:outlineLvl'));
}

/** Programs that write the headings of Word by name only. */
function outlineInName(name: string): number | undefined {
  const level = /^(?:heading|标题)\s*([1-9])$/iu.exec(name)?.[1];
  return level === undefined ? undefined : Number(level) - 1;
}

export function listOf(paragraph: XmlElement | undefined): ListProperties {
  const properties = child(paragraph, 'w:numPr');
  const list = wholeNumber(value(properties, 'w:numId'));
  const level = wholeNumber(value(properties, 'w:ilvl'));
  return { ...(list === undefined ? {} : { list }), ...(level === undefined ? {} : { level }) };
}
