export const checking = {} as const;
