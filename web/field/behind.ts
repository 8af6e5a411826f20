/** What stands behind the PIN: fetched while somebody opens the door, so that the door waits for nothing. */
import { reactive, shallowRef, type App, type Component } from "vue";

export const frame = shallowRef<Component>();
export const fetching = reactive({ failed: false });
const TOUCHES = ["pointerdown", "keydown", "click"];

/** Fetch the screens at the first touch: until then the processor is the door's alone. */
export function fetchWhenTouched(app: App): void {
  const begin = (): void => {
    TOUCHES.forEach((touch) => window.removeEventListener(touch, begin, true));
    void fetchScreens(app);
  };
  TOUCHES.forEach((touch) => window.addEventListener(touch, begin, true));
}

/** Let the screens into the app; a line that breaks is said where they would show. */
async function fetchScreens(app: App): Promise<void> {
  try {
    const { Frame, router } = await import("./screens/index.ts");
    app.use(router);
    frame.value = Frame;
  } catch {
    fetching.failed = true;
  }
}
