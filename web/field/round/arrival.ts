/** Somebody who arrived from elsewhere: from what was typed to the entries that say so. */
import type { Draft } from "../store/outbox.ts";
import type { Id, List } from "../wire/shapes.ts";
import { today } from "./days.ts";

export const COMINGS = ["epidemic", "festival", "elsewhere"] as const;
export const CARRIERS = ["train", "plane", "bus", "car", "ship", "other"] as const;
const LONGEST_AGO = 60; // days

export interface Arrival {
  coming: (typeof COMINGS)[number][];
  origin: string;
  arrived_on: string;
  by: (typeof CARRIERS)[number][];
  number: string;
  onward: boolean;
  to: string;
  note: string;
}

/** Where and who somebody is whom the list does not know. */
export interface Newcomer {
  place: string;
  door: string;
  name: string;
  sex: string;
  born_on: string;
  phone: string;
}

export const arriving = (): Arrival => ({ coming: [], origin: "", arrived_on: today(), by: [], number: "", onward: false, to: "", note: "" });

/** Return which fields are missing or cannot be. */
export function unsaid(form: Arrival): ("coming" | "origin" | "arrived_on" | "to")[] {
  return [
    ...(form.coming.length ? [] : ["coming" as const]),
    ...(form.origin.trim() ? [] : ["origin" as const]),
    ...(form.arrived_on >= today(LONGEST_AGO) && form.arrived_on <= today() ? [] : ["arrived_on" as const]),
    ...(form.onward && !form.to ? ["to" as const] : []),
  ];
}

/** Return what is kept of an arrival; `here` is where the journey ended. */
export function arrivalOf(form: Arrival, subject: Id, here: string): Record<string, unknown> {
  const [by] = form.by;
  const leg = { on: form.arrived_on, by, start: form.origin.trim(), end: here, ...(form.number.trim() ? { number: form.number.trim() } : {}) };
  return {
    subject, coming: form.coming[0], origin: form.origin.trim(), arrived_on: form.arrived_on,
    ...(by ? { legs: [leg] } : {}), ...(form.onward ? { to: form.to } : {}), ...(form.note.trim() ? { note: form.note.trim() } : {}),
  };
}

/** Return the entry of a household behind a door that the list does not know; null if it does. */
export function homeOf(list: List, { place, door, name }: Newcomer): Id | Draft {
  const known = list.households.find((home) => home.place === place && home.door === door.trim());
  return known?.id ?? { kind: "household", at: new Date().toISOString(), body: { place, door: door.trim(), label: name.trim() } };
}
