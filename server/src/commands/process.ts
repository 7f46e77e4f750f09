/**
 * Clean ends: a role closes what it opened on SIGINT, SIGTERM, SIGHUP (the terminal was closed), or when the process that started
 * it is gone. Returns the way to end by itself, with an exit code.
 */
export function onStop(close: () => Promise<void>, graceMs = 15_000): (exitCode: number) => void {
  let stopping = false;
  const stop = (exitCode: number) => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => {
      console.error(`ponte: not everything ended within ${graceMs / 1000} seconds; ending anyway.`);
      process.exit(1);
    }, graceMs);
    close().then(
      () => process.exit(exitCode),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => stop(0));
  process.on("disconnect", () => stop(0));
  // Gone already, while this process was still starting: no event will come.
  if (process.connected === false) stop(0);
  return stop;
}

/** Tells the process that started this one (`npm start`) that the role works. */
export function reportReady(): void {
  if (process.connected) process.send?.("ready");
}
