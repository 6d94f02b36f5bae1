// Elements. Text is only ever set as text, so nothing a document says can become markup.

const byId = (id) => document.getElementById(id);

// make("p", { class: "x", on: { click } }, "text", child, …): null children are left out.
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

const fill = (element, ...children) => element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));

const button = (text, click, attributes = {}) => make("button", { type: "button", ...attributes, on: { click } }, text);

// A stretch of text in a language of its own, kept from turning its neighbours around.
const apart = (text, language) => make("bdi", { lang: language || null }, text);

// A link that leaves the page, opened by the reader only; text where the address is not a web address.
function outside(text, address) {
  if (!/^https?:\/\/[^\s]+$/i.test(address)) return apart(text);
  return make("a", { href: address, rel: "noreferrer noopener external", target: "_blank" }, apart(text));
}

// A drawing of this size in CSS pixels; `draw(context, paint)` is called now and whenever the theme changes.
const drawings = new Map();
function drawing(width, height, draw) {
  const canvas = make("canvas", { "aria-hidden": "true", class: "drawing" });
  const ratio = Math.max(2, window.devicePixelRatio || 1);
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const again = () => {
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    draw(context);
  };
  drawings.set(canvas, again);
  again();
  return canvas;
}

function redrawDrawings() {
  for (const [canvas, again] of drawings) if (canvas.isConnected) again(); else drawings.delete(canvas);
}

function announce(text) {
  byId("spoken").textContent = text;
}
