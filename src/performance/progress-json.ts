import { z } from 'zod';
import { daySchema, progressRowJson, progressRowSchema } from './json.ts';
import { PROGRESS_DIMENSIONS, type Progress, type ProgressDimension } from './progress.ts';

const rows = z.array(progressRowSchema);

/** What `execution show --json` prints, version 1: fields may be added; none is taken away or changes its meaning. */
export const progressSchema = z.strictObject({
  kind: z.literal('mingzhang-execution'),
  version: z.literal(1),
  year: z.int(),
  asOf: daySchema.describe('ISO 8601; entries of that day count'),
  total: progressRowSchema,
  by: z.strictObject({ project: rows, entity: rows, function: rows, economic: rows, source: rows }),
});

export type ProgressJson = z.infer<typeof progressSchema>;

/** @param labelOf the name of a member; of the total where no dimension is given */
export function progressJson(
  progress: Progress,
  labelOf: (member: string, dimension?: ProgressDimension) => string,
): ProgressJson {
  const of = (dimension: ProgressDimension) =>
    progress.by[dimension].map((one) => progressRowJson(labelOf(one.member, dimension), one));
  const [project, entity, functions, economic, source] = PROGRESS_DIMENSIONS.map(of);
  return {
    kind: 'mingzhang-execution',
    version: 1,
    year: progress.year,
    asOf: progress.asOf,
    total: progressRowJson(labelOf(progress.total.member), progress.total),
    by: {
      project: project ?? [],
      entity: entity ?? [],
      function: functions ?? [],
      economic: economic ?? [],
      source: source ?? [],
    },
  };
}

/** The JSON Schema that is published in `schemas/execution.schema.json`. */
export function progressJsonSchema(): object {
  return { ...z.toJSONSchema(progressSchema), title: 'Mingzhang execution' };
}
