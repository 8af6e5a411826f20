/** A reading of somebody at home: from what was typed to what is kept, or what is still missing. */
import type { Id } from "../wire/shapes.ts";
import type { Symptom } from "./acts.ts";
import { COLDEST, HOTTEST, LEAST_SPO2, MOST_SPO2, number, within } from "./contact.ts";

export interface Reading {
  temperature: string;
  spo2: string;
  symptoms: Symptom[];
  note: string;
}

export const unread = (): Reading => ({ temperature: "", spo2: "", symptoms: [], note: "" });

/** Return which fields are missing or cannot be. */
export function lacking({ temperature, spo2 }: Reading): ("temperature" | "spo2")[] {
  return [
    ...(within(temperature, COLDEST, HOTTEST) ? [] : ["temperature" as const]),
    ...(!spo2 || within(spo2, LEAST_SPO2, MOST_SPO2) ? [] : ["spo2" as const]),
  ];
}

/** Return what is kept. */
export const readingOf = (form: Reading, subject: Id): Record<string, unknown> => ({
  subject, temperature: number(form.temperature).toFixed(1),
  ...(form.spo2 ? { spo2: Math.round(number(form.spo2)) } : {}),
  ...(form.symptoms.length ? { symptoms: form.symptoms } : {}),
  ...(form.note.trim() ? { note: form.note.trim() } : {}),
});
