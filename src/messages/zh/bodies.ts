/** Texts about the tree of departments and units. */
export const bodies = {
  'bodies.heading.code': '编码|代码|单位编码|单位代码|部门编码|部门代码|预算编码',
  'bodies.heading.name': '名称|单位名称|部门名称|单位|部门',
  'bodies.heading.above': '上级|上级编码|上级代码|上级单位|主管部门|上级名称|主管部门编码|所属部门',
  'bodies.heading.scope': '类型|类别|范围|层级',
  'bodies.heading.nature': '性质|单位性质',
  'bodies.scope.department.words': '部门|部门汇总|汇总|主管部门',
  'bodies.scope.ownLevel.words': '本级|部门本级|机关|局本级',
  'bodies.scope.unit.words': '单位|所属单位|下属单位|基层单位',
  'bodies.scope.group.words': '分组|归口|地区|科室',
  'bodies.import.noHeading':
    '没有找到标题行。第一行应写明各列，至少有“单位名称”，另有“单位编码”“上级编码”“类型”“单位性质”中的一列。',
  'bodies.import.empty': '标题行下面没有单位。',
  'bodies.import.noName': '没有填单位名称。',
  'bodies.import.badCode': '单位编码“{code}”只能用数字、字母和“-”，最多 30 个字；名称最多 100 个字。',
  'bodies.import.badScope': '不认识类型“{word}”，应为：部门、本级、单位、分组。',
  'bodies.import.twice': '“{body}”与第 {row} 行重复。',
  'bodies.import.noParent': '没有找到上级“{parent}”：表里没有，系统里也没有。请检查编码或名称。',
  'bodies.import.manyParents': '上级“{parent}”有好几个，请改写编码。',
  'bodies.import.circle': '“{body}”的上级绕了一圈又回到它自己。',
} as const;
