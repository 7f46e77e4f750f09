import { createHmac } from "node:crypto";
import { setup } from "../testing/infobip-setup.ts";
import { runOriginCases, runWebhookCases } from "../testing/run-cases.ts";

const at = new Date("2026-11-22T13:00:00.000Z");
const stamp = "2026-11-22T10:00:00.000-0300";
const report = { messageId: "p1", to: "5511999990000", sentAt: stamp, doneAt: stamp, messageCount: 1 };
const inbound = {
  from: "5511999990000",
  to: "551130001000",
  integrationType: "WHATSAPP",
  receivedAt: "2026-11-22T13:00:00.000+0000",
  messageId: "wamid.1",
  contact: { name: "Ana", phoneNumber: "5511999990000", userId: "BR.123" },
  price: { pricePerMessage: 0, currency: "BRL" },
};
const sender = {
  providerMessageId: "wamid.1",
  to: "+551130001000",
  fromPhone: "+5511999990000",
  fromBsuid: "BR.123",
  profileName: "Ana",
  receivedAt: at,
};

runWebhookCases(setup, [
  {
    label: "delivered, with its price",
    body: {
      results: [
        {
          ...report,
          price: { pricePerMessage: 0.21, currency: "BRL" },
          status: { id: 5, groupId: 3 },
          error: { id: 0 },
        },
      ],
    },
    events: [
      {
        kind: "receipt",
        receipt: { messageId: "p1", kind: "delivered", at, price: { amount: "0.21000", currency: "BRL" } },
      },
    ],
  },
  {
    label: "failed with a code of the catalogue",
    body: {
      results: [
        {
          ...report,
          price: { pricePerMessage: 0, currency: "BRL" },
          status: { id: 4, groupId: 2 },
          error: { id: 7008, name: "EC_INVALID_TEMPLATE_ARGS", description: "Invalid args" },
        },
      ],
    },
    events: [
      {
        kind: "receipt",
        receipt: {
          messageId: "p1",
          kind: "failed",
          at,
          error: { code: "infobip:7008", text: "Invalid args", action: "fail" },
        },
      },
    ],
  },
  {
    label: "expired without an error id goes by its status",
    body: {
      results: [{ ...report, status: { id: 15, groupId: 4, name: "EXPIRED_EXPIRED" }, error: { id: 0 } }],
    },
    events: [
      {
        kind: "receipt",
        receipt: {
          messageId: "p1",
          kind: "failed",
          at,
          error: { code: "infobip:status-15", text: "EXPIRED_EXPIRED", action: "fail" },
        },
      },
    ],
  },
  {
    label: "a code nobody has seen yet is kept",
    body: { results: [{ ...report, status: { id: 4, groupId: 2 }, error: { id: 7999, name: "EC_NEW" } }] },
    events: [
      {
        kind: "receipt",
        receipt: {
          messageId: "p1",
          kind: "failed",
          at,
          error: { code: "infobip:7999", text: "EC_NEW", action: "fail" },
        },
      },
    ],
  },
  {
    label: "pending says nothing new",
    body: { results: [{ ...report, status: { id: 7, groupId: 1 } }] },
    events: [{ kind: "ignored", reason: "pending" }],
  },
  {
    label: "the report about a duplicate id is not about the first message",
    body: { results: [{ ...report, status: { id: 23, groupId: 5 } }] },
    events: [{ kind: "ignored", reason: "duplicate_message_id" }],
  },
  {
    label: "seen, and something odd in the same body",
    body: { results: [{ messageId: "p1", from: "a", to: "b", sentAt: stamp, seenAt: stamp }, { what: 1 }] },
    events: [
      { kind: "receipt", receipt: { messageId: "p1", kind: "read", at } },
      { kind: "unknown", reason: "a body of an unknown kind" },
    ],
  },
  {
    label: "an inbound text that answers our message",
    body: {
      results: [
        {
          ...inbound,
          pairedMessageId: "p1",
          message: { type: "TEXT", text: "Oi", context: { id: "wamid.0" } },
        },
      ],
    },
    events: [
      {
        kind: "inbound",
        message: {
          ...sender,
          kind: "text",
          body: "Oi",
          payload: { type: "TEXT", text: "Oi", context: { id: "wamid.0" } },
          replyToMessageId: "p1",
          quotedProviderMessageId: "wamid.0",
        },
      },
    ],
  },
  {
    label: "a tapped quick reply",
    body: { results: [{ ...inbound, message: { type: "BUTTON", text: "Quero ver", payload: "yes" } }] },
    events: [
      {
        kind: "inbound",
        message: {
          ...sender,
          kind: "button",
          body: "Quero ver",
          payload: { type: "BUTTON", text: "Quero ver", payload: "yes" },
        },
      },
    ],
  },
  {
    label: "an image by somebody who shows only a user id",
    body: {
      results: [
        {
          ...inbound,
          from: "BR.123",
          contact: { name: "Ana", userId: "BR.123" },
          message: { type: "IMAGE", url: "https://m" },
        },
      ],
    },
    events: [
      {
        kind: "inbound",
        message: {
          providerMessageId: "wamid.1",
          to: "+551130001000",
          fromBsuid: "BR.123",
          profileName: "Ana",
          receivedAt: at,
          kind: "image",
          payload: { type: "IMAGE", url: "https://m" },
          media: { ref: "https://m" },
        },
      },
    ],
  },
  {
    label: "a template that was rejected",
    body: {
      messageTemplateId: 111,
      messageTemplateName: "offer",
      messageTemplateLanguage: "pt_BR",
      timestamp: 1,
      change: { type: "TEMPLATE_STATUS_UPDATE", newStatus: "REJECTED", reason: "SCAM" },
    },
    events: [
      {
        kind: "template",
        change: {
          providerTemplateId: "111",
          name: "offer",
          language: "pt_BR",
          change: { kind: "status", status: "REJECTED", reason: "SCAM" },
        },
      },
    ],
  },
  {
    label: "a template whose quality changed",
    body: {
      messageTemplateId: "111",
      messageTemplateName: "offer",
      messageTemplateLanguage: "pt_BR",
      change: { type: "TEMPLATE_QUALITY_UPDATE", newQualityScore: "LOW" },
    },
    events: [
      {
        kind: "template",
        change: {
          providerTemplateId: "111",
          name: "offer",
          language: "pt_BR",
          change: { kind: "quality", quality: "LOW" },
        },
      },
    ],
  },
  {
    label: "marketing stopped",
    body: {
      from: "551130001000",
      content: { sender: "551130001000", from: "5511999990000", notificationMessagesStatus: "stop" },
      createdAt: stamp,
    },
    events: [
      { kind: "marketing_preference", sender: "+551130001000", contact: "+5511999990000", wants: false, at },
    ],
  },
  {
    label: "an account registered",
    body: {
      businessAccountId: 123,
      status: "FINISHED",
      senders: [{ phoneNumberId: 9, displayPhoneNumber: "+55 11 3000-1000", status: "CONNECTED" }],
    },
    events: [
      {
        kind: "registration",
        wabaId: "123",
        status: "FINISHED",
        senders: [{ phone: "+551130001000", phoneNumberId: "9", status: "CONNECTED" }],
      },
    ],
  },
  {
    label: "an account registered: ids as text, one number spelled in a way nobody can read",
    body: {
      businessAccountId: "123",
      status: "IN_PROGRESS",
      senders: [
        { phoneNumberId: "9", displayPhoneNumber: "551130001000" },
        { displayPhoneNumber: "?" },
        null,
      ],
    },
    events: [
      {
        kind: "registration",
        wabaId: "123",
        status: "IN_PROGRESS",
        senders: [{ phone: "+551130001000", phoneNumberId: "9" }],
      },
    ],
  },
  {
    label: "a tapped link",
    body: {
      notificationType: "CLICKED",
      recipient: "5511999990000",
      url: "https://x.example/tea",
      sendDateTime: 1_763_816_400_000,
      messageId: "p1",
      recipientInfo: { deviceType: "Phone", os: "Android", deviceName: "Moto G" },
      geoLocationInfo: { countryName: "Brazil", city: "Natal" },
    },
    events: [
      {
        kind: "click",
        messageId: "p1",
        url: "https://x.example/tea",
        at: new Date(1_763_816_400_000),
        device: "Moto G, Android",
      },
    ],
  },
  {
    label: "a tapped link that names no device, and one without an address",
    body: {
      results: [
        { notificationType: "CLICKED", url: "https://x.example", sendDateTime: stamp, messageId: "p1" },
        { notificationType: "CLICKED", sendDateTime: stamp, messageId: "p1" },
      ],
    },
    events: [
      { kind: "click", messageId: "p1", url: "https://x.example", at },
      { kind: "unknown", reason: "a click without message id, address or date" },
    ],
  },
  {
    label: "another person behind the number",
    body: {
      from: "551130001000",
      content: {
        type: "user_identity_changed",
        description: "Security code changed.",
        hash: "x=",
        userNumber: "5511999990000",
        userId: "BR.123",
      },
      createdAt: stamp,
    },
    events: [{ kind: "identity_change", sender: "+551130001000", contact: "+5511999990000", at }],
  },
  {
    label: "another person behind a user id that hides its number",
    body: {
      from: "551130001000",
      content: { type: "user_identity_changed", userId: "BR.123" },
      createdAt: stamp,
    },
    events: [{ kind: "identity_change", sender: "+551130001000", contact: "BR.123", at }],
  },
  {
    label: "a payment is none of ours",
    body: { from: "551130001000", content: { type: "payment", paymentStatus: "CAPTURED" }, createdAt: stamp },
    events: [{ kind: "ignored", reason: "payment" }],
  },
  {
    label: "news of the account, whose bodies nobody publishes: by the word, by the WABA",
    body: {
      results: [
        {
          eventType: "ACCOUNT_UPDATE_NOTIFICATION",
          businessAccountId: 123,
          sender: "551130001000",
          ban: true,
        },
        { notificationType: "BILLING", amount: 1 },
        { event: "BUSINESS_APP_MESSAGE_ECHO", content: { sender: "551130001000", text: "from the app" } },
        { businessAccountId: "123", restriction: "RESTRICTED_ADD_PHONE" },
      ],
    },
    events: [
      {
        kind: "account",
        change: "ACCOUNT_UPDATE_NOTIFICATION",
        wabaId: "123",
        phone: "+551130001000",
        payload: {
          eventType: "ACCOUNT_UPDATE_NOTIFICATION",
          businessAccountId: 123,
          sender: "551130001000",
          ban: true,
        },
      },
      { kind: "account", change: "BILLING", payload: { notificationType: "BILLING", amount: 1 } },
      {
        kind: "account",
        change: "BUSINESS_APP_MESSAGE_ECHO",
        phone: "+551130001000",
        payload: {
          event: "BUSINESS_APP_MESSAGE_ECHO",
          content: { sender: "551130001000", text: "from the app" },
        },
      },
      {
        kind: "account",
        change: "ACCOUNT_UPDATE",
        wabaId: "123",
        payload: { businessAccountId: "123", restriction: "RESTRICTED_ADD_PHONE" },
      },
    ],
  },
  {
    label: "a document, whose caption is its title, that came through an advertisement",
    body: {
      results: [
        {
          ...inbound,
          message: {
            type: "DOCUMENT",
            url: "https://x.api.infobip.com/whatsapp/1/senders/551130001000/media/9",
            caption: "invoice.pdf",
            referral: { sourceType: "AD", sourceUrl: "https://ad", ctwaClickId: "c" },
          },
        },
      ],
    },
    events: [
      {
        kind: "inbound",
        message: {
          ...sender,
          kind: "document",
          body: "invoice.pdf",
          payload: {
            type: "DOCUMENT",
            url: "https://x.api.infobip.com/whatsapp/1/senders/551130001000/media/9",
            caption: "invoice.pdf",
            referral: { sourceType: "AD", sourceUrl: "https://ad", ctwaClickId: "c" },
          },
          media: {
            ref: "https://x.api.infobip.com/whatsapp/1/senders/551130001000/media/9",
            filename: "invoice.pdf",
          },
        },
      },
    ],
  },
  {
    label: "a sticker by a user name alone",
    body: {
      results: [
        {
          ...inbound,
          from: "BR.123",
          contact: { username: "ana.tea", userId: "BR.123" },
          message: { type: "STICKER", url: "https://s" },
        },
      ],
    },
    events: [
      {
        kind: "inbound",
        message: {
          providerMessageId: "wamid.1",
          to: "+551130001000",
          fromBsuid: "BR.123",
          profileName: "ana.tea",
          receivedAt: at,
          kind: "sticker",
          payload: { type: "STICKER", url: "https://s" },
          media: { ref: "https://s", contentType: "image/webp" },
        },
      },
    ],
  },
  {
    label:
      "an order, the answer of a Flow, a card, a place whose address is a page and no file, and a kind of tomorrow",
    body: {
      results: [
        { type: "ORDER", catalogId: "c", productItems: [{ productRetailerId: "sku" }], text: "Gift, please" },
        { type: "INTERACTIVE_FLOW_REPLY", text: "Sent", response: { city: "Natal", flow_token: "t" } },
        { type: "CONTACT", contacts: [{ name: { formattedName: "Bia Reis" } }] },
        { type: "LOCATION", latitude: 1, longitude: 2, url: "https://map", name: "Loja" },
        { type: "HOLOGRAM", url: "https://h" },
      ].map((message) => ({ ...inbound, message })),
    },
    events: [
      {
        kind: "order",
        body: "Gift, please",
        payload: {
          type: "ORDER",
          catalogId: "c",
          productItems: [{ productRetailerId: "sku" }],
          text: "Gift, please",
        },
      },
      {
        kind: "interactive_flow_reply",
        body: "Sent",
        payload: {
          type: "INTERACTIVE_FLOW_REPLY",
          text: "Sent",
          response: { city: "Natal", flow_token: "t" },
        },
      },
      {
        kind: "contact",
        body: "Bia Reis",
        payload: { type: "CONTACT", contacts: [{ name: { formattedName: "Bia Reis" } }] },
      },
      {
        kind: "location",
        body: "Loja",
        payload: { type: "LOCATION", latitude: 1, longitude: 2, url: "https://map", name: "Loja" },
      },
      { kind: "hologram", payload: { type: "HOLOGRAM", url: "https://h" } },
    ].map((message) => ({ kind: "inbound", message: { ...sender, ...message } })),
  },
  {
    label: "reports of the Messages API",
    body: {
      results: [
        {
          ...report,
          event: "DELIVERY",
          sender: "551130001000",
          status: { id: 5, groupId: 3 },
          error: { id: 0 },
        },
        {
          event: "SEEN",
          messageId: "p1",
          sender: "551130001000",
          destination: "5511999990000",
          seenAt: stamp,
        },
        { event: "TYPING_STARTED", channel: "WHATSAPP", sender: "5511999990000" },
      ],
    },
    events: [
      { kind: "receipt", receipt: { messageId: "p1", kind: "delivered", at } },
      { kind: "receipt", receipt: { messageId: "p1", kind: "read", at } },
      { kind: "ignored", reason: "typing" },
    ],
  },
  {
    label: "messages of the Messages API: a file with a caption, a tapped button, two parts at once",
    body: {
      results: [
        [{ type: "FILE", url: "https://f", text: "invoice.pdf" }],
        [{ type: "BUTTON_REPLY", text: "Yes", payload: "true", id: "1" }],
        [
          { type: "LIST_REPLY", text: "Tea", id: "a" },
          { type: "LIST_REPLY", text: "Mate", id: "b" },
        ],
      ].map((content) => ({
        event: "MO",
        channel: "WHATSAPP",
        sender: "5511999990000",
        destination: "551130001000",
        receivedAt: stamp,
        messageId: "wamid.1",
        content,
      })),
    },
    events: [
      {
        kind: "document",
        body: "invoice.pdf",
        payload: { type: "FILE", url: "https://f", text: "invoice.pdf" },
        media: { ref: "https://f", filename: "invoice.pdf" },
      },
      {
        kind: "button",
        body: "Yes",
        payload: { type: "BUTTON_REPLY", text: "Yes", payload: "true", id: "1" },
      },
      {
        kind: "interactive_list_reply",
        body: "Tea",
        payload: {
          type: "LIST_REPLY",
          text: "Tea",
          id: "a",
          more: [{ type: "LIST_REPLY", text: "Mate", id: "b" }],
        },
      },
    ].map((message) => ({
      kind: "inbound",
      message: {
        providerMessageId: "wamid.1",
        to: "+551130001000",
        fromPhone: "+5511999990000",
        receivedAt: at,
        ...message,
      },
    })),
  },
  {
    label: "words of tomorrow for a template, a group of reports, a preference",
    body: {
      results: [
        {
          messageTemplateId: "1",
          messageTemplateName: "offer",
          messageTemplateLanguage: "pt_BR",
          change: { newStatus: "DORMANT" },
        },
        { messageTemplateId: "1", change: { type: "TEMPLATE_COLOUR_UPDATE" } },
        { ...report, status: { id: 77, groupId: 9 } },
        { from: "551130001000", content: { from: "5511999990000", notificationMessagesStatus: "maybe" } },
      ],
    },
    events: [
      {
        kind: "template",
        change: {
          providerTemplateId: "1",
          name: "offer",
          language: "pt_BR",
          change: { kind: "status", status: "DORMANT" },
        },
      },
      { kind: "unknown", reason: "a template change of the unknown kind TEMPLATE_COLOUR_UPDATE" },
      { kind: "unknown", reason: "a delivery report of the unknown group 9" },
      { kind: "unknown", reason: "a marketing preference that is not complete" },
    ],
  },
  {
    label: "a list is no body",
    body: [],
    events: [{ kind: "unknown", reason: "the body is not an object" }],
  },
]);

const body = '{"results":[]}';
const right = createHmac("sha256", "secret").update(body).digest("hex");

runOriginCases(setup, {
  body,
  secret: "secret",
  cases: [
    { label: "nothing to check", headers: {}, verdict: "absent" },
    { label: "a right signature", headers: { "x-hub-signature": `SHA256=${right}` }, verdict: "valid" },
    {
      label: "upper case digits and a longer name",
      headers: { "x-hub-signature": `HMAC_SHA_256=${right.toUpperCase()}` },
      verdict: "valid",
    },
    {
      label: "a wrong signature",
      headers: { "x-hub-signature": `SHA256=${right.replace(/^./, "x")}` },
      verdict: "invalid",
    },
    { label: "an unknown algorithm", headers: { "x-hub-signature": `CRC=${right}` }, verdict: "invalid" },
    { label: "the shared header", headers: { "x-ponte-secret": "secret" }, verdict: "valid" },
    {
      label: "a wrong shared header",
      headers: { "x-ponte-secret": "guess", "x-hub-signature": `SHA256=${right}` },
      verdict: "invalid",
    },
  ],
});
