/** A contact as a renderer sees it. */
import type { ContactForRendering } from "../src/contacts/contacts.ts";

export function aContact(change: Partial<ContactForRendering> = {}): ContactForRendering {
  return {
    id: "01999999-0000-7000-8000-000000000001",
    bucket: 1,
    externalId: "u1",
    firstName: "Ana",
    lastName: null,
    email: "ana@example.com",
    phone: "+5511988887777" as ContactForRendering["phone"],
    bsuid: null,
    country: "BR",
    homeCity: "Recife",
    language: "pt",
    timeZone: "America/Recife",
    gender: null,
    dateOfBirth: "1990-02-03",
    attributes: {
      city: "Olinda",
      "favourite colour": "azul",
      plan: { level: 3, perks: ["a", "b"] },
      orders: [{ id: 7 }, { id: 9 }],
      points: 1234567.5,
      vip: false,
      note: "linha 1\nlinha 2",
    },
    randomBucket: 4242,
    createdAt: new Date("2026-01-01T00:00:00Z"),
    ...change,
  };
}
