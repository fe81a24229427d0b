/** Texts of the room `reading`: text. */
export const readingText = {} as const;
