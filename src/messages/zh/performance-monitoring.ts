/** What is said of spending and results against plan and target at a day: 绩效运行监控. */
const spending = {
  'monitoring.spending.noBudget': '预算中没有这个项目的支出，无法比较支付进度',
  'monitoring.spending.noPayments':
    '还没有支付记录，无法比较支付进度；请先导入支付明细（mingzhang execution import，或网页“执行与绩效”）',
  'monitoring.spending.noPlan': '没有资金支出计划，已支付 {paid} 元，不作比较',
  'monitoring.spending.by.plan': '资金支出计划',
  'monitoring.spending.by.scaled': '资金支出计划按调整后的预算换算',
  'monitoring.spending.by.even': '没有资金支出计划，按序时进度',
  'monitoring.spending.due': '已支付 {paid} 元，应支付 {due} 元（{basis}），偏差 {rate}',
  'monitoring.spending.notDue': '已支付 {paid} 元，还没到第一个计划节点（{basis}）',
  'monitoring.spending.ahead':
    '已支付 {paid} 元，应支付 {due} 元（{basis}），已超过下一个计划节点的 {next} 元，偏差 {rate}',
  'monitoring.spending.endMet': '全年已支付 {paid} 元，执行率 {rate}，达到 {reached}%',
  'monitoring.spending.endMissed': '全年已支付 {paid} 元，执行率 {rate}，没有达到 {reached}%',
  'monitoring.spending.reached': '已支付 {paid} 元，执行率 {rate}，已达到 {reached}%',
  'monitoring.spending.forecastNoPlan': '没有资金支出计划，不预计全年支付',
  'monitoring.spending.forecastFew':
    '可比的月末只有 {seen} 个（须 {months} 个，且应支付达到预算的 {share}%），还不能预计全年支付',
  'monitoring.spending.forecast':
    '预计全年支付 {point} 元（{low}—{high} 元）：目前已支付与应支付之比 {rate}，{seen} 个月末的比在 {least} 到 {most} 之间。要付完全年预算，以后平均每月须支付 {needed} 元，目前平均每月 {average} 元',
} as const;

const indicators = {
  'monitoring.how.level': '完成值 {value}，年度指标值 {target}，偏差 {rate}',
  'monitoring.how.progress':
    '到 {date} 完成 {value}，应完成 {due}（年度指标值 {target} × {passed}/{days} 天），偏差 {rate}',
  'monitoring.how.used':
    '到 {date} 为 {value}（年度指标值 {target}）；匀速应为 {due}（{passed}/{days} 天），偏差 {rate}',
  'monitoring.how.notDue': '期限 {due} 还没到，没有完成日期',
  'monitoring.how.overdue': '期限 {due} 已过，没有完成日期',
  'monitoring.forecast.met': '{value}，已达到年度指标值',
  'monitoring.forecast.missed': '{value}，已不能达到年度指标值',
  'monitoring.forecast.words': '定性指标，不能由数字推算，请填报人判断',
  'monitoring.forecast.few': '只有 {seen} 次完成值（须 {results} 次），还不能预计',
  'monitoring.forecast.fallen':
    '{date} 的完成值比 {before} 的小，不像累计数，不能预计；请核对是否填了当期数而不是累计数',
  'monitoring.forecast.pace': '预计全年 {range}，按已有 {seen} 段的平均、最慢和最快进度',
  'monitoring.forecast.level': '预计全年 {range}，按最后一次和已有 {seen} 次的完成值',
} as const;

const forms = {
  'monitoring.light.green': '绿灯',
  'monitoring.light.yellow': '黄灯',
  'monitoring.light.red': '红灯',
  'monitoring.light.unknown': '未判断',
  'monitoring.outcome.met': '已完成',
  'monitoring.outcome.likely': '预计能完成',
  'monitoring.outcome.open': '可能完成，也可能完不成',
  'monitoring.outcome.unlikely': '照目前进度完不成',
  'monitoring.outcome.missed': '已确定完不成',
  'monitoring.outcome.unknown': '还不能预计',
  'monitoring.form.documentTitle': '{department}{year}年绩效运行监控（截至{day}）',
  'monitoring.form.project': '项目支出绩效运行监控表',
  'monitoring.form.department': '部门绩效运行监控汇总表',
  'monitoring.form.chart': '绩效运行监控图',
  'monitoring.form.months': '1—{month}月',
  'monitoring.form.firstMonth': '1月',
  'monitoring.form.days': '1月1日—{month}月{day}日',
  'monitoring.form.day': '{year}年{month}月{day}日',
  'monitoring.form.range': '{point}（{low}—{high}）',
  'monitoring.form.tick': '√',
  'monitoring.form.cannotSay': '还不能预计',
  'monitoring.form.light': '{light}：{how}',
  'monitoring.form.remark': '{light}，偏差 {rate}',
  'monitoring.form.reasonMissing': '〔须说明原因〕',
  'monitoring.form.at': '{value}（截至{month}月{day}日）',
  'monitoring.note.how': '判断依据：',
  'monitoring.note.method':
    '预计方法：全年支付 = 全年预算数 × 已支付与应支付之比，计划节点之间按天数匀速计算；区间取各月末（应支付达到预算的 {share}%）的最小和最大比。累计的指标从最后一次完成值起按平均进度推算，区间取各次之间最慢和最快的进度；其他指标取最后一次完成值，区间是已有各次的最小和最大值。区间是已经见过的范围，不是概率；可比的月末不到 {months} 个、完成值不到 {results} 次的，不作预计。',
  'monitoring.note.spending': '资金：{how}。',
  'monitoring.note.forecast': '全年预计：{how}。',
  'monitoring.note.indicator': '{name}：{light}，{how}。全年：{forecast}。',
  'monitoring.note.indicatorOpen': '{name}：{light}，{how}。',
} as const;

