/** After the next frame is on the screen; soon all the same where the window is hidden and draws none. */
export function afterPaint(): Promise<void> {
  return new Promise((done) => {
    const soon = setTimeout(done, 100);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(soon);
        done();
      }),
    );
  });
}
