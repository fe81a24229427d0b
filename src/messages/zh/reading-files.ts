/** Texts of the room `reading`: files. */
export const readingFiles = {} as const;
