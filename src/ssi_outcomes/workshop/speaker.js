// The slides, and the speaker's window: the notes of the slide that is shown, what comes next and the time
// since it was opened. It is a page of its own that this one writes, so that it needs no file and no server;
// it follows the slides, and its keys turn them.

const turnNotes = () => {
  Reveal.configure({ showNotes: !Reveal.getConfig().showNotes });
  Reveal.layout();
};

let speaker = null;

function openSpeaker(words) {
  if (speaker && !speaker.closed) return speaker.focus();
  const own = window.open("", "_blank", "popup,width=900,height=640");
  // A browser that lets no window open still has the notes below the slide.
  if (!own) return turnNotes();
  speaker = own;
  const page = own.document;
  page.documentElement.lang = document.documentElement.lang;
  page.title = words.title;
  const style = page.createElement("style");
  style.textContent =
    ":root { color-scheme: light dark; font: 1.5rem/1.45 system-ui, sans-serif } " +
    "body { margin: 2rem; max-width: 40em }";
  page.head.replaceChildren(style);
  const opened = Date.now();
  const clock = page.createElement("p");
  const tick = () => {
    const seconds = Math.floor((Date.now() - opened) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  const told = page.createElement("main");
  page.body.replaceChildren(told, clock);
  const show = () => !own.closed && tellSlide(page, told, words);
  show();
  tick();
  own.setInterval(tick, 1000);
  Reveal.on("slidechanged", show);
  own.addEventListener("keydown", (event) => {
    if (["ArrowRight", "ArrowDown", "PageDown", " "].includes(event.key)) Reveal.next();
    else if (["ArrowLeft", "ArrowUp", "PageUp"].includes(event.key)) Reveal.prev();
  });
}

function tellSlide(page, told, words) {
  const slides = Reveal.getSlides();
  const at = slides.indexOf(Reveal.getCurrentSlide());
  const titleOf = (slide) => slide.querySelector("h1").textContent;
  const head = page.createElement("h1");
  head.textContent = `${at + 1}/${slides.length} · ${titleOf(slides[at])}`;
  const notes = slides[at].querySelector("aside.notes");
  const copied = [...notes.children].map((each) => page.importNode(each, true));
  const next = page.createElement("p");
  next.textContent = at + 1 < slides.length ? `${words.next} ${titleOf(slides[at + 1])}` : "";
  told.replaceChildren(head, ...copied, next);
}

function startSlides(size, words) {
  const open = () => openSpeaker(words);
  Reveal.initialize({
    ...size,
    hash: true,
    margin: 0.04,
    transition: "none",
    slideNumber: "c/t",
    keyboard: { 78: turnNotes, 83: open },
    help: false,
    navigationMode: "linear",
    scrollActivationWidth: null,
  });
}
