import { TABLE_SIZES } from './fit.ts';
import { escapeXml } from './text.ts';

/** Fonts by the names they have on the machines of public bodies (GB/T 9704—2012, 5.2.2 and custom). */
const FONTS = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  black: '黑体',
  kai: '楷体_GB2312',
  table: '宋体',
} as const;

interface StyleOptions {
  readonly id: string;
  /** As Word knows it; Word shows its own names (`heading 1`) in the user's language. */
  readonly name: string;
  readonly basedOn?: string;
  readonly next?: string;
  /** Content of `w:pPr`, in the order of the schema. */
  readonly paragraph?: string;
  readonly font?: keyof typeof FONTS;
  /** In points. */
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  /** Stands in Word's gallery of styles. */
  readonly listed?: boolean;
}

/** Text of an official document: 三号 16 pt on a fixed pitch of 28 pt, 22 lines a page. */
const PITCH = exactly(28);
const INDENT_TWO = '<w:ind w:firstLineChars="200" w:firstLine="640"/>';
const NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>';

/** `word/styles.xml`, without its declaration. */
export function stylesXml(language: string): string {
  return [
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">',
    `<w:docDefaults><w:rPrDefault><w:rPr>${fonts('body')}<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/>`,
    `<w:lang w:val="en-US" w:eastAsia="${escapeXml(language)}"/></w:rPr></w:rPrDefault>`,
    '<w:pPrDefault/></w:docDefaults>',
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>',
    `<w:pPr><w:widowControl w:val="0"/>${PITCH}<w:jc w:val="both"/></w:pPr></w:style>`,
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">',
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>',
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>',
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>',
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>',
    `<w:tblPr>${TABLE_BORDERS}</w:tblPr></w:style>`,
    ...STYLES.map(paragraphStyle),
    ...TABLE_SIZES.map((size) =>
      paragraphStyle({
        id: tableTextStyle(size),
        name: `表格文字 ${size}`,
        basedOn: 'TableText',
        size,
        paragraph: `<w:spacing w:before="20" w:after="20" w:line="${Math.round(size * 1.3 * 20)}" w:lineRule="atLeast"/>`,
      }),
    ),
    '</w:styles>',
  ].join('');
}

const BORDER = 'w:val="single" w:sz="4" w:space="0" w:color="000000"';

