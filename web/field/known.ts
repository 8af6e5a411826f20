/** What the screens show: the list, with whoever was registered on this phone since. */
import { computed } from "vue";
import { now } from "./clock.ts";
import { withRegistered } from "./round/register.ts";
import { session } from "./session/index.ts";

export const known = computed(() =>
  session.list ? withRegistered(session.list, session.entries, session.listAt, now.value) : null,
);

/** Tell whether this phone's role carries a right. */
export const may = (right: string): boolean => session.list?.rights.includes(right) ?? false;

/** Tell whether it only keeps gates. */
export const onlyGates = computed(() => may("gate") && !may("record"));
