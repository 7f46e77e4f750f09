/** Clean ends: a role closes what it opened on SIGINT, SIGTERM, or when the process that started it is gone. */
export function onStop(close: () => Promise<void>): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    const late = setTimeout(() => process.exit(1), 15_000);
    close().then(
      () => {
        clearTimeout(late);
        process.exit(0);
      },
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  if (process.channel) process.on("disconnect", stop);
}

/** Tells the process that started this one (`npm start`) that the role works. */
export function reportReady(): void {
  process.send?.("ready");
}
