/** Rules and findings on procurement, assets, signs and sizes. */
export const checkingAmounts = {
  'checking.procurement.price.title': '数量乘单价等于金额',
  'checking.procurement.price.basis': '采购金额由数量和单价计算得出',
  'checking.procurement.price':
    '采购“{item}”数量 {quantity}、单价 {price}，相乘为 {product}，而金额为 {amount}。请核对数量、单价和金额；分年支付的，请说明。',
  'checking.procurement.price-unit':
    '采购“{item}”数量 {quantity}、单价 {price}，相乘为 {product}，与金额 {amount} 恰好相差一万倍。请核对单价的单位是“元”还是“万元”。',
  'checking.procurement.reserved.title': '预留中小企业份额不大于采购金额',
  'checking.procurement.reserved.basis':
    '《政府采购促进中小企业发展管理办法》（财库〔2020〕46 号）：预留份额是采购预算的一部分',
  'checking.procurement.reserved':
    '采购“{item}”预留中小企业份额 {share}，大于采购金额 {amount}。请改正其中一处。',
  'checking.procurement.measure-unit.title': '采购数量的计量单位不是货币单位',
  'checking.procurement.measure-unit.basis': '计量单位说明采购的是多少台、套、项，金额的单位另有说明',
  'checking.procurement.measure-unit':
    '政府采购预算表中{items}的计量单位写作“{unit}”，这是金额的单位。请改为台、套、项等。',
  'checking.procurement.project.title': '项目的政府采购预算不大于项目预算',
  'checking.procurement.project.basis': '政府采购预算是项目支出的一部分，部分不能大于整体',
  'checking.procurement.project':
    '项目“{project}”的政府采购预算合计 {amount}，大于项目预算 {budget}。请核对采购金额所属的项目和项目预算。',
  'checking.procurement.total.title': '政府采购预算合计不小于各项采购之和',
  'checking.procurement.total.basis': '合计等于各组成部分之和',
  'checking.procurement.total':
    '政府采购预算合计 {total}，而表中 {count} 行采购之和已有 {sum}。请核对合计和各行金额。',
  'checking.procurement.categories.title': '货物、工程、服务之和等于政府采购预算',
  'checking.procurement.categories.basis':
    '《中华人民共和国政府采购法》第二条：政府采购的对象是货物、工程和服务',
  'checking.procurement.categories':
    '政府采购预算 {whole}，而货物、工程、服务三项之和为 {sum}，相差 {difference}。请核对三项和合计。',
  'checking.procurement.nothing-listed.title': '没有购置的不说已列入采购预算',
  'checking.procurement.nothing-listed.basis': '同一事项在同一文件中只能有一种说法',
  'checking.procurement.nothing-listed':
    '文中说购置金额为 0，又说已列入政府采购预算：“{text}”。请改写为没有购置计划。',
  'checking.assets.vehicles.title': '有公务用车运行维护费的有公务用车',
  'checking.assets.vehicles.basis': '《党政机关公务用车管理办法》：运行维护费用于编制内的公务用车',
  'checking.assets.vehicles':
    '没有公务用车，也没有购置公务用车的预算，却安排公务用车运行维护费 {cost}。请核对车辆数；使用别的单位车辆的，请说明。',
  'checking.assets.worth.title': '数量为零的资产没有价值',
  'checking.assets.worth.basis': '资产的数量与价值应当相符',
  'checking.assets.worth': '{asset}的数量为 0，价值却为 {worth}。请核对资产表。',
  'checking.sizes.text': '文字',
  'checking.sizes.negative.title': '预算数不为负数',
  'checking.sizes.negative.basis':
    '《中华人民共和国预算法》第四条：收入和支出分别编列；年初预算的收支和数量一般不为负数',
  'checking.sizes.negative':
    '“{where}”有 {count} 个负数，如{what}为 {value}。请核对正负号；确为冲减的，请说明。',
  'checking.sizes.moved.title': '小数点没有错位',
  'checking.sizes.moved.basis': '今年与上年数字完全相同而只差小数点位置，多为录入时小数点错位或单位写错',
  'checking.sizes.moved':
    '{what}今年为 {value}，上年为 {before}：数字相同，只差小数点的位置。请核对是否多写或少写了零。',
  'checking.sizes.unit.title': '表的金额单位正确',
  'checking.sizes.unit.basis': '同一事项在同一文件中只能有一个数；整张表恰好相差千倍、万倍的，是单位写错',
  'checking.sizes.unit-large':
    '“{table}”的单位写作“{unit}”，而其中 {count} 处与别处比较都恰好大 {factor} 倍，如 {value} 与别处的 {other}。请改正表的金额单位。',
  'checking.sizes.unit-small':
    '“{table}”的单位写作“{unit}”，而其中 {count} 处与别处比较都恰好小 {factor} 倍，如 {value} 与别处的 {other}。请改正表的金额单位。',
} as const;