const page = {
  'monitoring.page.lead':
    '截至 {day}，{department}共有 {count} 个项目：绿灯 {green} 个，黄灯 {yellow} 个，红灯 {red} 个，未判断 {unknown} 个。',
  'monitoring.page.total':
    '全部支出：全年预算数 {adjusted} 万元，已支付 {paid} 万元，执行率 {rate}；序时进度 {even}。',
  'monitoring.page.summary': '各项目一览',
  'monitoring.page.project': '项目',
  'monitoring.page.light': '灯',
  'monitoring.page.rate': '执行率',
  'monitoring.page.deviation': '与应支付比',
  'monitoring.page.forecast': '全年支付预计',
  'monitoring.page.indicators': '指标',
  'monitoring.page.lights': '绿 {green} 黄 {yellow} 红 {red} 未判断 {unknown}',
  'monitoring.page.curve': '支付进度（万元）',
  'monitoring.page.curveAlt': '{project}的支付曲线：{how}',
  'monitoring.page.paid': '已支付',
  'monitoring.page.plan': '计划',
  'monitoring.page.planEven': '序时进度',
  'monitoring.page.budget': '全年预算数',
  'monitoring.page.forecastBar': '全年预计',
  'monitoring.page.month': '{month}月',
  'monitoring.page.day': '{month}月{day}日',
  'monitoring.page.range': '{said}：{point} 万元（{low}—{high}）',
  'monitoring.page.indicatorList': '绩效指标',
  'monitoring.page.noIndicators': '没有绩效指标。',
  'monitoring.page.target': '目标 {target}',
  'monitoring.page.actual': '完成 {actual}',
  'monitoring.page.due': '应完成 {due}',
  'monitoring.page.used': '匀速应为 {due}',
  'monitoring.page.barAlt': '{name}：{how}',
  'monitoring.page.reason': '偏差原因',
  'monitoring.page.source': '来源：{source}',
  'monitoring.page.rules':
    '规则：支付比应支付少 {yellow}% 以上黄灯，{red}% 以上红灯；累计的指标比应完成少 {progressYellow}% 以上黄灯，{progressRed}% 以上红灯；其他指标没达到就是黄灯，差 {levelRed}% 以上红灯。',
  'monitoring.page.bars': '条形图的虚线是到完成日期为止应完成的，右边的竖线是年度指标值。',
  'monitoring.page.sources': '依据：{sources}。',
} as const;

const commands = {
  'monitoring.cli': '按日期监控支付进度和绩效指标，生成绩效运行监控表和图',
  'monitoring.cli.usage': '<工作簿.xlsx> [选项]',
  'monitoring.cli.option.asOf': '监控日（含当日），如 2025-08-31；不写则到最后一笔支付或完成值为止',
  'monitoring.cli.option.rules': '本单位的规则（yaml），没写的按版式包和全国规则',
  'monitoring.cli.option.json': '输出 JSON，不生成文件',
  'monitoring.cli.project': '{light}  {name}：{how}',
  'monitoring.cli.indicators': '      指标：绿灯 {green}，黄灯 {yellow}，红灯 {red}，未判断 {unknown}',
  'monitoring.cli.forecast': '      全年支付：{outcome}',
  'monitoring.problem.noResults':
    '工作簿里没有绩效指标的实际完成值，只能监控支付。请先用 mingzhang performance prepare 加上“实际完成”表，填写后再运行。',
  'monitoring.problem.later':
    '有 {count} 个指标只有监控日 {day} 之后的完成值（没有写日期的视为年末），没有计入。请核对“完成日期”。',
  'monitoring.problem.spendingReason':
    '项目“{project}”：{how}，没有说明原因。请在“实际完成”表中“年度总体目标”一行填写偏差原因及改进措施。',
} as const;

export const performanceMonitoring = { ...spending, ...indicators, ...forms, ...page, ...commands } as const;
