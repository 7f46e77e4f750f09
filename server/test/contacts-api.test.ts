import { runApiCases } from "./api-cases.ts";
import { createTestApp } from "./harness.ts";

const test = await createTestApp();
runApiCases(test, "contacts/contacts.json");
runApiCases(test, "segments/segments.json");
