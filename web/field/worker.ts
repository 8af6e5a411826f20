/** The service worker: it keeps the app on the phone, and brings a new one without losing what is typed. */
import { reactive } from "vue";

export const update = reactive({ ready: false, take: () => {} });

/** Register the service worker and offer a new version when one waits. */
export async function keepApp(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  let asked = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => asked && location.reload());
  const registration = await navigator.serviceWorker.register("/field/sw.js", { scope: "/field/" });
  const offer = (): void => {
    const waiting = registration.waiting;
    if (!waiting || !navigator.serviceWorker.controller) return;
    update.ready = true;
    update.take = () => {
      asked = true;
      waiting.postMessage("take-over");
    };
  };
  offer();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
}
