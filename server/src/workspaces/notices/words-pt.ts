/** What notices say in Brazilian Portuguese. */
import type { NoticeWords } from "./words.ts";

export const portuguese: NoticeWords = {
  unnamed: "esta conexão",
  kinds: {
    key_expiring: {
      title: "A chave de API de {{about}} termina em {{expiresAt}}",
      message:
        "Depois desse dia as mensagens ficam esperando e nada é recebido. Crie uma chave nova no provedor, com validade longa, e informe-a na Ponte em Trocar chave. Números e webhooks continuam como estão.",
    },
    key_failing: {
      title: "O envio por {{about}} está pausado: a chave foi recusada",
      message:
        "O provedor disse: {{text}} ({{code}}). As mensagens esperam e nada se perde. Confira a chave no provedor ou informe uma nova; o envio continua sozinho assim que ela funcionar.",
    },
    balance_low: {
      title: "O saldo de {{about}} é {{balance}} {{currency}}",
      message:
        "Você pediu para ser avisado abaixo de {{threshold}} {{currency}}. Adicione créditos no provedor antes que as mensagens precisem esperar.",
    },
    out_of_credit: {
      title: "O envio por {{about}} está pausado: acabou o crédito",
      message:
        "O provedor disse: {{text}} ({{code}}). As mensagens esperam e nada se perde. Adicione créditos no provedor; o envio continua sozinho.",
    },
    foreign_traffic: {
      title: "Algo além da Ponte envia por {{about}}",
      message:
        "Chegaram relatórios de mensagens que a Ponte não enviou. As respostas a elas chegam aqui, e tudo conta para a mesma avaliação de qualidade. Procure no provedor fluxos, disparos e outros sistemas que usam este número e desligue-os.",
    },
    inbound_elsewhere: {
      title: "Mensagens para {{about}} também vão para outro lugar",
      message:
        "No provedor, algo desvia da Ponte as mensagens para este número: {{detail}} Remova isso lá; do contrário os clientes recebem duas respostas ou nenhuma.",
    },
    webhooks_missing: {
      title: "A Ponte não recebe mais avisos de {{about}}",
      message:
        "O provedor não está avisando esta Ponte: {{detail}} Abra a conexão e escolha Renovar webhooks.",
    },
    number_restricted: {
      title: "{{about}} está {{status}} no WhatsApp",
      message:
        "O WhatsApp limitou ou bloqueou este número. Veja no Gerenciador do WhatsApp o motivo e o que é pedido; até lá, pause as campanhas deste número.",
    },
    number_paused: {
      title: "{{about}} está em pausa",
      message:
        "As mensagens deste número esperam, nada se perde; os outros continuam. O provedor disse: {{text}} O Ponte tenta de novo sozinho; o que fazer está junto do número em Integrações → WhatsApp.",
    },
    quality_low: {
      title: "A qualidade de {{about}} está baixa",
      message:
        "Pessoas bloquearam ou denunciaram mensagens deste número. Envie menos e só o que as pessoas pediram; senão o WhatsApp pode limitar o número.",
    },
    template_stopped: {
      title: "O WhatsApp parou o modelo {{about}}",
      message:
        "O status é {{status}}, e mensagens com ele não são entregues. Altere o modelo ou escolha outro nas campanhas que o usam.",
    },
  },
  mail: {
    open: "Abrir na Ponte",
    footer: "Você recebe isto porque cuida de {{workspace}}. Quem é avisado se define aqui:",
  },
  test: {
    title: "Os avisos chegam",
    message: "Isto é um teste. Quando algo precisar de atenção, a Ponte vai escrever para você assim.",
  },
};
