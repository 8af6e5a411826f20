/** The entry form's contents: from what was tapped to what is kept, or what is still missing. */
import type { Id } from "../wire/shapes.ts";
import type { Where } from "./photo.ts";
import type { Condition, Need, Symptom, Way } from "./acts.ts";

export const [COLDEST, HOTTEST, LEAST_SPO2, MOST_SPO2] = [34, 43, 50, 100] as const; // of a living person

export interface Form {
  way: Way[];
  condition: Condition[];
  temperature: string;
  spo2: string;
  symptoms: Symptom[];
  needs: Need[];
  note: string;
  earlier: string;
}

export type Missing = "way" | "condition" | "temperature" | "spo2" | "earlier";

export const blank = (way?: Way): Form => ({
  way: way ? [way] : [], condition: [], temperature: "", spo2: "", symptoms: [], needs: [], note: "", earlier: "",
});

/** Return the form as an earlier entry filled it. */
export function filled(body: Record<string, unknown>): Form {
  const text = (name: string): string => String(body[name] ?? "");
  return {
    way: body["way"] ? [body["way"] as Way] : [],
    condition: body["condition"] ? [body["condition"] as Condition] : [],
    temperature: text("temperature"), spo2: text("spo2"), note: text("note"), earlier: "",
    symptoms: (body["symptoms"] as Symptom[] | undefined) ?? [],
    needs: (body["needs"] as Need[] | undefined) ?? [],
  };
}

/** Return what is missing or cannot be. */
export function missing(form: Form, now: number): Missing[] {
  const found: Missing[] = [];
  if (!form.way.length) found.push("way");
  if (!form.condition.length) found.push("condition");
  if (form.temperature && !within(form.temperature, COLDEST, HOTTEST)) found.push("temperature");
  if (form.spo2 && !within(form.spo2, LEAST_SPO2, MOST_SPO2)) found.push("spo2");
  if (form.earlier && !(Date.parse(form.earlier) <= now)) found.push("earlier");
  return found;
}

/** Return a number as it was typed, with a point or a comma. */
export const number = (typed: string): number => Number(typed.replace(",", "."));

/** Tell whether something was typed that lies between two numbers. */
export const within = (typed: string, least: number, most: number): boolean =>
  typed !== "" && number(typed) >= least && number(typed) <= most;

/** Return what is kept: readings of the unwell and observed, needs of somebody reached. */
export function bodyOf(
  form: Form, about: { subject: Id; observed: boolean; corrects?: string; photos: string[]; where: Where | null },
): Record<string, unknown> {
  const [condition] = form.condition;
  const unwell = condition === "unwell";
  const reached = condition !== "not_reached";
  const measured = form.temperature && (unwell || (about.observed && reached));
  return {
    subject: about.subject, way: form.way[0], condition,
    ...(measured ? { temperature: number(form.temperature).toFixed(1) } : {}),
    ...(unwell && form.spo2 ? { spo2: Math.round(Number(form.spo2)) } : {}),
    ...(unwell && form.symptoms.length ? { symptoms: form.symptoms } : {}),
    ...(reached && form.needs.length ? { needs: form.needs } : {}),
    ...(form.note.trim() ? { note: form.note.trim() } : {}),
    ...(about.photos.length ? { photos: about.photos } : {}),
    ...(about.where ? { where: about.where } : {}),
    ...(about.corrects ? { corrects: about.corrects } : {}),
  };
}
