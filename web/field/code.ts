/** The enrolment code that a link brings; it stays out of the address bar and of the history. */
import { ref } from "vue";
import { codeIn } from "./round/enrolment.ts";

export const code = ref("");

function take(hash: string): void {
  const found = codeIn(hash);
  if (!found) return;
  code.value = found;
  history.replaceState(null, "", "/field/");
}

take(location.hash);
window.addEventListener("hashchange", (event) => take(new URL(event.newURL).hash));
