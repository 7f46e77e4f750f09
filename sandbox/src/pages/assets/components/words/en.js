export const words = {
  sandbox: "Sandbox",
  language: "Language",
  pages: "Pages",
  overview: "Overview",
  portal: "Infobip portal",
  phones: "Phones",
  faults: "Faults",
  copied: "Copied",
  notCopied: "Not copied: select it and press Ctrl+C",
  retry: "Try again",
  loading: "Loading…",
};
