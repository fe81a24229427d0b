import { say } from '../../../src/messages/say.ts';
import type { BoardProject } from '../../../src/server/contract/performance.ts';

export type Light = BoardProject['light'];
export const LIGHTS = ['red', 'yellow', 'green', 'unknown'] as const satisfies readonly Light[];

const TEXTS = {
  green: 'monitoring.light.green',
  yellow: 'monitoring.light.yellow',
  red: 'monitoring.light.red',
  unknown: 'monitoring.light.unknown',
} as const;

const OUTCOMES = {
  met: 'monitoring.outcome.met',
  likely: 'monitoring.outcome.likely',
  open: 'monitoring.outcome.open',
  unlikely: 'monitoring.outcome.unlikely',
  missed: 'monitoring.outcome.missed',
  unknown: 'monitoring.outcome.unknown',
} as const;

export function sayLight(light: Light): string {
  return say(TEXTS[light]);
}

export function sayOutcome(outcome: BoardProject['spending']['forecast']['outcome']): string {
  return say(OUTCOMES[outcome]);
}

/** A light in colour, shape and words. */
export function LightTag({ light }: { readonly light: Light }) {
  return (
    <span className={`light-tag ${light}`}>
      <span className={`light-dot ${light}`} aria-hidden />
      {sayLight(light)}
    </span>
  );
}

/** How many of something have each light, those that there are. */
export function LightCounts({ tally }: { readonly tally: Readonly<Record<Light, number>> }) {
  return (
    <span className="light-counts">
      {LIGHTS.filter((light) => tally[light] > 0).map((light) => (
        <span key={light} title={sayLight(light)}>
          <span className={`light-dot ${light}`} aria-hidden />
          <span className="unseen">{sayLight(light)}</span>
          {tally[light]}
        </span>
      ))}
    </span>
  );
}
