export const words = {
  sandbox: "Sandbox",
  language: "Idioma",
  pages: "Páginas",
  overview: "Visão geral",
  portal: "Portal Infobip",
  phones: "Telefones",
  faults: "Falhas",
  copied: "Copiado",
  notCopied: "Não copiado: selecione e tecle Ctrl+C",
  retry: "Tentar de novo",
  loading: "Carregando…",
};
