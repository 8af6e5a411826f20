/** What stands behind the PIN: fetched while the door shows, and at the door one waits for nothing else. */
import { reactive, shallowRef, type App, type Component } from "vue";

export const frame = shallowRef<Component>();
export const fetching = reactive({ failed: false });

/** Fetch the screens and let them into the app; a line that breaks is said where they would show. */
export async function fetchScreens(app: App): Promise<void> {
  try {
    const { Frame, router } = await import("./screens/index.ts");
    app.use(router);
    frame.value = Frame;
  } catch {
    fetching.failed = true;
  }
}
