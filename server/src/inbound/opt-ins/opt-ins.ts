/** The tools that collect consent, as the API uses them: links, forms, what visitors fill in. */

export { formAddress } from "./addresses.ts";
export { readAnswers } from "./answers.ts";
export { countOptIn, countsOf, noCounts, type OptInCounts } from "./days.ts";
export { optInJobs } from "./expiry.job.ts";
export {
  type FormField,
  type FormLanguage,
  type FormSettings,
  type FormTexts,
  formLanguages,
  normalOrigin,
} from "./form-settings.ts";
export {
  archiveForm,
  createForm,
  type FormWay,
  formByToken,
  getForm,
  listForms,
  type NewForm,
  type OptInForm,
  updateForm,
} from "./forms.ts";
export {
  addressesOf,
  archiveLink,
  createLink,
  getLink,
  linkByToken,
  listLinks,
  type NewLink,
  type OptInLink,
  updateLink,
} from "./links.ts";
export { type Asked, pretendToAsk, requestOptIn, textsOf } from "./requests.ts";
