/** What is typed while a phone is enrolled. */
const CODE = /^[A-Z0-9]{16}$/;

/** Return a code as the server knows it, or nothing if it cannot be one. */
export function plainCode(typed: string): string {
  const code = typed.normalize("NFKC").toUpperCase().replace(/[\s\-]/g, "");
  return CODE.test(code) ? code : "";
}

/** Tell whether a PIN is among the first that somebody would try. */
export function isSimple(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, n) => Number(digit) - Number(pin[n])));
  return steps.size === 1 && [...steps].every((step) => Math.abs(step) <= 1);
}

/** Return the code that a link carries after its `#`. */
export const codeIn = (hash: string): string => /^#\/?enrol=([\w-]+)$/.exec(hash)?.[1] ?? "";
