/** After the next frame is on the screen; soon all the same where the window is hidden and draws none. */
export function afterPaint(): Promise<void> {
  return new Promise((done) => {
    const soon = setTimeout(done, 100);
    requestAnimationFrame(() => {
      // A message comes when the frame is drawn. A timer that is due may come before what else waits for that.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        clearTimeout(soon);
        port1.close();
        setTimeout(done);
      };
      port2.postMessage(null);
    });
  });
}
