/** What can be checked, by the ending of the name; the server looks at the content. */
const CHECKABLE = /\.(?:pdf|docx|xlsx|xlsm|xls|et|html?|mht|mhtml|txt|md)$/iu;

/** For the dialog of the browser; .doc and .wps are let in, so that the server can say what to do with them. */
export const ACCEPT = '.pdf,.docx,.doc,.wps,.xlsx,.xlsm,.xls,.et,.html,.htm,.txt,.md';

/** Files that somebody gave, and how many others of their folders were left out. */
export interface Given {
  readonly files: readonly File[];
  readonly skipped: number;
}

/**
 * The files of a drop, those in folders too. What was dropped itself is taken whatever it is: the server says what is wrong
 * with it. In folders, whatever cannot be checked is left out and counted.
 */
export async function filesOfDrop(items: readonly DataTransferItem[]): Promise<Given> {
  // Entries must be asked for before anything is awaited: afterwards the items are empty.
  const given = items
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const entries = given.flatMap(({ entry }) => entry ?? []);
  const own = given.flatMap(({ entry, file }) =>
    entry?.isDirectory !== true && file !== null ? [file] : [],
  );
  const within = await Promise.all(entries.flatMap((entry) => (isFolder(entry) ? [filesIn(entry)] : [])));
  const { files, skipped } = checkable(within.flat());
  return { files: [...own, ...files], skipped };
}

/** Of the files of a folder, those that can be checked. */
export function checkable(files: readonly File[]): Given {
  // Office writes ~$name beside an open file; a leading dot is a hidden file.
  const visible = files.filter(({ name }) => !/^(?:~\$|\.)/u.test(name));
  const kept = visible.filter(({ name }) => CHECKABLE.test(name));
  return { files: kept, skipped: visible.length - kept.length };
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<readonly File[]> {
  const reader = folder.createReader();
  const found: File[] = [];
  // A reader gives its entries in batches until one is empty.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return found;
    for (const entry of batch) {
      if (isFile(entry)) found.push(await fileOf(entry));
      else if (isFolder(entry)) found.push(...(await filesIn(entry)));
    }
  }
}
