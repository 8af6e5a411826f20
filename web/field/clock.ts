/** The time as screens see it: it moves on by the minute. */
import { ref } from "vue";

export const now = ref(Date.now());
window.setInterval(() => (now.value = Date.now()), 30_000);
