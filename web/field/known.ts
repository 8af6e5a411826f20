/** What the screens show: the list, with whoever was registered on this phone since. */
import { computed } from "vue";
import { now } from "./clock.ts";
import { withRegistered } from "./round/register.ts";
import { session } from "./session.ts";

export const known = computed(() =>
  session.list ? withRegistered(session.list, session.entries, session.listAt, now.value) : null,
);
