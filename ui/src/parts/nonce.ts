/** The nonce that the window's content policy takes styles by that are made at run time; empty in `vite dev`, which has none. */
export function styleNonce(): string {
  return document.querySelector<HTMLStyleElement>("style[nonce]")?.nonce ?? "";
}
