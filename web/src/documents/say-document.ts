/** The ending of a file's name in capitals: PDF. */
export function sayFileKind(name: string): string {
  return /\.(\w{1,4})\w?$/u.exec(name)?.[1]?.toUpperCase() ?? '';
}

const TODAY = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });
const THIS_YEAR = new Intl.DateTimeFormat('zh-CN', { month: 'long', day: 'numeric' });
const EARLIER = new Intl.DateTimeFormat('zh-CN', { year: 'numeric', month: 'long', day: 'numeric' });

/** A time as short as it can be understood: 10:35, 3月5日 10:35, 2024年3月5日. */
export function sayTime(iso: string, now: Date = new Date()): string {
  const time = new Date(iso);
  if (time.toDateString() === now.toDateString()) return TODAY.format(time);
  if (time.getFullYear() === now.getFullYear()) return `${THIS_YEAR.format(time)} ${TODAY.format(time)}`;
  return EARLIER.format(time);
}
