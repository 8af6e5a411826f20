/** What an entry proves, as the server reads it too: nobody reached is an attempt, at the door it is a visit. */
import type { Entry } from "../store/outbox.ts";

export const WAYS = ["phone", "wechat", "door"] as const;
export const CONDITIONS = ["well", "unwell", "not_reached"] as const;
export const SYMPTOMS = ["fever", "cough", "breathless", "chest", "drowsy", "other"] as const;
export const NEEDS = ["medicine", "care", "daily", "psychological", "other"] as const;
export const DIFFICULTIES = ["staff", "supplies", "transport", "medicine", "care", "daily", "laboratory", "other"] as const;

export type Way = (typeof WAYS)[number];
export type Condition = (typeof CONDITIONS)[number];
export type Symptom = (typeof SYMPTOMS)[number];
export type Need = (typeof NEEDS)[number];

/** Return the kinds of act that an entry counts as. */
export function kindsOf(entry: Pick<Entry, "kind" | "body">): string[] {
  const { way, condition, temperature, not_done } = entry.body;
  const measured = temperature ? ["temperature"] : [];
  if (entry.kind === "reading") return ["temperature"];
  if (entry.kind === "round") return [not_done ? "round_partial" : "health_round", ...measured];
  if (entry.kind !== "contact") return [];
  if (condition === "not_reached") return ["contact_attempt"];
  return [way === "door" ? "visit" : "contact", ...measured];
}

/** Return the entries that still say something: neither corrected later nor held back by the server. */
export function standing(entries: Entry[]): Entry[] {
  const corrected = new Set(entries.map((entry) => entry.body["corrects"]));
  return entries.filter((entry) => !corrected.has(entry.id) && entry.state !== "conflict" && entry.state !== "quarantined");
}
