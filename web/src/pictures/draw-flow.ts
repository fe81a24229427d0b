import { say } from '../../../src/messages/say.ts';
import { printExactly } from '../../../src/money/amount.ts';
import type { PictureFlow, Pictures } from '../../../src/reporting/pictures-schema.ts';
import { drawn, grouped, sumOf } from './group.ts';

/** A node as it is drawn. */
export interface DrawnNode {
  readonly id: string;
  /** Columns that nothing stands in are left out. */
  readonly column: number;
  readonly label: string;
  /** As printed. */
  readonly amount: string;
  readonly colour: string;
  readonly figure: number | undefined;
  /** Whether it stands for several small ones. */
  readonly isRest: boolean;
}

export interface DrawnLink {
  readonly from: number;
  readonly to: number;
  /** 万元, only to be drawn. */
  readonly value: number;
  readonly title: string;
  /** The one number that it is; none where it stands for several. */
  readonly figure: number | undefined;
  readonly isRest: boolean;
}

export interface DrawnFlow {
  readonly nodes: readonly DrawnNode[];
  readonly links: readonly DrawnLink[];
  /** How many nodes stand in each column. */
  readonly columns: readonly number[];
  /** Nodes that went into 其他. */
  readonly hidden: number;
  /** Links of less than nothing, which cannot be drawn. */
  readonly negative: number;
}

/** Told apart by those who are colour-blind too, light enough for dark words on them. */
const COLOURS = ['#3f7fc1', '#e09a3e', '#4d9f6b', '#a763ab', '#2f9aa5', '#c75b70', '#8a95a3', '#a88f1f'];
const UNKNOWN = '#c3cad3';

/** A flow as it is drawn: the smallest of each column become one, links of less than nothing are left out. */
export function drawFlow(pictures: Pictures, flow: PictureFlow, most: number): DrawnFlow {
  const fenOf = (figure: number | undefined) => BigInt(pictures.figures[figure ?? -1]?.fen ?? 0);
  const positive = flow.links.filter(({ figure }) => fenOf(figure) > 0n);
  const used = [...new Set(flow.nodes.map(({ column }) => column))].sort((a, b) => a - b);
  const nodes: DrawnNode[] = [];
  const columns: number[] = [];
  const drawnAs = new Map<number, number>();
  let hidden = 0;
  for (const [column, original] of used.entries()) {
    const own = flow.nodes.flatMap((node, index) => {
      const size = sizeOf(index, positive, fenOf);
      return node.column === original && size > 0n ? [{ node, index, fen: size }] : [];
    });
    const { shown, rest } = grouped(own, most);
    for (const { node, index, fen } of shown) {
      const isUnknown = node.figure === undefined || pictures.figures[node.figure]?.fen === undefined;
      const known = node.figure === undefined ? undefined : pictures.figures[node.figure]?.printed;
      drawnAs.set(index, nodes.length);
      nodes.push({
        id: `${original} ${index}`,
        column,
        label: node.label,
        amount: known ?? printExactly(fen, '万元'),
        colour:
          isUnknown || node.label === say('reporting.picture.notByClass') ? UNKNOWN : colourOf(nodes.length),
        figure: node.figure,
        isRest: false,
      });
    }
    if (rest.length > 0) {
      for (const { index } of rest) drawnAs.set(index, nodes.length);
      nodes.push({
        id: `${original} rest`,
        column,
        label: say('web.pictures.other', { count: rest.length }),
        amount: printExactly(sumOf(rest), '万元'),
        colour: UNKNOWN,
        figure: undefined,
        isRest: true,
      });
      hidden += rest.length;
    }
    columns.push(shown.length + (rest.length > 0 ? 1 : 0));
  }
  const links = new Map<string, { from: number; to: number; fen: bigint; figures: number[] }>();
  for (const { from, to, figure } of positive) {
    const [left, right] = [drawnAs.get(from) ?? 0, drawnAs.get(to) ?? 0];
    const key = `${left} ${right}`;
    const known = links.get(key) ?? { from: left, to: right, fen: 0n, figures: [] };
    links.set(key, { ...known, fen: known.fen + fenOf(figure), figures: [...known.figures, figure] });
  }
  return {
    nodes,
    links: [...links.values()].map(({ from, to, fen, figures }) => {
      const [figure, ...others] = figures;
      return {
        from,
        to,
        value: drawn(fen),
        title: `${nodes[from]?.label ?? ''} → ${nodes[to]?.label ?? ''}  ${printExactly(fen, '万元')}`,
        figure: others.length === 0 ? figure : undefined,
        isRest: others.length > 0,
      };
    }),
    columns,
    hidden,
    negative: flow.links.length - positive.length,
  };
}

/** What flows through a node: the larger of what comes in and what goes out. */
function sizeOf(node: number, links: PictureFlow['links'], fenOf: (figure: number) => bigint): bigint {
  let [into, out] = [0n, 0n];
  for (const { from, to, figure } of links) {
    if (to === node) into += fenOf(figure);
    if (from === node) out += fenOf(figure);
  }
  return into > out ? into : out;
}

function colourOf(index: number): string {
  return COLOURS[index % COLOURS.length] ?? UNKNOWN;
}
