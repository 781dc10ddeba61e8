// Garita: what plain HTML cannot do. Every page works without this file; nothing here is trusted by the server.
//
//   data-key="1"          the key that presses this button, link or summary; it is printed on it
//   data-own-keys         on <details>: while it is open, its keys come before the same keys elsewhere
//   data-key-focus="/"    the key that moves the focus here
//   data-scan             the box a document reader types into
//   data-once             a form that is sent once, however often it is pressed
//   data-undo-seconds     a form that is offered for so long; data-undo-count inside it shows the seconds left
//   data-focus            takes the focus when the page or a part of it arrives
//   data-lock-after       on <body>: seconds without input until #lock-form is sent
//   data-print            opens the print dialogue
//   data-dismiss          removes the nearest .notice
"use strict";
(() => {
  // A reader sends characters faster than any hand: gaps under this many milliseconds.
  const READER_GAP = 45;
  // A single key acts after this long, when nothing followed it: a reader's first character must not decide a case.
  const KEY_DELAY = 70;
  // Lines of each machine readable zone, by the length of its first line (ICAO 9303): TD1, TD2 and MRV-B, TD3 and MRV-A.
  const LINES = { 30: 3, 36: 2, 44: 2 };

  const ZONE_STARTS = "PIACV";

  const TEXT_TYPES = ["text", "search", "password", "number", "tel", "date", "email", "url", "time", "datetime-local", "month", "week"];
  const isTextField = (element) =>
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement ||
    (element instanceof HTMLInputElement && TEXT_TYPES.includes(element.type)) ||
    (element instanceof HTMLElement && element.isContentEditable);
  // What is folded away has boxes in some browsers, and yet nobody sees it.
  const folded = (element) => {
    const shut = element.closest("details:not([open])");
    return shut !== null && !element.matches("summary");
  };
  const visible = (element) => element.getClientRects().length > 0 && !element.disabled && !folded(element);
  const byKey = (attribute, key) => {
    const found = Array.from(document.querySelectorAll(`[${attribute}]`)).filter(
      (element) => element.getAttribute(attribute).toLowerCase() === key.toLowerCase() && visible(element),
    );
    return found.find((element) => element.closest("details[open][data-own-keys]")) || found[0];
  };
  const scanBox = () => document.querySelector("[data-scan]");

  // ---- Keys, and the guard against a reader that types while the focus is elsewhere ----

  let pending = "";
  let pendingTimer = 0;
  let lastKeyAt = 0;

  const actOnKey = (key) => {
    // A slow reader's first character: zones begin with these (ICAO 9303-3), so they never press anything beside a box.
    if (scanBox() && ZONE_STARTS.includes(key.toUpperCase())) {
      pending = key;
      leadIntoScanBox();
      return;
    }
    const target = byKey("data-key-focus", key);
    if (target) {
      target.focus();
      if (target.select) target.select();
      return;
    }
    const button = byKey("data-key", key);
    if (!button) return;
    button.focus();
    button.click();
    // What a key has unfolded is worked on next.
    const unfolded = button.matches("summary") && button.parentElement.matches("[open].decision-more");
    const first = unfolded && button.parentElement.querySelector("input:not([type=hidden]), select, textarea");
    if (first) first.focus();
  };

  const leadIntoScanBox = () => {
    const box = scanBox();
    const text = pending;
    pending = "";
    clearTimeout(pendingTimer);
    if (!box) return;
    box.value = text;
    box.focus();
    box.setSelectionRange(text.length, text.length);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const now = event.timeStamp;
    const burst = now - lastKeyAt < READER_GAP;
    lastKeyAt = now;
    const target = event.target;

    if (target instanceof Element && target.matches("[data-scan]")) {
      onScanKey(event, target, burst);
      return;
    }
    if (isTextField(target)) {
      if (event.key === "Escape") target.blur();
      return;
    }
    if (event.key === "Enter" || event.key === "Tab") {
      // The end of a reader's line must not press the button that happens to have the focus.
      if (burst || pending.length > 1) event.preventDefault();
      return;
    }
    if (event.key === " " && burst) event.preventDefault();
    if (event.key.length !== 1 || event.key === " " || event.repeat) return;
    if (event.key === "/") event.preventDefault();
    pending += event.key;
    clearTimeout(pendingTimer);
    if (pending.length >= 3) {
      event.preventDefault();
      leadIntoScanBox();
      return;
    }
    pendingTimer = setTimeout(() => {
      const keys = pending;
      pending = "";
      if (keys.length === 1) actOnKey(keys);
    }, KEY_DELAY);
  });

  // ---- The scan box ----

  // What counts as a character of a zone: readers add prefixes, suffixes and control characters of their own.
  const zoneLines = (text) =>
    text
      .replace(/[\u0000-\u0009\u000b\u000c\u000e-\u001f]/g, "")
      .split(/[\r\n]+/)
      .map((line) => line.trim())
      .filter((line) => line !== "");

  const isComplete = (text) => {
    const lines = zoneLines(text);
    const expected = lines.length > 0 ? LINES[lines[0].length] : undefined;
    if (expected) return lines.length === expected && lines.every((line) => line.length === lines[0].length);
    return lines.length === 1 && [72, 88, 90].includes(lines[0].length);
  };

  let scanTimer = 0;
  const send = (box) => {
    clearTimeout(scanTimer);
    if (box.form && !box.form.hasAttribute("aria-busy")) box.form.requestSubmit();
  };

  // In an empty box a lone letter with which no zone begins is the key it is printed on. Digits are not: they decide.
  const onLoneKey = (event, box) => {
    const key = event.key;
    if (box.value !== "" || event.repeat || !/^[a-z/]$/i.test(key) || ZONE_STARTS.includes(key.toUpperCase())) return;
    if (!byKey("data-key-focus", key) && !byKey("data-key", key)) return;
    clearTimeout(pendingTimer);
    pendingTimer = setTimeout(() => {
      if (box.value !== key) return;
      box.value = "";
      actOnKey(key);
    }, KEY_DELAY);
  };

  const onScanKey = (event, box, burst) => {
    onLoneKey(event, box);
    if (event.key === "Escape") {
      event.preventDefault();
      const decision = document.querySelector(".decide [data-key]:not([disabled])");
      if (decision) decision.focus();
      else box.blur();
    } else if (event.key === "Tab" && burst && box.value !== "") {
      // Some readers end lines with a tabulator. By hand it moves on, as everywhere.
      event.preventDefault();
      box.setRangeText("\n", box.selectionStart, box.selectionEnd, "end");
      if (isComplete(box.value)) send(box);
    } else if (event.key === "Enter") {
      // After line 1 it is a line break; when every line is there, or twice in a row by hand, it sends.
      const atEnd = box.selectionEnd === box.value.length;
      const again = !burst && /\n$/.test(box.value) && zoneLines(box.value).length > 0;
      if (isComplete(box.value) || (atEnd && again)) {
        event.preventDefault();
        send(box);
      }
    }
  };

  document.addEventListener("input", (event) => {
    const box = event.target;
    if (!(box instanceof Element) || !box.matches("[data-scan]")) return;
    clearTimeout(scanTimer);
    // A reader without a final Enter: the zone is complete and nothing has followed it.
    if (isComplete(box.value)) scanTimer = setTimeout(() => isComplete(box.value) && send(box), 250);
  });

  // ---- Forms that are sent once ----

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-once")) return;
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
  });
  // Back from the browser's memory: the form can be sent again; its key keeps it from being recorded twice.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy"));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target instanceof HTMLFormElement) event.target.removeAttribute("aria-busy");
  });

  // ---- Undo, focus, lock, print ----

  const startUndo = (form) => {
    if (form.dataset.undoStarted) return;
    form.dataset.undoStarted = "yes";
    const end = performance.now() + Number(form.dataset.undoSeconds) * 1000;
    const count = form.querySelector("[data-undo-count]");
    const tick = () => {
      const left = Math.ceil((end - performance.now()) / 1000);
      if (left <= 0) {
        form.querySelectorAll("button").forEach((button) => (button.hidden = true));
        return;
      }
      if (count) count.textContent = `${left} s`;
      setTimeout(tick, 250);
    };
    tick();
  };

  const arrive = (root) => {
    root.querySelectorAll("[data-undo-seconds]").forEach(startUndo);
    const first = root.querySelector("[data-focus]");
    if (first) first.focus();
  };

  let lastInput = performance.now();
  const lockAfter = Number(document.body.dataset.lockAfter || 0) * 1000;
  if (lockAfter > 0) {
    ["keydown", "pointerdown", "wheel", "touchstart"].forEach((kind) =>
      document.addEventListener(kind, () => (lastInput = performance.now()), { passive: true, capture: true }),
    );
    const watch = setInterval(() => {
      const form = document.getElementById("lock-form");
      if (form && performance.now() - lastInput >= lockAfter) {
        clearInterval(watch);
        form.requestSubmit();
      }
    }, 1000);
  }

  document.addEventListener("click", (event) => {
    const element = event.target instanceof Element ? event.target : null;
    if (!element) return;
    if (element.closest("[data-print]")) window.print();
    const dismiss = element.closest("[data-dismiss]");
    if (dismiss && dismiss.closest(".notice")) dismiss.closest(".notice").remove();
    // A menu closes when something else is pressed.
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(element)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("htmx:afterSettle", (event) => arrive(event.target));
  arrive(document);
})();
