/**
 * The days in which a department publishes its budget after it was approved.
 *
 * 中华人民共和国预算法第十四条: 经本级政府财政部门批复的部门预算、决算及报表，应当在批复后二十日内由各部门向社会公开.
 */
export const DAYS_TO_PUBLISH = 20;

const DAY_MS = 86_400_000;

/** The last day for publishing, as YYYY-MM-DD, from the day of the approval. */
export function deadlineOf(approvedOn: string): string {
  return new Date(Date.parse(`${approvedOn}T00:00:00Z`) + DAYS_TO_PUBLISH * DAY_MS)
    .toISOString()
    .slice(0, 10);
}

/** Days from one day to another; negative when it has passed. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Today where the server stands, as YYYY-MM-DD. */
export function today(now: Date = new Date()): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
