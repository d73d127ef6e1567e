/* The preview's own script: it stands in no published page. It hears of each build over livereload's socket, shows the page
   anew at the same place, and says in a bar what is wrong and where things are written. All of it is in a shadow tree, so
   that neither the site's styles nor its scripts meet it. */
(() => {
  "use strict";

  if (window !== window.top) return; // a frame has its page around it
  const shown = Number(new URL(document.currentScript.src).search.slice(1));
  const PLACE = "broadsheet-preview";
  const AGAIN = 500;
  const BLOCKS = "h1, h2, h3, h4, p, li, dd, dt, td, th, blockquote, figcaption, caption, pre, .part";
  const NOT_WORDS = ".cite, .notes, .heading__link, .in-place, script, style";

  const made = (name, properties = {}, ...inside) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside);
    return element;
  };

  // Where the reader was, for the page that comes after this one.
  const remember = () => {
    try {
      sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollX, scrollY]));
    } catch { /* no storage: the browser's own way must do */ }
  };
  const renew = () => {
    remember();
    location.reload();
  };
  const recall = () => {
    try {
      const [path, left, top] = JSON.parse(sessionStorage.getItem(PLACE)) || [];
      sessionStorage.removeItem(PLACE);
      if (path !== location.pathname) return;
      history.scrollRestoration = "manual";
      const back = () => scrollTo({ left, top, behavior: "instant" });
      back();
      addEventListener("load", () => { back(); history.scrollRestoration = "auto"; }, { once: true });
    } catch { /* nothing to recall */ }
  };

  const host = made("broadsheet-preview");
  const root = host.attachShadow({ mode: "open" });
  const status = made("span", { className: "status" });
  status.setAttribute("role", "status");
  const held = made("strong", { className: "held", hidden: true });
  const length = made("span", { className: "length" });
  const written = made("a", { className: "origin", hidden: true });
  const problems = made("button", { type: "button", hidden: true });
  const lines = made("button", { type: "button", hidden: true, textContent: "Edit links" });
  const panel = made("section", { className: "panel", hidden: true });
  const pencil = made("a", { className: "pencil", hidden: true });
  const bar = made("div", { className: "bar" }, status, held, length, written, lines, problems);
  const sheet = made("link", { rel: "stylesheet", href: "/__preview/preview.css" });
  panel.setAttribute("aria-label", "What is wrong");
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", "Preview");
  root.append(sheet, panel, pencil, bar);

  // On the page itself: room for the bar, and what readers do not get.
  const marks = new CSSStyleSheet();
  marks.replaceSync(`
    body { padding-block-end: 40px; }
    a[data-broadsheet-held]::after { content: " [" attr(data-broadsheet-held) "]"; font: 12px system-ui, sans-serif; }
  `);

  let state = {};
  let page = {};
  let open = null; // what the panel shows: "problems", "lines" or nothing
  let closed = 0; // the problems that were put away

  const toggle = (what) => {
    open = open === what ? null : what;
    closed = open ? 0 : JSON.stringify(state.panel);
    draw();
  };
  problems.onclick = () => toggle("problems");
  lines.onclick = () => toggle("lines");

  const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

  const draw = () => {
    const { errors, warnings, busy, seconds } = state;
    const { words, minutes, origin, blocks } = page;
    const faulty = errors > 0;
    bar.classList.toggle("bar--faulty", faulty);
    status.textContent = busy ? "Building…"
      : faulty ? `Not built: ${count(errors, "problem")}${state.number ? ". Shown is the last good version" : ""}`
        : `Built in ${seconds} s`;
    const note = (state.held || {})[location.pathname.replace(/index\.html$/, "")] || "";
    held.hidden = !note;
    held.textContent = note;
    length.textContent = words ? `${words} words, ${minutes} min` : "";
    written.hidden = !origin?.length;
    if (origin?.length) [written.textContent, written.href, written.title] = origin;
    problems.hidden = !(errors || warnings);
    problems.textContent = faulty ? (open ? "Show the last good version" : "Show the problems")
      : count(warnings, "warning");
    problems.ariaExpanded = open === "problems";
    lines.hidden = !blocks?.length;
    lines.ariaExpanded = open === "lines";
    panel.hidden = !open;
    panel.className = faulty && open === "problems" ? "panel panel--faulty" : "panel";
    if (open === "problems") panel.innerHTML = state.panel; // made and escaped by the preview
    if (open === "lines") panel.replaceChildren(made("h2", { textContent: "Edit this page" }), listed());
  };

  const listed = () => made("ol", {}, ...page.blocks.map(([text, place, link, command]) => (
    made("li", { className: "entry" }, made("a", { href: link, title: command, textContent: place }), ` ${text.slice(0, 90)}`)
  )));

  // Links to what readers do not get are marked as such.
  const markHeld = () => {
    for (const link of document.links) {
      const note = link.host === location.host && state.held[link.pathname.replace(/index\.html$/, "")];
      if (note) link.dataset.broadsheetHeld = note.split(/[: ]/)[0].toLowerCase();
      else delete link.dataset.broadsheetHeld;
    }
  };

  const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const wordsOf = (element) => {
    const copy = element.cloneNode(true);
    for (const other of copy.querySelectorAll(NOT_WORDS)) other.remove();
    return plain(copy.textContent);
  };

  // Each block of the page with its place: the first that is left of those whose words it begins with.
  const places = new Map();
  const match = () => {
    const left = (page.blocks || []).map(([text, ...place]) => [plain(text), place]).filter(([text]) => text);
    places.clear();
    for (const block of document.querySelectorAll(`main :is(${BLOCKS})`)) {
      const words = wordsOf(block);
      const found = words ? left.findIndex(([text]) => words === text || words.startsWith(`${text} `)) : -1;
      if (found >= 0) places.set(block, left.splice(found, 1)[0][1]);
    }
  };

  // One link that comes to the block that the mouse or the keyboard is on.
  const point = ({ target }) => {
    if (target === host) return;
    let block = target.closest?.(BLOCKS);
    while (block && !places.has(block)) block = block.parentElement?.closest(BLOCKS);
    pencil.hidden = !block;
    if (!block) return;
    const [place, link, command] = places.get(block);
    const { top, right } = block.getBoundingClientRect();
    Object.assign(pencil, { href: link, textContent: "Edit", title: [place, command].filter(Boolean).join("\n") });
    pencil.ariaLabel = `Edit ${place}`;
    pencil.style.top = `${Math.max(0, top)}px`;
    pencil.style.left = `${Math.min(right, innerWidth - 60)}px`;
  };
  document.addEventListener("pointerover", point, { passive: true });
  document.addEventListener("focusin", point);
  addEventListener("scroll", () => { pencil.hidden = true; }, { passive: true });

  panel.addEventListener("click", async ({ target }) => {
    const { file, line, column } = target.dataset;
    if (!file) return;
    const answer = await fetch("/__preview/open", {
      method: "POST",
      headers: { "X-Broadsheet": state.token },
      body: JSON.stringify({ file, line, column }),
    });
    target.textContent = (await answer.json()).told || "Opened";
  });

  const ask = async () => {
    const answer = await fetch(`/__preview/state?page=${encodeURIComponent(location.pathname)}`);
    state = await answer.json();
    if (state.number !== shown) {
      renew();
      return;
    }
    // Problems open by themselves, and go away with them; what was put away stays away.
    if (state.errors && !state.busy && closed !== JSON.stringify(state.panel)) open = "problems";
    if (!state.errors && !state.busy && panel.classList.contains("panel--faulty")) open = null;
    draw();
    markHeld();
  };

  // What there is to say of this page does not change while it is shown.
  const askOfPage = async () => {
    page = await (await fetch(`/__preview/page?page=${encodeURIComponent(location.pathname)}`)).json();
    match();
    draw();
  };

  // Livereload's protocol, of which the preview needs three words.
  const listen = () => {
    const socket = new WebSocket(`ws://${location.host}/livereload`);
    socket.onopen = () => {
      socket.send(JSON.stringify({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] }));
      socket.send(JSON.stringify({ command: "info", url: location.href }));
      ask();
    };
    socket.onmessage = ({ data }) => {
      const { command, path } = JSON.parse(data);
      if (command !== "reload") return;
      if (path === "building") status.textContent = "Building…";
      else if (path === `${shown}`) ask();
      else renew();
    };
    socket.onclose = () => {
      status.textContent = "The preview has ended";
      setTimeout(listen, AGAIN);
    };
  };

  recall();
  setTimeout(askOfPage, AGAIN);
  document.adoptedStyleSheets.push(marks);
  document.body.append(host);
  addEventListener("pagehide", () => { listen.gone = true; });
  listen();
})();
