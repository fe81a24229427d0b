export const packs = {} as const;