/** Thin lines around every cell. */
export const TABLE_BORDERS = `<w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} ${BORDER}/>`)
  .join('')}</w:tblBorders>`;

/** The style of a table's text at one of the {@link TABLE_SIZES}. */
export function tableTextStyle(size: number): string {
  return `TableText${Math.round(size * 10)}`;
}

function exactly(points: number, before = 0, after = 0): string {
  return `<w:spacing w:before="${before * 20}" w:after="${after * 20}" w:line="${points * 20}" w:lineRule="exact"/>`;
}

function headingLevel(level: number): string {
  return `<w:outlineLvl w:val="${level - 1}"/>`;
}

const KEEP = '<w:keepNext/><w:keepLines/>';
const CENTRED = '<w:jc w:val="center"/>';

const STYLES: readonly StyleOptions[] = [
  {
    id: 'Heading1',
    name: 'heading 1',
    next: 'BodyText',
    font: 'black',
    size: 18,
    listed: true,
    paragraph: `${KEEP}${exactly(30, 6, 12)}${NO_INDENT}${CENTRED}${headingLevel(1)}`,
  },
  {
    id: 'Heading2',
    name: 'heading 2',
    next: 'BodyText',
    font: 'black',
    size: 16,
    listed: true,
    paragraph: `${KEEP}${exactly(28, 6, 0)}${INDENT_TWO}${headingLevel(2)}`,
  },
  {
    id: 'Heading3',
    name: 'heading 3',
    next: 'BodyText',
    font: 'kai',
    size: 16,
    listed: true,
    paragraph: `${KEEP}${PITCH}${INDENT_TWO}${headingLevel(3)}`,
  },
  {
    id: 'Heading4',
    name: 'heading 4',
    next: 'BodyText',
    font: 'body',
    size: 16,
    bold: true,
    listed: true,
    paragraph: `${KEEP}${PITCH}${INDENT_TWO}${headingLevel(4)}`,
  },
  {
    id: 'Title',
    name: 'Title',
    next: 'BodyText',
    font: 'title',
    size: 22,
    listed: true,
    paragraph: `<w:keepNext/>${exactly(36, 6, 12)}${CENTRED}`,
  },
  {
    id: 'CoverTitle',
    name: '封面标题',
    basedOn: 'Title',
    size: 30,
    listed: true,
    paragraph: exactly(50, 0, 24),
  },
  {
    id: 'Subtitle',
    name: 'Subtitle',
    next: 'BodyText',
    font: 'kai',
    size: 16,
    listed: true,
    paragraph: `${PITCH}${CENTRED}`,
  },
  { id: 'BodyText', name: 'Body Text', listed: true, paragraph: INDENT_TWO },
  { id: 'Centred', name: '居中', listed: true, paragraph: CENTRED },
  {
    id: 'Note',
    name: '注',
    font: 'table',
    size: 10.5,
    listed: true,
    paragraph: `<w:spacing w:before="40" w:after="0" w:line="320" w:lineRule="exact"/><w:jc w:val="left"/>`,
  },
  {
    id: 'TableTitle',
    name: 'caption',
    font: 'black',
    size: 14,
    listed: true,
    paragraph: `${KEEP}${exactly(24, 6, 4)}${CENTRED}`,
  },
  {
    id: 'TableAbove',
    name: '表头说明',
    font: 'table',
    size: 10.5,
    listed: true,
    paragraph: `<w:keepNext/>${exactly(18)}<w:jc w:val="left"/>`,
  },
  { id: 'TableText', name: '表格文字', font: 'table', size: 10.5, paragraph: '<w:jc w:val="left"/>' },
  {
    id: 'TOCHeading',
    name: 'TOC Heading',
    font: 'black',
    size: 18,
    paragraph: `<w:keepNext/>${exactly(30, 6, 12)}${CENTRED}`,
  },
  ...[1, 2, 3, 4].map(
    (level): StyleOptions => ({
      id: `TOC${level}`,
      name: `toc ${level}`,
      next: 'Normal',
      font: level === 1 ? 'black' : 'body',
      size: 14,
      paragraph: `${exactly(26)}<w:ind w:left="${(level - 1) * 280}"/><w:jc w:val="left"/>`,
    }),
  ),
  { id: 'Header', name: 'header', font: 'table', size: 9, paragraph: `${exactly(12)}${CENTRED}` },
  { id: 'Footer', name: 'footer', font: 'table', size: 14, paragraph: `${exactly(18)}${CENTRED}` },
  { id: 'SectionEnd', name: '节末', font: 'table', size: 1, paragraph: exactly(1) },
];

function paragraphStyle(options: StyleOptions): string {
  const { id, name, basedOn = 'Normal', next, paragraph = '', font, size, bold, colour, listed } = options;
  const run = [
    font === undefined ? '' : fonts(font),
    bold === true ? '<w:b/><w:bCs/>' : '',
    colour === undefined ? '' : `<w:color w:val="${colour}"/>`,
    size === undefined ? '' : `<w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/>`,
  ].join('');
  return [
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${basedOn}"/>`,
    next === undefined ? '' : `<w:next w:val="${next}"/>`,
    listed === true ? '<w:qFormat/>' : '<w:uiPriority w:val="39"/>',
    paragraph === '' ? '' : `<w:pPr>${paragraph}</w:pPr>`,
    run === '' ? '' : `<w:rPr>${run}</w:rPr>`,
    '</w:style>',
  ].join('');
}

function fonts(font: keyof typeof FONTS): string {
  return `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${FONTS[font]}" w:cs="Times New Roman"/>`;
}
