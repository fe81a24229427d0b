/** A bookmark of a PDF that {@link joinPdfs} makes. */
export interface Bookmark {
  readonly level: number;
  readonly title: string;
}

/** A PDF as Typst writes it, taken apart. */
export interface TakenApart {
  /** Objects by their number, each without `obj` and `endobj`; streams as they stand. */
  readonly objects: ReadonlyMap<number, Buffer>;
  readonly root: number;
  readonly info: number;
  readonly pages: number;
  /** Objects of the page for each page, in order. */
  readonly pageObjects: readonly number[];
  /** The destination objects of the bookmarks, in the order of the text. */
  readonly destinations: readonly number[];
}

/**
 * Takes apart a PDF with a plain table of references, as Typst writes it.
 *
 * @throws Error where the file is of another make: half a document must not be published.
 */
export function takeApart(pdf: Uint8Array): TakenApart {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const tail = file.subarray(-1024).toString('latin1');
  const trailer = /trailer([\s\S]*)startxref\s+(\d+)\s+%%EOF\s*$/u.exec(tail);
  const root = /\/Root (\d+) 0 R/u.exec(trailer?.[1] ?? '')?.[1];
  const info = /\/Info (\d+) 0 R/u.exec(trailer?.[1] ?? '')?.[1];
  if (trailer?.[2] === undefined || root === undefined || info === undefined)
    throw new Error('No plain PDF trailer');
  const table = Number(trailer[2]);
  const objects = objectsOf(file, table);
  const catalog = text(objects, Number(root));
  const pages = Number(/\/Pages (\d+) 0 R/u.exec(catalog)?.[1]);
  const outlines = /\/Outlines (\d+) 0 R/u.exec(catalog)?.[1];
  return {
    objects,
    root: Number(root),
    info: Number(info),
    pages,
    pageObjects: kidsOf(objects, pages),
    destinations: outlines === undefined ? [] : destinationsOf(objects, Number(outlines)),
  };
}

function objectsOf(file: Buffer, table: number): ReadonlyMap<number, Buffer> {
  const lines = file.subarray(table).toString('latin1').split(/\r?\n/u);
  const offsets: { number: number; offset: number }[] = [];
  lines.slice(2).forEach((line, number) => {
    const entry = /^(\d{10}) \d{5} n/u.exec(line);
    if (entry !== null) offsets.push({ number, offset: Number(entry[1]) });
  });
  offsets.sort((one, other) => one.offset - other.offset);
  const objects = new Map<number, Buffer>();
  offsets.forEach(({ number, offset }, index) => {
    const start = `${number} 0 obj`;
    const whole = file.subarray(offset, offsets[index + 1]?.offset ?? table);
    const end = whole.lastIndexOf('endobj');
    if (whole.subarray(0, start.length).toString('latin1') !== start || end < 0)
      throw new Error(`No PDF object ${number}`);
    objects.set(number, whole.subarray(start.length, end));
  });
  return objects;
}

function text(objects: ReadonlyMap<number, Buffer>, number: number): string {
  const object = objects.get(number);
  if (object === undefined) throw new Error(`No PDF object ${number}`);
  return object.toString('latin1');
}

/** The leaves of a page tree, in order. */
function kidsOf(objects: ReadonlyMap<number, Buffer>, node: number): number[] {
  const kids = /\/Kids \[([^\]]*)\]/u.exec(text(objects, node))?.[1];
  if (kids === undefined) return [node];
  return [...kids.matchAll(/(\d+) 0 R/gu)].flatMap(([, kid]) => kidsOf(objects, Number(kid)));
}

/** Depth first, which is the order of the text. */
function destinationsOf(objects: ReadonlyMap<number, Buffer>, node: number): number[] {
  const destinations: number[] = [];
  let next = reference(text(objects, node), 'First');
  while (next !== undefined) {
    const item = text(objects, next);
    const destination = reference(item, 'Dest');
    if (destination === undefined) throw new Error('A PDF bookmark leads nowhere');
    destinations.push(destination, ...destinationsOf(objects, next));
    next = reference(item, 'Next');
  }
  return destinations;
}

/** A reference in a dictionary; keys come before titles only by luck, so titles are cut out first. */
function reference(dictionary: string, key: string): number | undefined {
  const found = new RegExp(`/${key} (\\d+) 0 R`, 'u').exec(withoutStrings(dictionary));
  return found === null ? undefined : Number(found[1]);
}

function withoutStrings(dictionary: string): string {
  return mapOutsideStrings(
    dictionary,
    (plain) => plain,
    () => '()',
  );
}

