/** What the screens show: the list, with whoever was registered on this phone since. */
import { computed } from "vue";
import { now } from "./clock.ts";
import { withRegistered } from "./round/register.ts";
import { session } from "./session/index.ts";
import { said } from "./words/index.ts";

export const known = computed(() =>
  session.list ? withRegistered(session.list, session.entries, session.listAt, now.value) : null,
);

/** Return what the ledger calls a special group or a relation to the head. */
export function wordOf(table: "group" | "relation", key: string): string {
  const both = session.list?.words[table]?.[key];
  return both ? said(both) : key;
}

/** Tell whether this phone's role carries a right. */
export const may = (right: string): boolean => session.list?.rights.includes(right) ?? false;

/** Tell whether it only keeps gates. */
export const onlyGates = computed(() => may("gate") && !may("record"));
