/** Rules and findings on project budgets, plans, goals and indicators. */
export const checkingPerformance = {
  'checking.performance.whole': '整体绩效目标',
  'checking.performance.project': '项目“{project}”',
  'checking.performance.name': '“{name}”',
  'checking.performance.example': '“{name}”（{target}）',
  'checking.performance.budget-list.title': '绩效目标表的项目金额与项目支出表一致',
  'checking.performance.budget-list.basis':
    '同一事项在同一文件中只能有一个数：绩效目标表的金额即该项目的预算',
  'checking.performance.budget-list':
    '项目“{project}”的绩效目标表写预算 {stated}，项目支出表中为 {listed}。请以批复为准改正其中一处。',
  'checking.performance.projects-exceed.title': '各项目预算之和不大于项目支出',
  'checking.performance.projects-exceed.basis': '项目支出由各个项目组成，部分之和不能大于整体',
  'checking.performance.projects-exceed':
    '{count} 个项目的预算合计 {sum}，大于项目支出合计 {total}。请核对各项目绩效目标表的预算数，看是否有项目重复或不属于本部门。',
  'checking.performance.project-count.title': '文字中的项目个数与所列项目一致',
  'checking.performance.project-count.basis':
    '同一事项在同一文件中只能有一个数：金额与所列项目之和相等的，个数也相等',
  'checking.performance.project-count':
    '文中写 {printed} 个项目，而文件中列出的 {listed} 个项目合计 {total}，恰好是文中的金额。请核对项目个数。',
  'checking.performance.project-count.parts':
    '文中写项目共 {printed} 个，而其中各类为 {parts} 个，合计 {sum} 个；各类金额之和恰好等于总的金额。请核对项目个数。',
  'checking.performance.cost-ceiling.title': '成本指标的上限不大于项目预算',
  'checking.performance.cost-ceiling.basis':
    '《中央部门预算绩效目标管理办法》（财预〔2015〕88 号）：绩效目标要与预算确定的资金量相匹配',
  'checking.performance.cost-ceiling':
    '项目“{project}”的成本指标“{name}”为 {target}，高于该项目预算 {budget}，起不到控制成本的作用。请按预算改正指标值，或核对预算数。',
  'checking.performance.cost-unit.title': '成本指标的计量单位正确',
  'checking.performance.cost-unit.basis': '指标值与项目预算恰好相差一万倍，多为“元”“万元”写错',
  'checking.performance.cost-unit':
    '项目“{project}”的成本指标“{name}”为 {target}，与项目预算 {budget} 恰好相差一万倍。请核对单位是“元”还是“万元”。',
  'checking.performance.cost-unit.each':
    '项目“{project}”的成本指标“{name}”为 {target}：一个单位的成本就超过了整个项目的预算 {budget}。请核对计量单位（“元”还是“万元”）和指标值。',
  'checking.performance.cost-direction.title': '控制成本的指标用“≤”',
  'checking.performance.cost-direction.basis':
    '《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101 号）：成本指标反映预期成本的控制，应设上限',
  'checking.performance.cost-direction':
    '{where}的成本指标“{name}”为 {target}：这是成本越高越好的意思。成本应设上限，请改为“≤”，或改用别的指标。',
  'checking.performance.plan-end.title': '资金支出计划到年底等于项目预算',
  'checking.performance.plan-end.basis': '资金支出计划按累计数填报，年底累计数应等于项目预算（100%）',
  'checking.performance.plan-end':
    '项目“{project}”的资金支出计划到 12 月底累计 {planned}，项目预算为 {budget}。年底累计数应等于项目预算，请改正。',
  'checking.performance.plan-by-period':
    '项目“{project}”的资金支出计划到 12 月底为 {planned}，项目预算为 {budget}，而各期之和恰好等于预算：像是按分期数填报的。计划应填累计数，年底为 100%，请改正。',
  'checking.performance.plan-decreases.title': '资金支出计划的累计数不减少',
  'checking.performance.plan-decreases.basis': '资金支出计划按累计数填报，后一时点不小于前一时点',
  'checking.performance.plan-decreases':
    '项目“{project}”的资金支出计划 {month} 月底累计 {planned}，小于前一时点的 {before}。累计数应逐期不减，请改正。',
  'checking.performance.weights.title': '指标权重合计为 100（预算执行率占 10 的为 90）',
  'checking.performance.weights.basis':
    '《项目支出绩效评价管理办法》（财预〔2020〕10 号）：指标总分 100，其中预算执行率原则上为 10',
  'checking.performance.weights':
    '项目“{project}”{count} 个指标的权重合计 {sum}，应为 100（预算执行率另占 10 的为 90）。请调整权重。',
  'checking.performance.evidence.title': '绩效指标写明实际完成值的来源',
  'checking.performance.evidence.basis':
    '《项目支出绩效评价管理办法》（财预〔2020〕10 号）：绩效评价应当科学公正，客观反映项目绩效；为此写明数据来源是本工具的要求',
  'checking.performance.evidence':
    '项目“{project}”有 {count} 个绩效指标没有写明实际完成值从哪里来：{indicators}。请在“{sheet}”表填写：{columns}。写明以前，这些指标不算审定。',
  'checking.performance.evidenceOf': '{indicator}（缺{columns}）',
  'checking.performance.evidenceMore': '{indicators}等',
  'checking.performance.category.title': '项目绩效指标齐全：产出、效益、满意度',
  'checking.performance.category.basis':
    '《中央部门预算绩效目标管理办法》（财预〔2015〕88 号）：绩效指标包括产出指标、效益指标和满意度指标等',
  'checking.performance.category':
    '有 {count} 个项目的绩效目标表没有{category}：{projects}。请补上；确实不适用的，请说明理由。',
  'checking.performance.goal-amount.title': '绩效目标中的金额不大于项目预算',
  'checking.performance.goal-amount.basis':
    '《中央部门预算绩效目标管理办法》（财预〔2015〕88 号）：绩效目标要与预算确定的资金量相匹配',
  'checking.performance.goal-amount':
    '项目“{project}”的年度目标写到使用 {said}，而项目预算为 {budget}。请改正目标中的金额，或核对预算数。',
  'checking.performance.goal-as-indicator.title': '三级指标是指标名称，不是目标的文字',
  'checking.performance.goal-as-indicator.basis':
    '《中央部门预算绩效目标管理办法》（财预〔2015〕88 号）：绩效指标是绩效目标的细化和量化',
  'checking.performance.goal-as-indicator':
    '项目“{project}”的三级指标“{name}”照抄了年度目标的文字，不是可以衡量的指标。请改为指标名称，如“……及时率”。',
  'checking.performance.foreign-goal.title': '绩效目标写的是本项目',
  'checking.performance.foreign-goal.basis':
    '《中央部门预算绩效目标管理办法》（财预〔2015〕88 号）：绩效目标应当指向明确，符合项目的内容',
  'checking.performance.foreign-goal':
    '项目“{project}”的年度目标写的是另一个项目“{other}”，没有提到本项目。请核对是否贴错。',
  'checking.performance.same-goals.title': '不同项目的绩效目标各不相同',
  'checking.performance.same-goals.basis':
    '《中央部门预算绩效目标管理办法》（财预〔2015〕88 号）：绩效目标应当指向明确，符合项目的内容',
  'checking.performance.same-goals': '{projects}的年度目标一字不差。请核对是否复制后没有修改。',
  'checking.performance.rate-unit.title': '比率类指标以百分比计量',
  'checking.performance.rate-unit.basis': '指标名称、指标值和计量单位应当一致：“率”是两个数之比',
  'checking.performance.rate-unit':
    '{where}的指标“{name}”是比率，指标值却是 {target}。请改为百分比，或改正指标名称。',
  'checking.performance.count-percent.title': '数量类指标不以百分比计量',
  'checking.performance.count-percent.basis': '指标名称、指标值和计量单位应当一致：数量以人、次、件等计量',
  'checking.performance.count-percent':
    '{where}的指标“{name}”是数量，指标值却是 {target}。请改正单位，或改正指标名称。',
  'checking.performance.measure-word.title': '计量单位与指标名称一致',
  'checking.performance.measure-word.basis': '指标名称、指标值和计量单位应当一致：人数以人计，人次以人次计',
  'checking.performance.measure-word': '{where}的指标“{name}”与指标值 {target} 的计量单位不一致。请统一。',
  'checking.performance.rate-without-percent.title': '比率类指标写明“%”',
  'checking.performance.rate-without-percent.basis': '指标值应当写明计量单位',
  'checking.performance.rate-without-percent': '有 {count} 个比率类指标没有写单位：{examples}。请补上“%”。',
  'checking.performance.rate-as-quantity.title': '比率类指标不列为数量指标',
  'checking.performance.rate-as-quantity.basis':
    '《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101 号）：数量指标反映预期提供的产品或服务的数量',
  'checking.performance.rate-as-quantity':
    '有 {count} 个列为数量指标的是比率：{examples}。数量指标应为绝对数，请改列质量、时效指标或改为绝对数。',
  'checking.performance.count-as-quality.title': '计数的指标不列为质量指标',
  'checking.performance.count-as-quality.basis':
    '《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101 号）：质量指标反映产品或服务达到的标准和水平',
  'checking.performance.count-as-quality':
    '有 {count} 个列为质量指标的是数量：{examples}。请改列数量指标，或改为合格率等质量指标。',
  'checking.performance.cost-without-sign.title': '成本指标写明“≤”',
  'checking.performance.cost-without-sign.basis':
    '《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101 号）：成本指标反映预期成本的控制，应设上限',
  'checking.performance.cost-without-sign':
    '有 {count} 个成本指标没有写“≤”，而其他成本指标都写了：{examples}。请补上。',
  'checking.performance.quantity-in-words.title': '数量类指标有数值',
  'checking.performance.quantity-in-words.basis':
    '《中央部门预算绩效目标管理办法》（财预〔2015〕88 号）：绩效目标应当细化量化',
  'checking.performance.quantity-in-words': '有 {count} 个数量类指标没有数值：{examples}。请填写具体数量。',
  'checking.performance.direction.title': '指标的方向与名称一致',
  'checking.performance.direction.basis':
    '越大越好的指标（如满意度、及时率）设下限“≥”，越小越好的指标（如故障率、投诉率）设上限“≤”',
  'checking.performance.direction': '{where}的指标“{name}”为 {target}，方向反了。请核对“≥”“≤”。',
  'checking.performance.time-direction.title': '完成时间类指标设上限',
  'checking.performance.time-direction.basis': '完成、办理、支付所需的时间越短越好，应设上限“≤”',
  'checking.performance.time-direction':
    '{where}的指标“{name}”为 {target}：所用时间越短越好，应设上限。请改为“≤”。',
  'checking.performance.at-least-all.title': '最大为 100% 的比率不写“≥100%”',
  'checking.performance.at-least-all.basis': '及时率、准确率、覆盖率等不可能大于 100%',
  'checking.performance.at-least-all':
    '有 {count} 个不可能超过 100% 的比率写作“≥100%”：{examples}。宜写作“=100%”。',
  'checking.performance.circular.title': '指标值可以衡量',
  'checking.performance.circular.basis':
    '《中央部门预算绩效目标管理办法》（财预〔2015〕88 号）：绩效目标应当细化量化，不能量化的应当定性描述、可以衡量',
  'checking.performance.circular':
    '有 {count} 个指标的指标值只是重复了指标名称：{examples}。请写明达到什么程度算完成。',
  'checking.performance.not-applicable.title': '不适用的指标不列入',
  'checking.performance.not-applicable.basis': '绩效指标应当与项目相关，可以衡量',
  'checking.performance.not-applicable': '有 {count} 行指标写着不适用：{examples}。请删去这些行。',
  'checking.performance.two-values.title': '同一项目的同一指标只有一个指标值',
  'checking.performance.two-values.basis': '同一事项在同一文件中只能有一个数',
  'checking.performance.two-values':
    '{first}的指标“{name}”有两个指标值：{firstTarget} 和 {secondTarget}。请保留一个，或写明是两个不同的指标。',
  'checking.performance.overall-differs.title': '项目指标与整体绩效指标一致',
  'checking.performance.overall-differs.basis': '同一事项在同一文件中只能有一个数：整体绩效目标由各项目支撑',
  'checking.performance.overall-differs':
    '指标“{name}”在{first}为 {firstTarget}，在{second}为 {secondTarget}。请统一。',
  'checking.performance.two-signs.title': '同一指标的符号一致',
  'checking.performance.two-signs.basis': '同一事项在同一文件中只能有一个数，也只有一个方向',
  'checking.performance.two-signs':
    '指标“{name}”在{first}为 {firstTarget}，在{second}为 {secondTarget}，符号不同。请统一。',
  'checking.performance.two-directions.title': '同一比率的方向一致',
  'checking.performance.two-directions.basis': '同一比率不能在一处越高越好，在另一处越低越好',
  'checking.performance.two-directions':
    '指标“{name}”在{first}为 {firstTarget}，在{second}为 {secondTarget}，方向相反。请核对“≥”“≤”。',
  'checking.performance.two-kinds.title': '同一指标归入同一类',
  'checking.performance.two-kinds.basis': '数量、质量、时效、成本、效益指标各有所指，同一指标只应归入一类',
  'checking.performance.two-kinds':
    '指标“{name}”在{first}列为{firstKind}，在{second}列为{secondKind}。请核对归类。',
  'checking.performance.three-public.title': '“三公”经费的控制目标不小于其预算',
  'checking.performance.three-public.basis': '“三公”经费预算已经大于控制目标的，目标不可能达到',
  'checking.performance.three-public':
    '{where}的指标“{name}”为 {target}，而“三公”经费预算为 {budget}，目标不可能达到。请核对指标值和范围。',
  'checking.performance.rate-of-nothing.title': '比率的基数不为零',
  'checking.performance.rate-of-nothing.basis': '没有预算的事项不能计算执行率、控制率',
  'checking.performance.rate-of-nothing':
    '{where}的指标“{name}”为 {target}，而相应的预算为零，比率无从计算。请删去或更换指标。',
} as const;
