/** Hand-overs that wait for this community's answer, the oldest first. */
import type { Entry } from "../store/outbox.ts";
import type { Handover, List } from "../wire/shapes.ts";
import { standing } from "./acts.ts";

/** Return those that nobody has answered on this phone either. */
export function waitingFor(list: List, entries: Entry[]): Handover[] {
  const answered = new Set(standing(entries).filter((entry) => entry.kind === "handover_answer").map((entry) => entry.body["handover"]));
  return list.handovers.filter((handover) => !answered.has(handover.id));
}

/** Return for how many whole days one has waited. */
export const waited = ({ offered_at }: Handover, now: number): number => Math.floor((now - Date.parse(offered_at)) / 86_400_000);
