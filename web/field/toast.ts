/** A word at the foot of the page that goes away by itself and is read aloud. */
import { reactive } from "vue";

const LASTS = 3_000; // milliseconds

export const toast = reactive({ says: "", shown: false });
let timer = 0;

export function showToast(says: string): void {
  Object.assign(toast, { says, shown: true });
  clearTimeout(timer);
  timer = window.setTimeout(() => (toast.shown = false), LASTS);
}
