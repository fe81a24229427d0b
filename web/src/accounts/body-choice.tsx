import { Select } from 'antd';
import type { Body } from '../../../src/server/contract/bodies.ts';

/** Bodies to choose one from, each below the one above it. */
export function BodyChoice({
  bodies,
  none,
  ...rest
}: {
  readonly bodies: readonly Body[];
  /** What is said where none is chosen. */
  readonly none: string;
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (value: string | null) => void;
}) {
  const options = [
    { value: '', label: none },
    ...inOrder(bodies).map(({ body, depth }) => ({
      value: body.id,
      label: `${'　'.repeat(depth)}${body.code} ${body.name}`.trimEnd(),
    })),
  ];
  return (
    <Select
      {...(rest.id === undefined ? {} : { id: rest.id })}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      value={rest.value ?? ''}
      onChange={(value) => rest.onChange?.(value === '' ? null : value)}
    />
  );
}

/** Bodies as a tree is read, each with how far below the top it is. */
export function inOrder(bodies: readonly Body[]): readonly { readonly body: Body; readonly depth: number }[] {
  const known = new Set(bodies.map(({ id }) => id));
  const below = (parent: string | null, depth: number): { body: Body; depth: number }[] =>
    bodies
      .filter((one) => (known.has(one.parent ?? '') ? one.parent : null) === parent)
      .flatMap((body) => [{ body, depth }, ...below(body.id, depth + 1)]);
  return below(null, 0);
}
