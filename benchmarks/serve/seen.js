// Tells, as soon as it is on the screen, which save the page shows: by the clock that the saves are timed with.
(() => {
  let told;
  const look = () => {
    const found = document.body?.textContent.match(/Save number (\d+)x/g)?.at(-1);
    if (found && found !== told) {
      told = found;
      // Two frames later the frame with the text has been drawn.
      requestAnimationFrame(() => requestAnimationFrame(() => {
        console.log(`seen ${found.match(/\d+/)[0]} ${performance.timeOrigin + performance.now()} ${scrollY}`);
      }));
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
