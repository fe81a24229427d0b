export const publishing = {
  'publishing.draft': '草稿',
} as const;
