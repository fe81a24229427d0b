/** Milliseconds that this process has computed so far: other work on the machine does not count. */
export const cpuTime = (): number => process.cpuUsage().user / 1000;
