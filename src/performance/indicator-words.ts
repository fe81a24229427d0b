/** What words at the end of an indicator's name say of its unit and of the direction of its target. */

const RATE = /(?:率|比例|比率|比重|占比|百分比|满意度|知晓度)$/u;
/** Words that end like rates and are measured in units of their own. */
const NO_RATE = /(?:频率|效率|速率|汇率|费率|功率|心率|帧率|分辨率|倍率|容积率|周转率)$/u;
/** Units of a rate that are no per cent: per mille, per 100,000, a multiple, points of a survey. */
const RATE_UNIT = /[%‰﹪/]|百分|千分|万分|^(?:倍|分)$/u;

/** Whether a name is that of a rate. */
export function isRate(name: string): boolean {
  return RATE.test(name) && !NO_RATE.test(name);
}

export function isRateUnit(unit: string): boolean {
  return RATE_UNIT.test(unit);
}

const COUNT =
  /(?:人数|人次数?|次数|户数|家数|个数|件数|份数|支数|台数|套数|册数|场数|期数|天数|辆数|数量|面积|里程|总额|金额)$/u;

/** Whether a name is that of something counted. */
export function isCount(name: string): boolean {
  return COUNT.test(name);
}

/** Measure words; those of one line may stand for each other. */
const MEASURE_WORDS: readonly (readonly string[])[] = [
  ['人', '名', '位'],
  ['人次'],
  ['次', '场', '期', '批', '回', '届'],
  ['支', '部', '条', '个'],
  ['家', '户', '个', '所'],
  ['台', '套', '件', '个', '部', '辆', '架'],
  ['册', '本', '份', '套', '卷', '件'],
  ['份', '件', '张', '本', '篇', '条', '项', '个', '套', '册'],
  ['天', '日'],
];
const NAMED_MEASURE = /(人次|[人次支家户台套册份场期天辆件])数?$/u;

/**
 * Whether a name counts by one measure word and the unit by another: 人次 and 人, 支数 and 次.
 * Words that are no measure words, and those that may stand for each other, do not clash.
 */
export function measureClashes(name: string, unit: string): boolean {
  const named = NAMED_MEASURE.exec(name)?.[1];
  const used = unit.replace(/^[十百千万亿]+/u, '');
  const known = new Set(MEASURE_WORDS.flat());
  if (named === undefined || !name.endsWith('数') || !known.has(used)) {
    return named === '人次' && used === '人';
  }
  return !MEASURE_WORDS.some((words) => words.includes(named) && words.includes(used));
}

const GOOD =
  /(?:满意|及时|合格|准确|正确|覆盖|完成|达标|知晓|落实|到位|通过|优良|有效|正常|完好|就业|出勤|归档|保障|办结|整改|足额|按时|按期|采纳|利用|验收)(?:程)?[率度]$/u;
const BAD =
  /(?:故障|投诉|差错|错误|失误|丢失|损毁|损坏|事故|逾期|拖欠|违约|违规|违纪|闲置|流失|退回|死亡|发病|损耗|空置|误差|上访|复议|重复参保|超支|返工)(?:发生)?(?:率|比例|次数|人数|起数|件数|数量|数)$/u;

/** Which way is better: more (满意度) or less (故障率); undefined where a name does not say it. */
export function betterOf(name: string): 'more' | 'less' | undefined {
  if (GOOD.test(name)) return 'more';
  return BAD.test(name) ? 'less' : undefined;
}

const TIME_TAKEN =
  /(?:完成|响应|办结|办理|支付|拨付|到账|处理|处置|修复|交付|送达|结算|审批|审核|验收|竣工|反馈|报送|公开|发放|恢复|整改)(?:的|所需)?(?:时间|时限|时长|周期|期限|天数)$/u;
const TIME_UNIT = /^(?:个?工作日|日|天|个?小时|分钟|秒|周|个?月|月底|月份|年)$/u;

/** Whether a name is that of the time that something may take, and the unit is one of time. */
export function isTimeTaken(name: string, unit: string): boolean {
  return TIME_TAKEN.test(name) && TIME_UNIT.test(unit);
}

const CEILING = /(?:控制率|控制数|控制额|控制|成本|费用|总额|支出|预算|经费|开支)$/u;
const GAIN = /节约|节省|降低|下降|减少|压减|结余|到位|收益|收入|回收/u;

/** Whether a cost indicator of this name limits a cost, rather than praising a saving. */
export function isCeiling(name: string, isMoney: boolean): boolean {
  return (isMoney || CEILING.test(name)) && !GAIN.test(name);
}

const EACH = /人均|户均|次均|日均|月均|年均|平均|单价|单位|标准|每|\//u;

/** Whether a cost is that of one person, day or piece. */
export function isEach(name: string, description: string): boolean {
  return EACH.test(name) || /人均|单价|每[人天日次个台套户月]/u.test(description);
}

/** Rates that may well exceed 100 %. */
const OPEN_RATE = /增长|增幅|增加|提高|提升|完成|达成|收益|回报|超额|倍/u;

/** Whether 100 % is the most that is possible. */
export function isBounded(name: string): boolean {
  return !OPEN_RATE.test(name);
}

const PIECES = /^[十百千万]?(?:人次|[人名次家户场期批台套件册份])$/u;

/** Whether a unit counts people, things or times. */
export function isPieces(unit: string): boolean {
  return PIECES.test(unit);
}

/** A target that says that the row is not used. */
export const NOT_APPLICABLE = /^(?:该项目)?(?:不涉及|不适用)$/u;

/** Kinds of the second level, as far as they exclude each other. */
export const KINDS = [
  '数量指标',
  '质量指标',
  '时效指标',
  '成本指标',
  '经济成本指标',
  '社会成本指标',
  '经济效益指标',
  '社会效益指标',
  '生态效益指标',
] as const;
