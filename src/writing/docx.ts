import type { Document, Orientation, Section } from '../document/document.ts';
import { bodyBlocks } from './docx-body.ts';
import { stylesXml } from './docx-styles.ts';
import { outlineOf } from './outline.ts';
import { firstNumbered, PAGES } from './page.ts';
import { escapeXml } from './text.ts';
import { type Part, zipParts } from './zip.ts';

/**
 * Writes a Word document (Office Open XML).
 *
 * The XML is written directly, piece by piece: the `docx` library keeps an object for every run of every
 * cell (600 tables of 240 cells took 1.4 GB), numbers bookmarks per process and dates its files, and a
 * published document must come out the same, byte for byte, whenever it is made from the same facts.
 */
export async function writeDocx(document: Document): Promise<Uint8Array> {
  return zipParts(packageParts(document));
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${RELATIONSHIP}"`,
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
  'xmlns:w10="urn:schemas-microsoft-com:office:word"',
].join(' ');

const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
/** Relationship id, kind, file: what the main part refers to. */
const RELATED = [
  { id: 'rId1', kind: 'styles', file: 'styles.xml' },
  { id: 'rId2', kind: 'settings', file: 'settings.xml' },
  { id: 'rId3', kind: 'fontTable', file: 'fontTable.xml' },
  { id: 'rId4', kind: 'header', file: 'header1.xml' },
  { id: 'rId5', kind: 'footer', file: 'footer1.xml' },
  { id: 'rId6', kind: 'footer', file: 'footer2.xml' },
] as const;
const HEADER = 'rId4';
const NUMBERED_FOOTER = 'rId5';
const EMPTY_FOOTER = 'rId6';

function packageParts(document: Document): Part[] {
  return [
    part('[Content_Types].xml', contentTypes()),
    part('_rels/.rels', packageRelationships()),
    { path: 'word/document.xml', content: documentXml(document) },
    part('word/_rels/document.xml.rels', documentRelationships()),
    part('word/styles.xml', stylesXml(document.language)),
    part('word/settings.xml', settings(document.language)),
    part('word/fontTable.xml', fontTable()),
    part('word/header1.xml', header(document.watermark)),
    part('word/footer1.xml', footer(PAGE_NUMBER)),
    part('word/footer2.xml', footer('')),
    part('docProps/core.xml', coreProperties(document)),
    part('docProps/app.xml', APP_PROPERTIES),
  ];
}

function part(path: string, xml: string): Part {
  return { path, content: [DECLARATION, xml] };
}

function* documentXml(document: Document): Iterable<string> {
  const outline = outlineOf(document);
  const numberedFrom = firstNumbered(document.sections);
  const last = document.sections.length - 1;
  yield `${DECLARATION}<w:document ${NAMESPACES}><w:body>`;
  for (const [index, section] of document.sections.entries()) {
    yield* bodyBlocks(document, outline, section);
    const properties = sectionProperties(section, index === numberedFrom && index > 0);
    // A section ends in a paragraph that carries its set-up; one point high, so that it never needs a page.
    yield index < last
      ? `<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>${properties}</w:pPr></w:p>`
      : `<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr></w:p>${properties}`;
  }
  if (last < 0) yield `<w:p/>${sectionProperties({ orientation: 'portrait', blocks: [] }, false)}`;
  yield '</w:body></w:document>';
}

const TWIPS_PER_MILLIMETRE = 1440 / 25.4;

function twips(millimetres: number): number {
  return Math.round(millimetres * TWIPS_PER_MILLIMETRE);
}

function sectionProperties(section: Section, restartsNumbers: boolean): string {
  const page = PAGES[section.orientation];
  const footerDistance = section.orientation === 'portrait' ? 28 : 12;
  return [
    '<w:sectPr>',
    `<w:headerReference w:type="default" r:id="${HEADER}"/>`,
    `<w:footerReference w:type="default" r:id="${section.cover === true ? EMPTY_FOOTER : NUMBERED_FOOTER}"/>`,
    '<w:type w:val="nextPage"/>',
    `<w:pgSz w:w="${twips(page.width)}" w:h="${twips(page.height)}"${orient(section.orientation)}/>`,
    `<w:pgMar w:top="${twips(page.top)}" w:right="${twips(page.right)}" w:bottom="${twips(page.bottom)}"`,
    ` w:left="${twips(page.left)}" w:header="${twips(12)}" w:footer="${twips(footerDistance)}" w:gutter="0"/>`,
    restartsNumbers ? '<w:pgNumType w:start="1"/>' : '',
    '</w:sectPr>',
  ].join('');
}

