import { deliveryError, isErrorCode, isRejection, statusOf } from "../statuses.ts";

export interface MagicNumber {
  /** Last digits of the recipient's number. */
  suffix: string;
  /** refused: in the answer of the call; fails: accepted, then reported as not delivered. */
  outcome: "refused" | "fails";
  code: number;
  name: string;
  description: string;
  /** Whether a second try could not succeed. */
  permanent: boolean;
}

/** The numbers that fail on purpose, read from the same catalogue that the sandbox answers with. */
export function magicNumbers(): MagicNumber[] {
  const refused = ids(0, 99).filter(isRejection).map(refusedNumber);
  const failing = ids(7000, 7999).filter(isErrorCode).map(failingNumber);
  return [...failing, ...refused];
}

function ids(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function failingNumber(code: number): MagicNumber {
  const { name, description, permanent } = deliveryError(code);
  return { suffix: String(code), outcome: "fails", code, name, description, permanent };
}

function refusedNumber(code: number): MagicNumber {
  const { name, description } = statusOf(code);
  return {
    suffix: `90${String(code).padStart(2, "0")}`,
    outcome: "refused",
    code,
    name,
    description,
    permanent: true,
  };
}
