/** The gate this phone stands at: which one, who is inside, and registering who passes. */
import { computed, ref } from "vue";
import { insideAt, instead, linesOf, namesOf, passage, type Body, type Line, type Passing } from "./round/gate.ts";
import { record, session } from "./session/index.ts";
import type { Gate } from "./wire/shapes.ts";

const NAME = "anlin-field-gate";
const chosen = ref(Number(localStorage.getItem(NAME)));

export const gates = computed(() => session.list?.gate ?? null);
export const gate = computed<Gate | null>(() => {
  const open = gates.value?.gates ?? [];
  return open.find((each) => each.id === chosen.value) ?? (open.length === 1 ? (open[0] as Gate) : null);
});
export const inside = computed(() =>
  gates.value && gate.value ? insideAt(gates.value, gate.value.place, session.entries, session.listAt) : new Map<string, boolean>(),
);
export const within = computed(() => [...inside.value].filter(([, is]) => is).map(([who]) => who));
export const lines = computed(() => (gates.value && gate.value ? linesOf(gates.value, gate.value, session.entries) : []));
export const names = computed(() => (gates.value ? namesOf(gates.value, session.entries) : new Map()));

/** Stand at a gate from now on; 0 asks anew. */
export function standAt(id: number): void {
  chosen.value = id;
  localStorage.setItem(NAME, String(id));
}

/** Register somebody who passes now; return the id of the passage. */
export function pass(body: Body, way: Passing, warm = ""): Promise<string> {
  return keep(passage(gate.value as Gate, body, way, warm), new Date().toISOString());
}

/** Let a passage say the other way, or take it back; the earlier entry stays. */
export function correct(line: Line, way: Passing | null): Promise<string> {
  return keep(instead(line, way), line.at);
}

const keep = (body: Record<string, unknown>, at: string): Promise<string> => record({ kind: "passage", at, body });
