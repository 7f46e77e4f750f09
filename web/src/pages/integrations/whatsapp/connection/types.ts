import type { components } from "../../../../api/generated/schema.ts";

type Served = components["schemas"];

export type ConnectionHealth = Served["ConnectionHealth"];
export type ConnectionCosts = Served["ConnectionCosts"];
export type DoctorCheck = Served["DoctorCheck"];
export type CheckState = DoctorCheck["state"];
export type Remedy = NonNullable<DoctorCheck["remedy"]>;
