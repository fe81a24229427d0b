/** Texts of the room `reading`: pdf. */
export const readingPdf = {} as const;
