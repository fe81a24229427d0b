export const checkingClassification = {
  'checking.classification.codeName.scheme':
    '“{table}”中有 {count} 个科目的编码与名称不符，看来整张表用的是自编的或以前年度的编码：{examples}。请按现行《政府收支分类科目》逐一改正编码。',
  'checking.classification.codeName.example': '{printed}（应为 {expected}）',
  'checking.classification.codeName.example.name': '{printed}（{code} 是“{expected}”）',
  'checking.classification.codeName.example.none': '{printed}（没有这个编码）',
  'checking.classification.code.title': '科目编码存在',
  'checking.classification.code.basis':
    '《政府收支分类科目》：支出功能分类的类为三位编码，款、项各两位，下级科目的编码以上级科目的编码开头',
  'checking.classification.code':
    '“{table}”中“{name}”的编码印作“{printed}”，没有这个科目：该科目的编码是 {expected}。请改正编码。',
  'checking.classification.codeName.title': '科目编码与科目名称一致',
  'checking.classification.codeName.basis':
    '《政府收支分类科目》和《支出经济分类科目改革方案》（财预〔2017〕98号）：一个编码只对应一个科目名称',
  'checking.classification.codeName':
    '“{table}”中编码 {code} 与名称“{name}”不符：{code} 是“{official}”，“{name}”的编码是 {expected}。编码和名称必有一个写错，请核对后改正。',
  'checking.classification.codeName.strange':
    '“{table}”中编码 {code} 与名称“{name}”不符：{code} 是“{official}”，科目表中没有名为“{name}”的科目。请核对编码，并使用规定的科目名称。',
  'checking.classification.name.title': '使用规定的科目名称',
  'checking.classification.name.basis': '《政府收支分类科目》：预算按统一的科目编列，科目名称不得自行改写',
  'checking.classification.name':
    '“{table}”中 {code} 的名称印作“{name}”，规定的名称是“{official}”。请改用规定的名称。',
  'checking.classification.name.text':
    '{where}中的“{name}”与科目名称不完全一致，规定的名称是“{official}”（{code}）。请改用规定的名称。',
  'checking.classification.text': '文字说明',
  'checking.classification.table': '“{table}”',
  'checking.classification.digits.title': '款、项编码各为两位',
  'checking.classification.digits.basis': '《政府收支分类科目》：款、项编码各两位，不足两位的前面补零',
  'checking.classification.digits':
    '“{table}”中“{name}”的编码印作“{printed}”，少了前面的零，应为“{expected}”。',
  'checking.classification.superseded.title': '不使用已经改名的科目',
  'checking.classification.superseded.basis': '《政府收支分类科目》：使用当年有效的科目名称',
  'checking.classification.superseded':
    '{where}使用了已经改名的科目“{name}”：自 {since} 年起称为“{official}”。请改用现行名称。',
  'checking.classification.superseded.form':
    '表中没有金额的行仍用旧表样的科目名称：{names}。请换用现行表样。',
  'checking.classification.superseded.name': '“{name}”（自 {since} 年起称为“{official}”）',
  'checking.classification.superseded.both':
    '{where}中“{name}”和“{official}”同时出现：前者自 {since} 年起已由后者取代。请删去旧的一行。',
  'checking.classification.unknown.title': '科目在科目表中',
  'checking.classification.unknown.basis':
    '科目表由本软件附带或由使用者导入，可能不全；表中没有的科目按文件所印名称接受',
  'checking.classification.unknown':
    '下列科目不在 {year} 年的科目表中，已按所印名称接受：{accounts}。请核对编码；如确为新增或本地科目，可导入当地财政部门的科目表。',
  'checking.classification.parent.title': '上级科目列全',
  'checking.classification.parent.basis':
    '《中华人民共和国预算法》第四十六条：支出按功能分类应当编列到项，类、款、项逐级列示，各级合计可以核对',
  'checking.classification.parent':
    '“{table}”列有 {children}，却没有上级科目 {parent}；表中其他科目都列出了上级。请补上这一行，或核对编码。',
  'checking.classification.outside.title': '下级科目列在自己的上级科目之下',
  'checking.classification.outside.basis': '《政府收支分类科目》：下级科目的编码以上级科目的编码开头',
  'checking.classification.outside':
    '“{table}”中 {code}“{name}”列在 {above} 之下，而它属于 {parent}。请核对编码，或调整这一行的位置。',
  'checking.classification.path.title': '文字中的类、款、项齐全，并且是同一科目的上下级',
  'checking.classification.path.basis':
    '《中华人民共和国预算法》第四十六条：一般公共预算支出按其功能分类应当编列到项',
  'checking.classification.path.group':
    '文字中“{printed}”缺少“款”：“{item}”属于“{group}（款）”，应写作“{expected}”。',
  'checking.classification.path.outside':
    '文字中“{printed}”有误：“{group}（款）”下没有“{item}（项）”，“{item}”属于“{expected}（款）”。请核对科目。',
  'checking.classification.term.title': '使用规定的名称',
  'checking.classification.term.basis':
    '四本预算的名称见《中华人民共和国预算法》第五条，收支项目的名称见《政府会计制度》和《政府收支分类科目》',
  'checking.classification.term': '文中写作“{printed}”，规定的名称是“{official}”。请统一改正。',
} as const;
