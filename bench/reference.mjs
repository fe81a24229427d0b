// The reference of every bench: work of a known kind on the same machine in the same run, so that ratios can be
// compared between machines. It compresses 64 MB with Node's own zlib, single-threaded.
import { deflateSync } from 'node:zlib';

export function reference() {
  const block = Buffer.alloc(64 * 1024 * 1024);
  for (let index = 0; index < block.length; index += 4)
    block.writeUInt32LE((index * 2654435761) >>> 8, index);
  const start = performance.now();
  deflateSync(block, { level: 1 });
  return (performance.now() - start) / 1000;
}

export const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

/** A line of the report: name, seconds, and the ratio to the reference. */
export function report(name, ms, base) {
  console.log(
    `  ${name.padEnd(44)} ${seconds(ms).padStart(9)}   ${(ms / 1000 / base).toFixed(2).padStart(7)} × reference`,
  );
}

export const peakMemory = () => `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`;
