export const words = {
  sandbox: "Sandbox",
  language: "Idioma",
  pages: "Páginas",
  overview: "Resumen",
  portal: "Portal Infobip",
  phones: "Teléfonos",
  faults: "Fallas",
  copied: "Copiado",
  notCopied: "No se copió: selecciónalo y presiona Ctrl+C",
  retry: "Intentar de nuevo",
  loading: "Cargando…",
};
