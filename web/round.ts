/** The round in an institution: large keys for gloved thumbs, and the next field by itself. */

const chinese = document.documentElement.lang.startsWith("zh");
const LABELS: Record<string, string> = chinese
  ? { "⌫": "删除", "→": "下一项" }
  : { "⌫": "Delete", "→": "Next" };
const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "⌫", "0", "→"];

/** Return the fields for values in the order of the page. */
function fields(round: HTMLElement): HTMLInputElement[] {
  return [...round.querySelectorAll<HTMLInputElement>("input[data-digits]")];
}

/** Tell whether a value has all its digits; 100 % is the only saturation with three. */
function whole(input: HTMLInputElement): boolean {
  const digits = input.value.replace(/\D/g, "");
  if (input.dataset.digits === "3") return digits.length >= 3;
  return digits === "100" || (digits.length >= 2 && digits !== "10");
}

/** Go to the next field; from the last one of a room send the room and go on in the next. */
function advance(round: HTMLElement, from: HTMLInputElement): void {
  const all = fields(round);
  const next = all[all.indexOf(from) + 1];
  const room = from.form;
  if (room && next?.form !== room) room.requestSubmit();
  if (next) {
    next.focus();
    next.closest("fieldset")?.scrollIntoView({ block: "nearest" });
  } else from.blur();
}

function press(round: HTMLElement, key: string, input: HTMLInputElement): void {
  if (key === "→") return advance(round, input);
  if (key === "⌫") {
    input.value = input.value.slice(0, -1).replace(/\.$/, "");
    return;
  }
  const digits = (input.value + key).replace(/\D/g, "");
  input.value = input.dataset.digits === "3" && digits.length === 3
    ? `${digits.slice(0, 2)}.${digits.slice(2)}`
    : digits.slice(0, 3);
  if (whole(input)) advance(round, input);
}

/** Put the keys at the foot of the page, where a phone shows them instead of its own. */
export function startRound(): void {
  const round = document.querySelector<HTMLElement>("[data-round]");
  if (!round) return;
  const pad = document.createElement("div");
  pad.className = "pad";
  pad.hidden = true;
  let current: HTMLInputElement | null = null;
  for (const key of KEYS) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = key;
    if (LABELS[key]) button.setAttribute("aria-label", LABELS[key]);
    button.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      if (current?.isConnected) press(round, key, current);
    });
    pad.append(button);
  }
  document.body.append(pad);
  const touch = navigator.maxTouchPoints > 0;
  round.addEventListener("focusin", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.dataset.digits) return;
    current = input;
    if (touch) input.inputMode = "none";
    pad.hidden = !touch;
  });
  round.addEventListener("focusout", () => {
    requestAnimationFrame(() => {
      const held = document.activeElement;
      if (!(held instanceof HTMLInputElement && held.dataset.digits)) pad.hidden = true;
    });
  });
  round.addEventListener("input", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.dataset.digits) return;
    if (input.dataset.digits === "3" && /^\d{3}$/.test(input.value)) {
      input.value = `${input.value.slice(0, 2)}.${input.value.slice(2)}`;
    }
    if (whole(input)) advance(round, input);
  });
}
