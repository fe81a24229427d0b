import type { Meter } from './package-limits.ts';
import { cleanText } from './package-text.ts';
import { readXml } from './package-xml.ts';
import type { FileProperty } from './source.ts';
import { unzip, type ZipDirectory } from './zip.ts';

const PARTS = ['docprops/core.xml', 'docprops/app.xml'];
const NAMES: Readonly<Record<string, FileProperty['name']>> = {
  'dc:creator': 'author',
  'cp:lastModifiedBy': 'lastModifiedBy',
  'ep:Manager': 'manager',
};

/** Whom the properties of an Office file name. A part that is missing or damaged names nobody. */
export function packageProperties(
  bytes: Uint8Array,
  directory: ZipDirectory,
  meter: Meter,
): readonly FileProperty[] {
  return PARTS.flatMap((part) => {
    const entry = directory.get(part);
    const content = entry === undefined ? undefined : unzip(bytes, entry, meter);
    if (content === undefined) return [];
    const found: FileProperty[] = [];
    readXml(content, meter, 1, (one) => {
      const name = NAMES[one.name];
      if (name !== undefined) found.push(...propertyOf(name, one.text));
    });
    return found;
  });
}

/** A name is short; what is longer is not one. */
const LONGEST_NAME = 100;

/** One property, where it says anything. */
export function propertyOf(name: FileProperty['name'], text: string): readonly FileProperty[] {
  const value = cleanText(text).trim();
  return value === '' || value.length > LONGEST_NAME ? [] : [{ name, value }];
}
