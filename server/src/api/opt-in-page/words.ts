/** Our own words on a form that visitors see; the company's words are in the form's settings. */
import type { FormLanguage } from "../../inbound/inbound.ts";

export interface PageWords {
  readonly phone: string;
  readonly phoneHint: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly optional: string;
  readonly submitPersonWrites: string;
  readonly submitWeWrite: string;
  readonly sending: string;
  readonly missing: string;
  readonly wrong: string;
  readonly consentNeeded: string;
  readonly failed: string;
  readonly tooOften: string;
  readonly changed: string;
  readonly openTitle: string;
  readonly openText: string;
  readonly openButton: string;
  readonly scan: string;
  readonly checkTitle: string;
  readonly checkText: string;
  readonly from: string;
  readonly noScript: string;
  readonly closedTitle: string;
  readonly closedText: string;
}

export const pageWords: Readonly<Record<FormLanguage, PageWords>> = {
  en: {
    phone: "WhatsApp number",
    phoneHint: "With area code. From another country: with + and the country code.",
    firstName: "First name",
    lastName: "Last name",
    email: "E-mail",
    optional: "optional",
    submitPersonWrites: "Continue on WhatsApp",
    submitWeWrite: "Send me the confirmation",
    sending: "One moment…",
    missing: "Please fill this in.",
    wrong: "Please check this field.",
    consentNeeded: "Please agree first: without it we may not write to you.",
    failed: "This did not work just now. Please try again in a moment.",
    tooOften: "That was a bit often. Please try again in a few minutes.",
    changed: "The text you agree to has just changed. Please read it again.",
    openTitle: "One step left",
    openText:
      "Open WhatsApp and send the message that is ready there, from the number you want our messages on.",
    openButton: "Open WhatsApp",
    scan: "On a computer? Scan this with your phone.",
    checkTitle: "Look at your WhatsApp",
    checkText:
      "If the number can get our messages, a question has just come. Answer yes to confirm. Until then we send nothing else.",
    from: "Messages come from",
    noScript: "This form needs JavaScript. Please switch it on and load the page again.",
    closedTitle: "No longer in use",
    closedText:
      "This address does not collect subscriptions any more. Ask the company that gave it to you for a new one.",
  },
  pt: {
    phone: "Número do WhatsApp",
    phoneHint: "Com DDD. De outro país: com + e o código do país.",
    firstName: "Nome",
    lastName: "Sobrenome",
    email: "E-mail",
    optional: "opcional",
    submitPersonWrites: "Continuar no WhatsApp",
    submitWeWrite: "Receber a confirmação",
    sending: "Um momento…",
    missing: "Preencha este campo.",
    wrong: "Confira este campo, por favor.",
    consentNeeded: "Falta você concordar: sem isso não podemos escrever para você.",
    failed: "Não deu certo agora. Tente de novo daqui a pouco.",
    tooOften: "Foram muitas tentativas. Tente de novo em alguns minutos.",
    changed: "O texto com que você concorda acabou de mudar. Leia de novo, por favor.",
    openTitle: "Falta só um passo",
    openText:
      "Abra o WhatsApp e envie a mensagem que já está escrita, do número em que você quer receber as nossas.",
    openButton: "Abrir o WhatsApp",
    scan: "Está no computador? Aponte a câmera do celular.",
    checkTitle: "Veja o seu WhatsApp",
    checkText:
      "Se o número puder receber nossas mensagens, acabou de chegar uma pergunta. Responda sim para confirmar. Até lá não enviamos mais nada.",
    from: "As mensagens vêm de",
    noScript: "Este formulário precisa de JavaScript. Ative-o e carregue a página de novo.",
    closedTitle: "Fora de uso",
    closedText: "Este endereço não recebe mais inscrições. Peça um novo à empresa que o deu a você.",
  },
  es: {
    phone: "Número de WhatsApp",
    phoneHint: "Con código de área. De otro país: con + y el código del país.",
    firstName: "Nombre",
    lastName: "Apellido",
    email: "Correo electrónico",
    optional: "opcional",
    submitPersonWrites: "Continuar en WhatsApp",
    submitWeWrite: "Recibir la confirmación",
    sending: "Un momento…",
    missing: "Completa este campo.",
    wrong: "Revisa este campo, por favor.",
    consentNeeded: "Falta tu acuerdo: sin él no podemos escribirte.",
    failed: "No funcionó en este momento. Inténtalo de nuevo en un rato.",
    tooOften: "Fueron muchos intentos. Inténtalo de nuevo en unos minutos.",
    changed: "El texto que aceptas acaba de cambiar. Léelo de nuevo, por favor.",
    openTitle: "Falta un solo paso",
    openText:
      "Abre WhatsApp y envía el mensaje que ya está escrito, desde el número en el que quieres recibir los nuestros.",
    openButton: "Abrir WhatsApp",
    scan: "¿Estás en la computadora? Escanéalo con tu celular.",
    checkTitle: "Mira tu WhatsApp",
    checkText:
      "Si el número puede recibir nuestros mensajes, acaba de llegar una pregunta. Responde sí para confirmar. Hasta entonces no enviamos nada más.",
    from: "Los mensajes llegan desde",
    noScript: "Este formulario necesita JavaScript. Actívalo y vuelve a cargar la página.",
    closedTitle: "Fuera de uso",
    closedText: "Esta dirección ya no recibe suscripciones. Pide una nueva a la empresa que te la dio.",
  },
};
