/** The sheets 支付 and 调整, payments and adjustments that are imported, and how far a budget has come. */
const sheets = {
  'ledger.sheet.payments': '支付',
  'ledger.sheet.adjustments': '调整',
  'ledger.sheetAliases.payments':
    '支付明细|支付数据|国库支付|国库集中支付|执行明细|预算执行|支出执行|执行数据|支付台账',
  'ledger.sheetAliases.adjustments': '预算调整|调整明细|预算调剂|指标调整|追加追减|调整调剂',
  'ledger.sheetHelp.payments':
    '年度中的每笔支付一行；退款选“退款”，金额填负数或正数都可以。也可以用 mingzhang execution import 从支付明细导入。',
  'ledger.sheetHelp.adjustments':
    '年度中的每笔预算调整一行：调增、调减填正数；调剂一出一入两行，调出填负数，调入填正数。',
  'ledger.column.entry': '业务类型',
  'ledger.aliases.entry': '类型|支付类型|调整类型|调整方式|业务|交易类型',
  'ledger.help.entry': '支付、退款、调增、调减或调剂；支付表里不填就是支付。',
  'ledger.column.date': '日期',
  'ledger.aliases.date':
    '支付日期|付款日期|交易日期|清算日期|记账日期|业务日期|发生日期|调整日期|批复日期|入账日期',
  'ledger.help.date': '支付或批复调整的日期，如 2025-03-05。',
  'ledger.column.refund': '退款标志',
  'ledger.aliases.refund': '退款|是否退款|退回标志|退款标识',
  'ledger.help.refund': '是或否。',
  'ledger.column.voucher': '凭证号',
  'ledger.aliases.voucher':
    '支付凭证号|凭证编号|支付令号|支付申请编号|支付单号|指标文号|文号|单据号|单据编号|流水号|交易流水号',
  'ledger.help.voucher': '支付凭证号或调整的指标文号；有凭证号的，重复导入时按凭证号认出来。',
  'ledger.entry.payment': '支付',
  'ledger.entry.refund': '退款',
  'ledger.entry.increase': '调增',
  'ledger.entry.decrease': '调减',
  'ledger.entry.transfer': '调剂',
  'ledger.members.entry':
    'payment=付款,直接支付,授权支付,正常支付,财政直接支付,财政授权支付;refund=退回,退付,支付退款,冲销,退库,资金退回;increase=追加,增加,调增预算,追加预算,预算追加;decrease=追减,减少,调减预算,追减预算,预算追减,收回;transfer=调整,划转,预算调剂,调剂使用',
} as const;

const problems = {
  'ledger.problem.entryDate': '“{column}”不是日期：“{value}”。请写成年-月-日，如 {year}-03-05。',
  'ledger.problem.entryOutsideYear':
    '日期 {date} 不在 {year} 年内，不属于本年预算的执行。请核对日期；其他年度的请记入那一年的工作簿。',
  'ledger.problem.entryNegative':
    '“{type}”的金额是负数（{value} 元）。退款请在“业务类型”选“退款”，减少预算请选“调减”，预算之间调出请选“调剂”。',
  'ledger.problem.entryCodeUnknown':
    '{classification}科目 {code} 不在 {year} 年科目表中，预算工作簿的“本地科目”里也没有。请核对编码；确为本地科目的，请先在预算工作簿登记。',
} as const;

/** What is said of entries that are imported, and of how far a budget has come. */
const progress = {
  'execution.notApplicable': '不适用',
  'execution.noProject': '基本支出等（无项目）',
  'execution.problem.overBudget':
    '支付 {amount} 元，超过剩余预算 {left} 元（{unit}，{project}，{source}；年初预算 {budget} 元）。请核对金额、项目和资金性质；预算已追加或调入的，请先导入调整。',
  'execution.problem.overReduced':
    '减少预算 {amount} 元，超过尚未支付的 {left} 元（{unit}，{project}，{source}；年初预算 {budget} 元）。请核对金额和项目。',
  'execution.problem.refundTooLarge':
    '退款 {amount} 元，超过已支付的 {paid} 元（{unit}，{project}，{source}）。请核对金额、日期和项目；原来的支付还没有导入的，请先导入。',
  'execution.problem.voucherChanged':
    '凭证号 {voucher} 已经导入过，但内容（日期、单位、科目、项目或金额）与这一行不同。请核对凭证号；确需更正的，请在工作簿的“支付”或“调整”表中直接改正。',
  'execution.problem.voucherTwice':
    '凭证号 {voucher} 与 {first} 重复，内容也相同，按同一笔处理，只计一次。确为两笔的，请在凭证号后加序号（如 -1、-2）。',
  'execution.problem.transferOpen':
    '调剂“{name}”的调入与调出相差 {amount} 元，应当相等。请补上另一方，或改为调增、调减。',
  'execution.problem.overdrawn':
    '到 {day} 为止，支付超过预算 {amount} 元（{unit}，{project}，{source}）。请核对“支付”和“调整”表。',
  'execution.problem.overReturned':
    '到 {day} 为止，退款超过支付 {amount} 元（{unit}，{project}，{source}）。请核对“支付”表。',
  'execution.problem.columnNeeded':
    '缺少列“{columns}”，要写入的行用得到。请在表头行加上，或删除整张表（程序会重新建立）后再导入。',
  'execution.problem.workbookForm':
    '工作簿的内部结构无法辨认，没有改动。请用 Excel 或 WPS 打开，另存一份后再导入。',
  'execution.problem.finalEmpty':
    '工作簿里没有 {year} 年的支付，决算支出无从得出。请先用 mingzhang execution import 导入全年的支付。',
  'execution.problem.finalEarly':
    '决算应包括 {year} 年全年的支付，最后一笔却在 {day}。请确认支付是否已全部导入；收入和结转结余工作簿里没有，印作〔未提供〕。',
  'execution.reasonUnlisted': '同类问题过多，没有一一列出；请比照已列出的问题改正。',
} as const;

