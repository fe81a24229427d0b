import type { RuleId } from '../checking/rules.ts';

/** Lines of a document of 示例市医疗保障局 for 2025 in which a rule finds something, and the same lines put right. */
export interface RuleExample {
  readonly wrong: readonly string[];
  readonly right: readonly string[];
}

/** One example for every rule that reads lines of text. */
export const RULE_EXAMPLES: Readonly<Partial<Record<RuleId, RuleExample>>> = {
  'wording.placeholder': {
    wrong: ['2025年收入预算XX万元，均为财政拨款。'],
    right: ['2025年收入预算65.00万元，均为财政拨款。'],
  },
  'wording.alternatives': {
    wrong: ['收入预算比上年增加（减少）5.00万元，原因是人员变动。'],
    right: ['收入预算比上年增加5.00万元，原因是人员变动。'],
  },
  'wording.remark': {
    wrong: ['五、国有资产占有使用情况（增加内容）'],
    right: ['五、国有资产占有使用情况'],
  },
  'wording.empty-reason': {
    wrong: ['接待费1.00万元，与上年持平，主要原因是。'],
    right: ['接待费1.00万元，与上年持平，主要原因是标准未变。'],
  },
  'wording.reason-missing': {
    wrong: ['“三公”经费预算5.00万元，比上年减少1.00万元。'],
    right: ['“三公”经费预算5.00万元，比上年减少1.00万元，原因是压减接待费。'],
  },
  'wording.reason-direction': {
    wrong: ['宣传事务安排5.00万元，比上年减少2.98%。主要原因是：宣传事务经费增加。'],
    right: ['宣传事务安排5.00万元，比上年减少2.98%。主要原因是：宣传事务经费减少。'],
  },
  'wording.direction': {
    wrong: ['比上年增加5.20万元，下降3.10%，原因是人员变动。'],
    right: ['比上年增加5.20万元，增长3.10%，原因是人员变动。'],
  },
  'wording.level-change': {
    wrong: ['比上年增加5.20万元，与上年持平，原因是人员变动。'],
    right: ['比上年增加5.20万元，原因是人员变动。'],
  },
  'wording.negative-change': {
    wrong: ['比上年减少-5.20万元，原因是人员变动。'],
    right: ['比上年减少5.20万元，原因是人员变动。'],
  },
  'wording.zero-change': { wrong: ['接待费比上年增加0.00万元。'], right: ['接待费与上年持平。'] },
  'wording.bare-number': {
    wrong: ['比上年增加5.20万元，增长3.10，原因是人员变动。'],
    right: ['比上年增加5.20万元，增长3.10%，原因是人员变动。'],
  },
  'wording.unit-word': { wrong: ['安排5.00万元元。'], right: ['安排5.00万元。'] },
  'wording.number-form': { wrong: ['共安排12。5万元。'], right: ['共安排12.5万元。'] },
  'wording.doubled-mark': { wrong: ['一是人员增加。。'], right: ['一是人员增加。'] },
  'wording.unclosed': { wrong: ['“三公经费安排5.00万元。'], right: ['“三公”经费安排5.00万元。'] },
  'wording.width': { wrong: ['医疗保障经费(劳务派遣）。'], right: ['医疗保障经费（劳务派遣）。'] },
  'wording.doubled-word': { wrong: ['提供便捷的公共服务服务。'], right: ['提供便捷的公共服务。'] },
  'wording.repeated': {
    wrong: ['3、开展重点项目绩效评价，提高资金使用效益。', '4、开展重点项目绩效评价，提高资金使用效益。'],
    right: ['3、开展重点项目绩效评价，提高资金使用效益。', '4、接受审计和财政监督，及时整改发现的问题。'],
  },
  'wording.slip': { wrong: ['相应较少公务接待费。'], right: ['相应减少公务接待费。'] },
  'wording.document-number': { wrong: ['根据财社[2024]158号文件。'], right: ['根据财社〔2024〕158号文件。'] },
  'publication.identity-number': {
    wrong: ['补助对象身份证号：11010519491231002X。'],
    right: ['补助对象一人。'],
  },
  'publication.mobile': { wrong: ['联系电话：13800138000'], right: ['联系电话：010-12345678'] },
  'publication.bank-account': {
    wrong: ['开户银行：示例银行，账号：6222020200112233445'],
    right: ['资金按规定拨付到账。'],
  },
  'publication.secret': { wrong: ['机密★1年'], right: ['部门预算公开'] },
  'publication.internal': { wrong: ['内部资料，注意保存'], right: ['部门预算公开'] },
  'classification.term': {
    wrong: ['本部门没有政府基金预算。'],
    right: ['本部门没有政府性基金预算。'],
  },
  'classification.superseded': {
    wrong: ['医疗卫生与计划生育支出（类）行政事业单位医疗（款）行政单位医疗（项）5.00万元。'],
    right: ['卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）5.00万元。'],
  },
  'identity.captionYear': { wrong: ['2024年部门收入预算表'], right: ['2025年部门收入预算表'] },
  'identity.statedYear': {
    wrong: ['2024年度我部门无专项资金预算。'],
    right: ['2025年度我部门无专项资金预算。'],
  },
  'identity.baseYear': {
    wrong: ['收入预算5.00万元，比2022年预算增加1.00万元，原因是人员变动。'],
    right: ['收入预算5.00万元，比2024年预算增加1.00万元，原因是人员变动。'],
  },
  'identity.planYear': {
    wrong: ['依据《市政府2024年重点工作任务书》。'],
    right: ['依据《市政府2025年重点工作任务书》。'],
  },
  'identity.assetYear': {
    wrong: ['截至2020年12月31日，共有车辆2辆。'],
    right: ['截至2024年12月31日，共有车辆2辆。'],
  },
  'identity.trade': {
    wrong: ['建立健全教育领域内部控制体系。'],
    right: ['建立健全医疗保障领域内部控制体系。'],
  },
  'identity.replaced': {
    wrong: ['四、事业部门经营收入：指开展经营活动取得的收入。'],
    right: ['四、事业单位经营收入：指开展经营活动取得的收入。'],
  },
  'completeness.assetStock': {
    wrong: ['（三）国有资产占有使用情况', '2025年未安排购置车辆。', '（四）绩效情况'],
    right: ['（三）国有资产占有使用情况', '截至2024年底，共有车辆2辆。', '（四）绩效情况'],
  },
  'procurement.nothing-listed': {
    wrong: ['本年度拟购置固定资产总额为0.00万元，已按要求列入政府采购预算。'],
    right: ['本年度没有购置固定资产的计划。'],
  },
};
