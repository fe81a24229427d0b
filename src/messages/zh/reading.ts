/** Texts of the room `reading`. */
export const reading = {} as const;
