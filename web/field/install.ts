/** Putting the app on the home screen, where the browser lets a page ask. */
import { ref } from "vue";

interface Offer extends Event {
  prompt(): Promise<unknown>;
}

export const installable = ref(false);
let offer: Offer | null = null;

window.addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event as Offer;
  installable.value = true;
});

/** Ask whether the app may be installed. */
export async function install(): Promise<void> {
  await offer?.prompt();
  offer = null;
  installable.value = false;
}