/** The page, counted from 0, to which each bookmark leads. */
export function bookmarkPages({ objects, pageObjects, destinations }: TakenApart): readonly number[] {
  const order = new Map(pageObjects.map((number, index) => [number, index]));
  return destinations.map((destination) => {
    const page = /\[\s*(\d+) 0 R/u.exec(text(objects, destination))?.[1];
    const index = order.get(Number(page));
    if (index === undefined) throw new Error('A PDF bookmark leads to no page');
    return index;
  });
}

/** Puts PDFs one after the other, under one tree of pages and one of bookmarks. */
export function joinPdfs(
  parts: readonly TakenApart[],
  bookmarks: readonly Bookmark[],
  language: string,
): Uint8Array {
  const [first] = parts;
  if (first === undefined) throw new Error('Nothing to join');
  const output: Buffer[] = [Buffer.from('%PDF-1.7\n%\x80\x80\x80\x80\n\n', 'latin1')];
  const offsets: number[] = [];
  let position = output[0]?.length ?? 0;
  const write = (number: number, body: Buffer): void => {
    const whole = Buffer.concat([
      Buffer.from(`${number} 0 obj`, 'latin1'),
      body,
      Buffer.from('endobj\n\n', 'latin1'),
    ]);
    offsets[number] = position;
    output.push(whole);
    position += whole.length;
  };
  const CATALOG = 1;
  const PAGES = 2;
  const OUTLINES = 3;
  const firstBookmark = 4;
  let next = firstBookmark + bookmarks.length;
  const roots: number[] = [];
  const destinations: number[] = [];
  let info = 0;
  for (const part of parts) {
    const dropped = new Set(unneeded(part));
    if (part !== first) dropped.add(part.info);
    const numbers = new Map<number, number>();
    for (const number of part.objects.keys()) if (!dropped.has(number)) numbers.set(number, next++);
    const renumbered = (number: number): number => numbers.get(number) ?? 0;
    for (const [number, body] of part.objects) {
      if (dropped.has(number)) continue;
      const moved = renumber(body, renumbered);
      write(renumbered(number), number === part.pages ? withParent(moved, PAGES) : moved);
    }
    roots.push(renumbered(part.pages));
    destinations.push(...part.destinations.map(renumbered));
    if (part === first) info = renumbered(part.info);
  }
  if (destinations.length !== bookmarks.length) throw new Error('Bookmarks and headings differ');
  const pageCount = parts.reduce((sum, part) => sum + part.pageObjects.length, 0);
  const hasBookmarks = bookmarks.length > 0;
  const outlines = hasBookmarks ? `/Outlines ${OUTLINES} 0 R ` : '';
  write(
    CATALOG,
    dictionary(
      `/Type /Catalog /Pages ${PAGES} 0 R ${outlines}/Lang (${language}) /ViewerPreferences << /DisplayDocTitle true >>`,
    ),
  );
  write(
    PAGES,
    dictionary(`/Type /Pages /Count ${pageCount} /Kids [${roots.map((root) => `${root} 0 R`).join(' ')}]`),
  );
  bookmarkTree(bookmarks, destinations, OUTLINES, firstBookmark).forEach((body, index) => {
    write(OUTLINES + index, dictionary(body));
  });
  output.push(Buffer.from(ending(offsets, position, CATALOG, info), 'latin1'));
  return new Uint8Array(Buffer.concat(output));
}

/** The objects that the joined file has its own of. */
function unneeded({ objects, root }: TakenApart): number[] {
  const catalog = text(objects, root);
  const tree = reference(catalog, 'Outlines');
  const labels = reference(catalog, 'PageLabels');
  const unneeded = [root];
  const walk = (node: number): void => {
    unneeded.push(node);
    for (
      let item = reference(text(objects, node), 'First');
      item !== undefined;
      item = reference(text(objects, item), 'Next')
    )
      walk(item);
  };
  if (tree !== undefined) walk(tree);
  if (labels !== undefined) {
    unneeded.push(
      labels,
      ...[...text(objects, labels).matchAll(/(\d+) 0 R/gu)].map(([, number]) => Number(number)),
    );
  }
  const metadata = reference(catalog, 'Metadata');
  if (metadata !== undefined) unneeded.push(metadata);
  return unneeded;
}

function dictionary(body: string): Buffer {
  return Buffer.from(`\n<< ${body} >>\n`, 'latin1');
}

function withParent(pages: Buffer, parent: number): Buffer {
  return Buffer.from(
    pages.toString('latin1').replace('/Type /Pages', `/Type /Pages /Parent ${parent} 0 R`),
    'latin1',
  );
}

/** Gives references their new numbers; what a string or a stream holds is left alone. */
function renumber(body: Buffer, numbers: (number: number) => number): Buffer {
  const stream = body.indexOf('\nstream');
  const head = stream < 0 ? body : body.subarray(0, stream);
  const renumbered = mapOutsideStrings(
    head.toString('latin1'),
    (plain) => plain.replace(/\b(\d+) 0 R\b/gu, (_, number: string) => `${numbers(Number(number))} 0 R`),
    (string) => string,
  );
  const start = Buffer.from(renumbered, 'latin1');
  return stream < 0 ? start : Buffer.concat([start, body.subarray(stream)]);
}

/** Treats what lies within `( … )`, brackets nested and escaped, apart from the rest. */
function mapOutsideStrings(
  source: string,
  plain: (text: string) => string,
  string: (text: string) => string,
): string {
  if (!source.includes('(')) return plain(source);
  let result = '';
  let from = 0;
  let depth = 0;
  for (let at = 0; at < source.length; at += 1) {
    const one = source[at];
    if (one === '\\' && depth > 0) at += 1;
    else if (one === '(') {
      if (depth === 0) {
        result += plain(source.slice(from, at));
        from = at;
      }
      depth += 1;
    } else if (one === ')' && depth > 0) {
      depth -= 1;
      if (depth > 0) continue;
      result += string(source.slice(from, at + 1));
      from = at + 1;
    }
  }
  return result + (depth > 0 ? string(source.slice(from)) : plain(source.slice(from)));
}

interface Node {
  readonly number: number;
  readonly children: Node[];
}

/** The bodies of the outline and of its items; the outline first, then the items in order. */
function bookmarkTree(
  bookmarks: readonly Bookmark[],
  destinations: readonly number[],
  root: number,
  from: number,
): string[] {
  if (bookmarks.length === 0) return [];
  const top: Node = { number: root, children: [] };
  const path: { readonly level: number; readonly node: Node }[] = [{ level: 0, node: top }];
  const parents: Node[] = [];
  const nodes = bookmarks.map(({ level }, index) => {
    while (path.length > 1 && (path.at(-1)?.level ?? 0) >= level) path.pop();
    const parent = path.at(-1)?.node ?? top;
    const node: Node = { number: from + index, children: [] };
    parent.children.push(node);
    parents.push(parent);
    path.push({ level, node });
    return node;
  });
  const bodies = [`/Type /Outlines ${ends(top)} /Count ${top.children.length}`];
  const positions = new Map<Node, number>();
  for (const parent of [top, ...nodes]) {
    for (const [index, child] of parent.children.entries()) positions.set(child, index);
  }
  nodes.forEach((node, index) => {
    const parent = parents[index] ?? top;
    const position = positions.get(node) ?? 0;
    const previous = parent.children[position - 1];
    const next = parent.children[position + 1];
    bodies.push(
      [
        `/Title ${hexText(bookmarks[index]?.title ?? '')} /Parent ${parent.number} 0 R /Dest ${destinations[index]} 0 R`,
        previous === undefined ? '' : `/Prev ${previous.number} 0 R`,
        next === undefined ? '' : `/Next ${next.number} 0 R`,
        node.children.length === 0 ? '' : `${ends(node)} /Count -${node.children.length}`,
      ]
        .filter((one) => one !== '')
        .join(' '),
    );
  });
  return bodies;
}

function ends({ children }: Node): string {
  return `/First ${children[0]?.number} 0 R /Last ${children.at(-1)?.number} 0 R`;
}

/** UTF-16 with a byte order mark, as hexadecimal: nothing in it needs escaping. */
function hexText(title: string): string {
  return `<FEFF${Buffer.from(title, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

function ending(offsets: readonly number[], table: number, catalog: number, info: number): string {
  const entries = Array.from({ length: offsets.length }, (_, number) => {
    const offset = offsets[number];
    return offset === undefined
      ? '0000000000 65535 f\r\n'
      : `${String(offset).padStart(10, '0')} 00000 n\r\n`;
  });
  return [
    `xref\n0 ${offsets.length}\n${entries.join('')}`,
    `trailer\n<< /Size ${offsets.length} /Root ${catalog} 0 R /Info ${info} 0 R >>\n`,
    `startxref\n${table}\n%%EOF\n`,
  ].join('');
}
