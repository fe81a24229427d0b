const FORMAT = new Intl.DateTimeFormat('zh-CN', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** A moment as the clock of whoever looks shows it. */
export function sayTime(iso: string): string {
  return FORMAT.format(new Date(iso));
}
