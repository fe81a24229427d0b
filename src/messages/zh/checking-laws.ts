/** The laws on read documents: what breaks, what differs by rounding, what could not be checked. */
export const checkingLaws = {
  'checking.law.sum.title': '合计等于各组成部分之和',
  'checking.law.sum.basis':
    '《地方预决算公开操作规程》（财预〔2016〕143 号）：各表之间、表内数字应当衔接一致',
  'checking.law.sum': '{table}中{what}为 {total}，而其 {count} 个组成部分之和为 {sum}，相差 {difference}。',
  'checking.law.sumElsewhere':
    '{where}的{what}为 {total}，而{table}中其 {count} 个组成部分之和为 {sum}，相差 {difference}。',
  'checking.law.ofWhich':
    '{table}中{what}为 {total}，而其中项之和为 {sum}，多出 {difference}：部分不能大于整体。',
  'checking.law.sameFact.title': '同一个数在同一文件中前后一致',
  'checking.law.sameFact.basis': '同一事项在同一文件中只能有一个数',
  'checking.law.sameFact': '{what}前后不一致：{prints}。',
  'checking.law.balance.title': '收入总计等于支出总计',
  'checking.law.balance.basis': '《中华人民共和国预算法》第十二条：各级预算应当遵循收支平衡的原则',
  'checking.law.balance': '{what}为 {in}，支出总计为 {out}，两者不等。',
  'checking.law.said.title': '文字中的增减、比率、占比与所比的数一致',
  'checking.law.said.basis': '增减额、增减率、占比和完成率由所比较的两个数计算得出',
  'checking.law.said.difference':
    '{place}说{of}比{from}{said}，而两数为 {ofValue} 和 {fromValue}，应为{should}。',
  'checking.law.said.growth':
    '{place}说{of}比{from}{said}，而两数为 {ofValue} 和 {fromValue}，应为{should}。',
  'checking.law.said.share':
    '{place}说{of}占{from}的{said}，而两数为 {ofValue} 和 {fromValue}，占比应为{should}。',
  'checking.law.said.completion':
    '{place}说{of}完成{from}的{said}，而两数为 {ofValue} 和 {fromValue}，完成率应为{should}。',
  'checking.law.said.unprinted':
    '{place}说{of}{kind}{from}{said}，而{missing}没有印出，与其他说法合起来不能成立。',
  'checking.law.said.than': '比',
  'checking.law.said.of': '占',
  'checking.law.said.done': '完成',
  'checking.law.listed':
    '文字中 {whole}{unit} 的其中各项为 {parts}，相加为 {sum}{unit}，多出 {difference}{unit}：部分不能大于整体。最可能的是 {whole}{unit} 应为 {sum}{unit}，或某一项写大了。',
  'checking.law.table': '“{title}”',
  'checking.law.document': '各表和文字合起来',
  'checking.law.total': '合计',
  'checking.law.print': '{where} {value}',
  'checking.law.inText': '文字（{place}）',
  'checking.law.inTable': '“{table}”{row}·{column}（{place}）',
  'checking.law.inTableCell': '“{table}”{cell}（{place}）',
  'checking.law.inTableOnly': '“{table}”{cell}',
  'checking.law.inTextOnly': '文字',
  'checking.law.more': '增加 {said}',
  'checking.law.less': '减少 {said}',
  'checking.law.same': '持平（{said}）',
  'checking.law.plain': ' {said}',
  'checking.law.leftOut': '{table}没有列出{what}，而{prints}。',
  'checking.law.rowLeftOut':
    '看来少印了一行“{row}”：{where}印有 {value}，正好等于差额。请补上这一行；没有漏行的，核对合计和各行。',
  'checking.law.shownColumns': '该表其他 {count} 行都是这样相加的。',
  'checking.law.shownRows': '该表其他 {count} 处合计都等于所列各项之和。',
  'checking.law.shownAlone': '这是按表中印有合计推断的，表中没有其他合计可以印证，请先核实。',
  'checking.law.repair': '最可能的是{change}。',
  'checking.law.orRepair': '也可能是{changes}。',
  'checking.law.noRepair': '改动一两个数不能使各项勾稽关系都成立，请逐一核对。',
  'checking.law.change': '{where}的 {printed} 应为 {required}',
  'checking.law.changeUnknown': '{where}的 {printed} 有误',
  'checking.law.and': '，并且',
  'checking.law.andMore': '{shown}，等 {count} 处',
  'checking.law.blank': '空白',
  'checking.law.noBase': '（基数为零，不能计算）',
  'checking.rounding.sum':
    '尾差：各项按印数相加为 {computed}，合计印作 {printed}，相差 {difference}，由各数分别四舍五入而来，不是错误。',
  'checking.rounding.ofWhich':
    '尾差：其中项按印数相加为 {computed}，整体印作 {printed}，多出 {difference}，由各数分别四舍五入而来，不是错误。',
  'checking.rounding.balance':
    '尾差：收入总计印作 {printed}，支出总计印作 {computed}，相差 {difference}，由各数分别四舍五入而来，不是错误。',
  'checking.rounding.sameFact':
    '尾差：同一个数一处印作 {printed}，一处印作 {computed}，相差 {difference}，只差末位的舍入，不是错误。',
  'checking.rounding.said':
    '尾差：按印出的数计算为 {computed}，文字说 {printed}，相差 {difference}，由各数分别四舍五入而来，不是错误。',
  'checking.unchecked.unread': '{where}的“{raw}”没有读出，{what}没有核对。',
  'checking.unchecked.noCounterpart':
    '{place}说{of}{kind}，本文件没有印出{missing}，没有可比的数，没有核对。',
  'checking.unchecked.sameNumber': '{place}说{of}{kind}，没有读出与什么相比，没有核对。',
  'checking.unchecked.noBase':
    '{place}说{of}{kind}，{from}印作 {value}，基数不大于零，不能计算比率，没有核对。',
  'checking.unchecked.oneSide': '{what}为 {value}，本文件没有印出{missing}，收支是否相等没有核对。',
  'checking.unchecked.alone':
    '{where}的 {value}（{what}）只印了这一次，也不在任何合计或比较之中，没有可核对的数。',
  'checking.unchecked.thisNumber': '这个数',
  'checking.unchecked.sums': '{what}等 {count} 项勾稽关系',
  'checking.unchecked.limit': '不成立的勾稽关系太多，只逐一分析了前 {most} 组，其余没有分析。',
  'checking.unchecked.kind.difference': '{said}',
  'checking.unchecked.kind.growth': '{said}',
  'checking.unchecked.kind.share': '占比{said}',
  'checking.unchecked.kind.completion': '完成{said}',
} as const;
