/** What notices say in Spanish. */
import type { NoticeWords } from "./words.ts";

export const spanish: NoticeWords = {
  unnamed: "esta conexión",
  kinds: {
    key_expiring: {
      title: "La clave de API de {{about}} termina el {{expiresAt}}",
      message:
        "Después de ese día los mensajes esperan y no se recibe nada. Crea una clave nueva con el proveedor, con una vigencia larga, e ingrésala en Ponte en Reemplazar clave. Los números y webhooks quedan como están.",
    },
    key_failing: {
      title: "El envío por {{about}} está en pausa: la clave fue rechazada",
      message:
        "El proveedor dijo: {{text}} ({{code}}). Los mensajes esperan y nada se pierde. Revisa la clave con el proveedor o ingresa una nueva; el envío sigue solo en cuanto funcione.",
    },
    balance_low: {
      title: "El saldo de {{about}} es {{balance}} {{currency}}",
      message:
        "Pediste que se te avisara por debajo de {{threshold}} {{currency}}. Agrega crédito con el proveedor antes de que los mensajes tengan que esperar.",
    },
    out_of_credit: {
      title: "El envío por {{about}} está en pausa: no queda crédito",
      message:
        "El proveedor dijo: {{text}} ({{code}}). Los mensajes esperan y nada se pierde. Agrega crédito con el proveedor; el envío sigue solo.",
    },
    foreign_traffic: {
      title: "Algo distinto de Ponte envía por {{about}}",
      message:
        "Llegaron informes de mensajes que Ponte no envió. Las respuestas a ellos llegan aquí, y todo cuenta para una misma calificación de calidad. Busca con el proveedor flujos, difusiones y otros sistemas que usen este número y desactívalos.",
    },
    inbound_elsewhere: {
      title: "Los mensajes a {{about}} también van a otra parte",
      message:
        "Con el proveedor, algo desvía de Ponte los mensajes a este número: {{detail}} Quítalo allí; si no, los clientes reciben dos respuestas o ninguna.",
    },
    webhooks_missing: {
      title: "Ponte ya no recibe avisos de {{about}}",
      message: "El proveedor no le avisa a este Ponte: {{detail}} Abre la conexión y elige Renovar webhooks.",
    },
    number_restricted: {
      title: "{{about}} está {{status}} en WhatsApp",
      message:
        "WhatsApp limitó o detuvo este número. Mira en el Administrador de WhatsApp el motivo y lo que pide; hasta entonces, pausa las campañas de este número.",
    },
    number_paused: {
      title: "{{about}} está en pausa",
      message:
        "Los mensajes de este número esperan, no se pierde nada; los demás siguen. El proveedor dijo: {{text}} Ponte vuelve a intentarlo solo; qué hacer está junto al número en Integraciones → WhatsApp.",
    },
    quality_low: {
      title: "La calidad de {{about}} es baja",
      message:
        "Hubo personas que bloquearon o denunciaron mensajes de este número. Envía menos y solo lo que las personas pidieron; si no, WhatsApp puede limitar el número.",
    },
    template_stopped: {
      title: "WhatsApp detuvo la plantilla {{about}}",
      message:
        "Su estado es {{status}}, así que los mensajes con ella no se entregan. Cambia la plantilla o elige otra en las campañas que la usan.",
    },
  },
  mail: {
    open: "Abrir en Ponte",
    footer: "Recibes esto porque cuidas de {{workspace}}. A quién se avisa se define aquí:",
  },
  test: {
    title: "Los avisos llegan",
    message: "Esto es una prueba. Cuando algo necesite atención, Ponte te escribirá así.",
  },
};
