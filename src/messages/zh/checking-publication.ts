const PERSONAL =
  '《中华人民共和国个人信息保护法》第二十五条、《中华人民共和国政府信息公开条例》第十五条：涉及个人隐私的信息不得公开';
const SECRET =
  '《中华人民共和国保守国家秘密法》、《中华人民共和国政府信息公开条例》第十四条：依法确定为国家秘密的政府信息不予公开';
const CLEAN = '公开的电子文件与印出的文件内容相同：过程稿的批注、修订、隐藏内容应当清除';

export const checkingPublication = {
  'checking.publication.identity-number.title': '没有居民身份证号码',
  'checking.publication.identity-number.basis': `${PERSONAL}；GB 11643—1999《公民身份号码》：末位是校验码`,
  'checking.publication.identity-number':
    '文件中有 {count} 个居民身份证号码（{numbers}）：出生日期和校验码都符合。公开前必须删去。',
  'checking.publication.mobile.title': '没有个人手机号码',
  'checking.publication.mobile.basis': PERSONAL,
  'checking.publication.mobile':
    '文件中有 {count} 个手机号码（{numbers}）。联系方式宜用办公电话；确需公开的，请确认已取得本人同意。',
  'checking.publication.bank-account.title': '没有银行账号',
  'checking.publication.bank-account.basis': PERSONAL,
  'checking.publication.bank-account': '文件中有 {count} 个银行账号（{numbers}）。请核对是否应当公开。',
  'checking.publication.secret.title': '没有密级标志',
  'checking.publication.secret.basis': SECRET,
  'checking.publication.secret': '文件中有密级标志：{examples}。标有密级的内容不得公开，请立即核查。',
  'checking.publication.internal.title': '没有内部资料的标志',
  'checking.publication.internal.basis':
    '《中华人民共和国政府信息公开条例》第十六条：内部事务信息和过程性信息可以不予公开，公开的文件不应带有内部标志',
  'checking.publication.internal': '文件中标有{examples}。请核对是否可以公开，可以公开的，删去标志。',
  'checking.publication.comments.title': '没有批注',
  'checking.publication.comments.basis': CLEAN,
  'checking.publication.comments': '文件中留有 {count} 条批注：{examples}。请在公开前删去。',
  'checking.publication.revisions.title': '没有修订痕迹',
  'checking.publication.revisions.basis': CLEAN,
  'checking.publication.revisions':
    '文件中留有 {count} 处修订痕迹，删去的文字仍可看到：{examples}。请接受全部修订后再公开。',
  'checking.publication.hidden.title': '没有隐藏的内容',
  'checking.publication.hidden.basis': CLEAN,
  'checking.publication.hidden':
    '文件中有 {count} 处隐藏的内容，取消隐藏即可看到：{examples}。请删去，或显示出来。',
  'checking.publication.hidden.page':
    '页面上有 {count} 处看不见的文字（透明、与底色相同、被遮盖或在页面之外），选中复制即可看到：{examples}。请在原稿中删去后重新导出，或显示出来。',
  'checking.publication.hidden.web':
    '网页中有 {count} 处不显示的内容，查看源代码即可看到：{examples}。请删去，或显示出来。',
  'checking.publication.author.title': '文件属性中没有个人姓名',
  'checking.publication.author.basis': `${CLEAN}；文件属性中的作者随文件一起公开`,
  'checking.publication.author': '文件属性中留有个人姓名：{names}。可在公开前用“检查文档”清除。',
  'checking.publication.author.author': '作者“{name}”',
  'checking.publication.author.lastModifiedBy': '最后修改者“{name}”',
  'checking.publication.author.manager': '经理“{name}”',
  'checking.publication.author.commentedBy': '批注者“{name}”',
} as const;
