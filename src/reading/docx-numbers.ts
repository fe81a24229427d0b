/**
 * A number as Word prints it in a list.
 *
 * @param format one of ST_NumberFormat, such as `chineseCounting`
 * @example listNumber(12, 'chineseCounting') // '十二'
 */
export function listNumber(number: number, format: string): string {
  if (number < 0) return String(number);
  const enclosed = ENCLOSED[format];
  if (enclosed !== undefined) {
    const [first, most] = enclosed;
    return number >= 1 && number <= most ? String.fromCodePoint(first + number - 1) : String(number);
  }
  const cycle = CYCLES[format];
  if (cycle !== undefined) return [...cycle][(number - 1) % cycle.length] ?? String(number);
  switch (format) {
    case 'none':
    case 'bullet':
      return '';
    case 'decimalZero':
      return String(number).padStart(2, '0');
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return String(number).replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    case 'numberInDash':
      return `- ${number} -`;
    case 'upperLetter':
      return letters(number, 'A');
    case 'lowerLetter':
      return letters(number, 'a');
    case 'upperRoman':
      return roman(number);
    case 'lowerRoman':
      return roman(number).toLowerCase();
    case 'chineseCounting':
    case 'taiwaneseCounting':
    case 'koreanCounting':
      return number < 100 ? counting(number, false) : digits(number);
    case 'chineseCountingThousand':
    case 'taiwaneseCountingThousand':
    case 'japaneseCounting':
      return counting(number, false);
    case 'chineseLegalSimplified':
    case 'ideographLegalTraditional':
    case 'japaneseLegal':
      return counting(number, true);
    case 'ideographDigital':
    case 'taiwaneseDigital':
    case 'japaneseDigitalTenThousand':
      return digits(number);
    default:
      return String(number);
  }
}

/** The first character, and how many follow one another. */
const ENCLOSED: Readonly<Record<string, readonly [first: number, most: number]>> = {
  decimalEnclosedCircle: [0x2460, 20],
  decimalEnclosedCircleChinese: [0x2460, 20],
  decimalEnclosedParen: [0x2474, 20],
  decimalEnclosedFullstop: [0x2488, 20],
  ideographEnclosedCircle: [0x3280, 10],
};

const CYCLES: Readonly<Record<string, string>> = {
  ideographTraditional: '甲乙丙丁戊己庚辛壬癸',
  ideographZodiac: '子丑寅卯辰巳午未申酉戌亥',
};

const DIGITS = '〇一二三四五六七八九';
const LEGAL_DIGITS = '零壹贰叁肆伍陆柒捌玖';

function digits(number: number): string {
  return String(number).replace(/\d/gu, (digit) => DIGITS[Number(digit)] ?? digit);
}

function counting(number: number, legal: boolean): string {
  if (number === 0) return legal ? '零' : '〇';
  if (number >= 100_000_000) return String(number);
  const myriads = Math.floor(number / 10_000);
  const rest = number % 10_000;
  const low = rest === 0 ? '' : belowMyriad(rest, legal);
  if (myriads > 0)
    return `${belowMyriad(myriads, legal)}${legal ? '萬' : '万'}${rest > 0 && rest < 1000 ? '零' : ''}${low}`;
  return legal ? low : low.replace(/^一十/u, '十');
}

function belowMyriad(number: number, legal: boolean): string {
  const units = legal ? ['仟', '佰', '拾', ''] : ['千', '百', '十', ''];
  const names = legal ? LEGAL_DIGITS : DIGITS;
  return [...String(number).padStart(4, '0')]
    .map((digit, index) => (digit === '0' ? '零' : `${names[Number(digit)]}${units[index]}`))
    .join('')
    .replace(/零+/gu, '零')
    .replace(/^零|零$/gu, '');
}

/** a … z, aa, bb … as Word has it, and plain digits beyond what anybody counts in letters. */
function letters(number: number, first: string): string {
  if (number < 1 || number > 26 * 10) return String(number);
  const letter = String.fromCharCode(first.charCodeAt(0) + ((number - 1) % 26));
  return letter.repeat(Math.ceil(number / 26));
}

const ROMAN = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;

function roman(number: number): string {
  if (number < 1 || number > 3999) return String(number);
  let rest = number;
  let text = '';
  for (const [size, letter] of ROMAN) {
    while (rest >= size) {
      text += letter;
      rest -= size;
    }
  }
  return text;
}
