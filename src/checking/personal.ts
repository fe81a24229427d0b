/** Numbers that name a person: told by their own structure, so that codes and amounts are not taken for them. */

/** Provinces by the first two digits of a code (GB/T 2260). */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])/u;
/** Weights of the digits and check characters by the remainder (GB 11643—1999). */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK = '10X98765432';
const OLDEST = 1900;

/** Whether 18 characters are an identity number: region, a day of birth before `year` ends, and the check character. */
export function isIdentityNumber(text: string, year: number): boolean {
  if (!/^\d{17}[\dXx]$/u.test(text) || !PROVINCES.test(text)) return false;
  const [born, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(Number);
  if (born === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(born, month - 1, day));
  const isDate = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isDate || born < OLDEST || born > year) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return CHECK[sum % CHECK.length] === text[17]?.toUpperCase();
}

/** A number as a message may repeat it: its middle struck out. */
export function masked(number: string): string {
  const shown = 3;
  return `${number.slice(0, shown)}${'*'.repeat(Math.max(0, number.length - 2 * shown))}${number.slice(-shown)}`;
}

/** Surnames of nearly all people of Han and Hui names; two characters where they have two. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝';
const DOUBLE = '欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯';
const NAME = new RegExp(`^(?:(?:${DOUBLE})\\p{Script=Han}{1,2}|[${SURNAMES}]\\p{Script=Han}{1,2})$`, 'u');
/** Offices, bodies and defaults of programs that look like names. */
const NO_NAME =
  /用户|单位|办公|财务|科|局|处|股|室|部|中心|公司|管理员|会计|出纳|文员|电脑|计算机|作者|系统|项目|政府|学校|医院|[办组委院校]/u;

/** Whether the author that a file names is a person, and not an office or what a program puts there by itself. */
export function isPersonName(text: string): boolean {
  const name = text.replace(/\s/gu, '');
  return NAME.test(name) && !NO_NAME.test(name);
}