function orient(orientation: Orientation): string {
  return orientation === 'landscape' ? ' w:orient="landscape"' : '';
}

const PAGE_NUMBER = [
  '<w:r><w:t xml:space="preserve">— </w:t></w:r>',
  '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>',
  '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
  '<w:r><w:t xml:space="preserve"> —</w:t></w:r>',
].join('');

function footer(runs: string): string {
  return `<w:ftr ${NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${runs}</w:p></w:ftr>`;
}

function header(watermark: string | undefined): string {
  const shape = watermark === undefined ? '' : `<w:r>${watermarkShape(watermark)}</w:r>`;
  return `<w:hdr ${NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>${shape}</w:p></w:hdr>`;
}

/** The same WordArt that Word's own "watermark" command puts into a header; WPS and LibreOffice know it too. */
function watermarkShape(text: string): string {
  const length = Math.max(1, [...text].length);
  const height = Math.min(150, 440 / length);
  return [
    '<w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"',
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>',
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>',
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>',
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>',
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"',
    ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><v:handles>',
    '<v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>',
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>',
    '<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136"',
    ` style="position:absolute;margin-left:0;margin-top:0;width:${length * height}pt;height:${height}pt;`,
    'rotation:315;z-index:-251658752;mso-position-horizontal:center;',
    'mso-position-horizontal-relative:margin;mso-position-vertical:center;',
    'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="silver" stroked="f">',
    '<v:fill opacity=".5"/><v:textpath style="font-family:&quot;宋体&quot;;font-size:1pt"',
    ` string="${escapeXml(text)}"/><w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict>`,
  ].join('');
}

/** Without `updateFields`: it makes Word ask a question about other files at every opening. */
function settings(language: string): string {
  return [
    `<w:settings ${NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>`,
    '<w:characterSpacingControl w:val="compressPunctuation"/>',
    // Page numbers of the contents are for the reader's own program to count: Word asks, and fills them in.
    '<w:updateFields w:val="true"/>',
    '<w:compat><w:useFELayout/>',
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>',
    `</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="${escapeXml(language)}"/></w:settings>`,
  ].join('');
}

/** Fonts of official documents, with the one to take where a machine has not got it. */
function fontTable(): string {
  const fonts = [
    { name: '方正小标宋简体', instead: '宋体' },
    { name: '仿宋_GB2312', instead: '仿宋' },
    { name: '楷体_GB2312', instead: '楷体' },
    { name: '黑体', instead: 'SimHei' },
    { name: '宋体', instead: 'SimSun' },
  ];
  const entries = fonts.map(
    ({ name, instead }) =>
      `<w:font w:name="${name}"><w:altName w:val="${instead}"/><w:charset w:val="86"/></w:font>`,
  );
  return `<w:fonts ${NAMESPACES}>${entries.join('')}</w:fonts>`;
}

function contentTypes(): string {
  const overrides = RELATED.map(
    ({ kind, file }) => `<Override PartName="/word/${file}" ContentType="${WORD_TYPE}.${kind}+xml"/>`,
  );
  return [
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `<Override PartName="/word/document.xml" ContentType="${WORD_TYPE}.document.main+xml"/>`,
    ...overrides,
    '<Override PartName="/docProps/core.xml"',
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
    '<Override PartName="/docProps/app.xml"',
    ' ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>',
  ].join('');
}

function relationships(entries: readonly string[]): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join('')}</Relationships>`;
}

function packageRelationships(): string {
  const core = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties';
  return relationships([
    `<Relationship Id="rId1" Type="${RELATIONSHIP}/officeDocument" Target="word/document.xml"/>`,
    `<Relationship Id="rId2" Type="${core}" Target="docProps/core.xml"/>`,
    `<Relationship Id="rId3" Type="${RELATIONSHIP}/extended-properties" Target="docProps/app.xml"/>`,
  ]);
}

function documentRelationships(): string {
  return relationships(
    RELATED.map(
      ({ id, kind, file }) => `<Relationship Id="${id}" Type="${RELATIONSHIP}/${kind}" Target="${file}"/>`,
    ),
  );
}

const APP_PROPERTIES =
  '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Mingzhang</Application></Properties>';

/** The document's year stands in for the clock. */
function coreProperties({ title, author, language, year }: Document): string {
  const date = `${String(year).padStart(4, '0')}-01-01T00:00:00Z`;
  return [
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(author)}</dc:creator>`,
    `<dc:language>${escapeXml(language)}</dc:language>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${date}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${date}</dcterms:modified></cp:coreProperties>`,
  ].join('');
}
