const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ENTRY_SIZE = 128;
const MOST_SECTORS = 4_096;
const SECTOR_NUMBERS_IN_HEADER = 109;

export function isCompound(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/**
 * The names of the streams in an OLE compound file (Office before 2007, and whatever Office encrypts); as many as
 * can be read where the file is damaged.
 */
export function compoundStreams(bytes: Uint8Array): ReadonlySet<string> {
  const names = new Set<string>();
  if (!isCompound(bytes) || bytes.length < 512) return names;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) return names;
  const size = 1 << shift;
  let sector = view.getUint32(48, true);
  for (let count = 0; count < MOST_SECTORS; count += 1) {
    const start = (sector + 1) * size;
    if (start + size > bytes.length) break;
    for (let at = start; at < start + size; at += ENTRY_SIZE) {
      const length = Math.min(view.getUint16(at + 64, true), 64);
      if (length > 2) names.add(new TextDecoder('utf-16le').decode(bytes.subarray(at, at + length - 2)));
    }
    const next = nextSector(view, sector, size);
    if (next === undefined) break;
    sector = next;
  }
  return names;
}

/** The sector that follows in a chain. Tables of sectors beyond the header's list belong to files of many MB. */
function nextSector(view: DataView, sector: number, size: number): number | undefined {
  const perSector = size / 4;
  const index = Math.floor(sector / perSector);
  const table = index < SECTOR_NUMBERS_IN_HEADER ? view.getUint32(76 + index * 4, true) : undefined;
  if (table === undefined) return undefined;
  const at = (table + 1) * size + (sector % perSector) * 4;
  return at + 4 > view.byteLength ? undefined : view.getUint32(at, true);
}
