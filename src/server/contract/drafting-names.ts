/** So many documents one budget is begun from at most. */
export const MOST_SOURCES = 20;
