"use strict";

/**
 * An element. Texts among the children become text, never markup: a trace may come from anyone.
 * An attribute "onclick" is a function.
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

/** What is folded until somebody asks. */
function folded(label, ...children) {
  return element("details", {}, element("summary", {}, label), ...children);
}

function command(text) {
  return element("code", { class: "command" }, text);
}

/** A text without what cannot be seen or turns the reading direction (text/Printable.java). */
function printable(text) {
  return text
    .replace(/[\s\u2800]/gu, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, "\ufffd");
}
