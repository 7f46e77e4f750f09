/** Reads templates of a sender and brings them into our structure. Unknown words of Infobip are kept as they are. */
import type {
  ProviderCredentials,
  ProviderIo,
  ProviderTemplate,
  SendingNumberRef,
  TemplateButtonDefinition,
  TemplateStructure,
} from "../connector.ts";
import { callInfobip, unexpected } from "./client.ts";

interface InfobipTemplate {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly category?: string;
  readonly status?: string;
  readonly quality?: string;
  readonly structure?: {
    readonly header?: { readonly format?: string; readonly text?: string; readonly example?: string };
    readonly body?: { readonly text?: string };
    readonly footer?: { readonly text?: string };
    readonly buttons?: readonly {
      readonly type?: string;
      readonly text?: string;
      readonly url?: string;
      readonly phoneNumber?: string;
    }[];
  };
}

export async function fetchTemplates(
  io: ProviderIo,
  credentials: ProviderCredentials,
  { phone }: SendingNumberRef,
): Promise<ProviderTemplate[]> {
  const answer = await callInfobip(io, credentials, {
    method: "GET",
    path: `/whatsapp/2/senders/${phone.replace("+", "")}/templates`,
  });
  if (answer.status !== 200) throw unexpected("list the templates", answer);
  return ((answer.json as { templates?: InfobipTemplate[] } | null)?.templates ?? []).map(toProviderTemplate);
}

export function toProviderTemplate(template: InfobipTemplate): ProviderTemplate {
  return {
    providerId: String(template.id),
    name: template.name,
    language: template.language,
    category: template.category ?? "UNKNOWN",
    status: template.status ?? "UNKNOWN",
    quality: template.quality ?? "UNKNOWN",
    structure: toStructure(template.structure ?? {}),
  };
}

const headerFormats = ["TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION"] as const;

function toStructure(structure: NonNullable<InfobipTemplate["structure"]>): TemplateStructure {
  const { header, footer } = structure;
  const format = headerFormats.find((known) => known === header?.format);
  const buttons = structure.buttons?.map(toButton);
  return {
    ...(header && format
      ? {
          header: {
            format,
            ...(header.text ? { text: header.text } : {}),
            ...(format !== "TEXT" && header.example ? { sampleUrl: header.example } : {}),
          },
        }
      : {}),
    body: { text: structure.body?.text ?? "" },
    ...(footer?.text ? { footer: { text: footer.text } } : {}),
    ...(buttons?.length ? { buttons } : {}),
  };
}

type InfobipButton = NonNullable<NonNullable<InfobipTemplate["structure"]>["buttons"]>[number];

function toButton(button: InfobipButton): TemplateButtonDefinition {
  return {
    type: button.type ?? "UNKNOWN",
    text: button.text ?? "",
    ...(button.url ? { url: button.url } : {}),
    ...(button.phoneNumber ? { phoneNumber: button.phoneNumber } : {}),
  };
}
