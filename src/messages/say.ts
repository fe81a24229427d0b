import { zh } from './zh/index.ts';

/** The names between braces in a message: `Params<'{a} of {b}'>` is `'a' | 'b'`. */
type Params<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Params<Rest>
  : never;

export type Catalogue = typeof zh;
export type MessageKey = keyof Catalogue;
export type MessageParams<Key extends MessageKey> = {
  readonly [Name in Params<Catalogue[Key]>]: string | number | bigint;
};

/** The parameters that follow a key: none, or one object with all of the message's names. */
export type MessageArguments<Key extends MessageKey> = [Params<Catalogue[Key]>] extends [never]
  ? []
  : [MessageParams<Key>];

/**
 * The text of a message in the user's language.
 *
 * Every text a user sees comes from the catalogue, so that another language is another catalogue.
 * A missing parameter is a compile error.
 *
 * @example say('file.notFound', { file: 'budget.xlsx' })
 */
export function say<Key extends MessageKey>(key: Key, ...params: MessageArguments<Key>): string {
  const values: Readonly<Record<string, string | number | bigint>> = params[0] ?? {};
  return zh[key].replace(/\{(\w+)\}/gu, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : String(value);
  });
}
