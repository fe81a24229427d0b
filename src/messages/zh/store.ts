/** Texts about the database and the data folder. */
export const store = {
  'store.cannotOpen': '打不开数据库：{reason}。请检查数据文件夹是否可写、DATABASE_URL 是否正确，再重新启动。',
  'store.folderTaken':
    '数据文件夹“{folder}”正由另一个明账进程（进程号 {pid}）使用{url}。同一个文件夹只能由一个进程打开；请先停止它，或者用 MINGZHANG_DATA 指定另一个文件夹。',
  'store.cannotLock': '不能锁定数据文件夹“{folder}”：{reason}。请检查是否有写入权限。',
  'store.cannotKeep': '不能保存文件“{file}”：{reason}。请检查数据文件夹的空间和权限。',
  'restore.notEmpty':
    '“{place}”不是空的，没有恢复。备份只能恢复到空的数据文件夹和空的数据库；请用 MINGZHANG_DATA 指定另一个文件夹。',
  'restore.damaged': '备份文件不完整或被改过（{part}），没有恢复。请换一份备份。',
  'restore.newer': '这份备份是较新的版本（{program}）做的，没有恢复。请先升级明账。',
  'restore.failed': '没有恢复：{reason}。',
} as const;
