// An address as people write it, made whole.

/** `blog.example.com` is https; what stands on this computer is not, and nobody is on the way to it. */
export function wholeAddress(typed: string): string {
  const address = typed.trim();
  if (address === "" || /^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return address;
  const isHere = /^(localhost|[^/:]+\.localhost|127(\.\d+){3}|\[::1\])(?=[:/]|$)/i.test(address);
  return `${isHere ? "http" : "https"}://${address}`;
}
