/** The phone as the screens know it: its state, and what they may ask of it. */
export { beginAnew, lock } from "./closing.ts";
export { bringBack, record, takeOut } from "./entries.ts";
export { follow, renew, sync } from "./line.ts";
export { enrol, enrolAgain, start, unlock } from "./opening.ts";
export { session } from "./state.ts";
