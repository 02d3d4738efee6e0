"use strict";

/**
 * Creates an element. Strings among the children become text nodes, never markup, because traces
 * are untrusted input. The attribute "onclick" takes a function.
 */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) {
      made.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children.flat(2).filter((child) => child !== null && child !== undefined));
  return made;
}

/** A collapsed section that the reader can open. */
function folded(label, ...children) {
  return element("details", {}, element("summary", {}, label), ...children);
}

function command(text) {
  return element("code", { class: "command" }, text);
}

/** Replaces invisible and bidirectional characters in a text (text/Printable.java). */
function printable(text) {
  return text
    .replace(/[\s\u2800]/gu, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, "\ufffd");
}