/** The commands `mingzhang execution …`. */
const commands = {
  'execution.cli': '预算执行：导入支付和预算调整，查看执行进度',
  'execution.cli.usage': '<命令>',
  'execution.cli.import': '把支付明细和预算调整（xlsx 或 csv）导入预算工作簿',
  'execution.cli.importUsage': '<支付文件> <工作簿.xlsx> [选项]',
  'execution.cli.show': '按项目、单位、科目和资金性质查看执行进度',
  'execution.cli.showUsage': '<工作簿.xlsx> [选项]',
  'execution.cli.template': '生成支付明细的空表，带下拉列表和填写示例',
  'execution.cli.templateUsage': '<支付文件.xlsx> [选项]',
  'execution.cli.option.partial': '有错误时导入其余各行，没有导入的列在“文件名.rejected.csv”',
  'execution.cli.option.asOf': '截止日期（含当日），如 2025-08-31；不写则到最后一笔为止',
  'execution.cli.option.json': '输出 JSON',
  'execution.cli.option.budget': '按这本预算工作簿的单位、项目和科目生成下拉列表',
  'execution.cli.payments': '支付文件',
  'execution.cli.nothing':
    '{rows} 行中有 {wrong} 行有错误，没有导入任何一行。改正后再导入；或加 --partial 先导入其余各行。',
  'execution.cli.added': '已导入 {count} 行，写入 {file}（原文件保留为 {backup}）。',
  'execution.cli.nothingNew': '没有新的行，{file} 没有改动。',
  'execution.cli.known': '{count} 行以前已经导入，没有重复计入。',
  'execution.cli.rejected': '有 {count} 行没有导入，连同原因列在 {file}。改正后可以直接导入这个文件。',
  'execution.cli.reason': '未导入的原因',
  'execution.cli.row': '原位置',
  'execution.cli.notReadBack':
    '写好的 {file} 读回来与应有的内容不一致，没有替换原文件。这是程序的问题，请反馈。',
  'execution.cli.changed': '文件 {file} 在导入期间被其他程序改动，没有替换。请保存并关闭它，再导入一次。',
  'execution.cli.cannotReplace':
    '无法替换 {file}（{reason}），原文件没有改动。请关闭正在打开它的程序（如 Excel、WPS），并检查文件夹的写入权限。',
  'execution.cli.asOf': '截止日期“{given}”不正确，应为 {year} 年内的日期，如 {year}-08-31。',
  'execution.cli.created': '已新建 {file}。填写后用 mingzhang execution import 导入预算工作簿。',
  'execution.cli.noPack': '没有可用的模板，无法生成下拉列表。',
  'execution.show.title': '{department}{year}年预算执行情况（截至 {day}，{count} 笔，单位：元）',
  'execution.show.whole': '支出合计',
  'execution.show.total': '合计',
  'execution.show.project': '项目',
  'execution.show.entity': '单位',
  'execution.show.function': '功能科目',
  'execution.show.economic': '部门经济科目',
  'execution.show.source': '资金性质',
  'execution.show.budget': '年初预算',
  'execution.show.adjusted': '调整预算',
  'execution.show.paid': '已支付',
  'execution.show.executionRate': '执行率',
  'execution.show.adjustmentRate': '调整率',
  'execution.show.carryForwardRate': '结转结余率',
  'execution.show.planned': '计划支付',
  'execution.show.ahead': '与计划比',
  'execution.show.noPlan': '—',
  'execution.show.onPlan': '相符',
  'execution.show.aheadBy': '超前 {amount}',
  'execution.show.behindBy': '滞后 {amount}',
  'execution.template.example': '填写示例',
  'execution.template.entry': '一笔支付选“支付”；退回的款选“退款”；预算变动选“调增”“调减”或“调剂”。',
  'execution.template.date': '支付或批复的日期，必须在预算年度内。',
  'execution.template.unit': '从下拉列表选，或填单位编码、单位全称，与预算工作簿一致。',
  'execution.template.unitText': '450001 示例县医疗保障局',
  'execution.template.project': '项目支出选项目；人员经费、公用经费不填。',
  'execution.template.projectText': '示例项目',
  'execution.template.amount': '单位：元。退款、调减填正数负数都可以；调剂的调出方填负数。',
  'execution.template.voucher': '有凭证号的一定要填：重复导入时按凭证号认出来。没有就不填。',
  'execution.template.note': '可不填。本页只是示例，不会导入。',
  'execution.template.noteText': '示例',
} as const;

export const execution = { ...sheets, ...problems, ...progress, ...commands } as const;
