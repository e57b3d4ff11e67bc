// Beside the text of an article: pointing at a statement shows its words, and the other way round.
// Everything works without this.
"use strict";

(() => {
  const show = (statement, on) => {
    for (const element of document.querySelectorAll(`[data-of~="${CSS.escape(statement)}"]`)) {
      element.classList.toggle("pointed", on);
    }
  };
  const watch = (event, on) => {
    const element = event.target.closest ? event.target.closest("[data-of]") : null;
    if (element) show(element.dataset.of.split(" ")[0], on);
  };
  for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(name, (event) => watch(event, on));
  }
})();
