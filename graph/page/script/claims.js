// A claim in the reader's words, and as a card with its passages.

// Subject – relation – object – amount, as pieces of one sentence.
function sentence(claim) {
  const pieces = [nameElement(claim.s), " ", claim.negated ? make("em", { class: "not" }, `${say("not")} `) : null, make("span", { class: "said" }, saidLabel(claim))];
  if (claim.o !== undefined) pieces.push(" ", make("span", { class: "to", "aria-hidden": "true" }, "→"), " ", nameElement(claim.o));
  if (claim.q) pieces.push(" ", make("b", { class: "amount" }, measurePrefix(claim) + amount(claim.q)));
  return pieces;
}
// Where a relation comes with a figure, the figure is named.
const measurePrefix = (claim) => (claim.r && claim.m ? `(${termLabel("measures", claim.m)}) ` : "");

function swatch(family, modality = "fact", width = 30) {
  const line = { family, modality, claims: [0], negated: false, mutual: true };
  return drawing(width, 12, (context) => drawLine(context, [1, 6, 8, 6, width / 2, 6, width - 8, 6, width - 1, 6], line, 1, paint_));
}

function chips(claim) {
  const list = [];
  const chip = (text, kind = "") => list.push(make("li", { class: `chip ${kind}` }, text));
  chip(termLabel("modalities", claim.modality), claim.modality === "fact" ? "" : "unsure");
  if (claim.negated) chip(say("denied"), "denied");
  if (claim.review !== "extracted") chip(say(claim.review), claim.review === "rejected" ? "denied" : "");
  return make("ul", { class: "chips" }, list);
}

// What is known of a claim beside its sentence, as a list of terms.
function facts(claim) {
  const rows = [];
  const row = (key, ...value) => rows.push(make("div", {}, make("dt", {}, say(key)), make("dd", {}, ...value)));
  if (claim.q) row("amount", make("span", { title: exact(claim.q) }, amount(claim.q)), ` (${termLabel("measures", claim.m || "")})`);
  row("when", claim.t ? period(claim.t) : make("span", { class: "muted" }, say("no-date")));
  if (claim.by !== undefined) row("speaker", button(nameElement(claim.by), () => chooseEntity(claim.by), { class: "link" }));
  row("confidence", percent(claim.c ?? 1));
  if (claim.rule) row("rule", make("code", {}, apart(claim.rule)));
  row("review", say(claim.review));
  return make("dl", { class: "facts" }, rows);
}
const exact = (quantity) => [quantity[0], quantity[1]].filter(Boolean).join(" – ") + ` ${quantity[2]}`;

function remarks(claim) {
  const found = index.findings.get(claim.id) || [];
  return found.map(({ severity, message }) => make("p", { class: `remark ${severity === "violation" ? "bad" : ""}` }, make("strong", {}, `${say("finding")}: `), message));
}

function evidenceOf(claim) {
  if (!claim.e.length) return [make("p", { class: "muted" }, say("no-passage"))];
  return claim.e.map(quote);
}

// A card that is open: for the claims of a line.
function card(place, heading = "h3") {
  const claim = data.claims[place];
  return make("article", { class: "card", id: `claim-${claim.id}` },
    make(heading, {}, swatch(familyOf(claim), claim.modality), " ", ...sentence(claim)),
    chips(claim), ...remarks(claim), ...evidenceOf(claim), facts(claim));
}

// A card that opens: for the claims of an entity. Its body is made when it is first opened.
function foldedCard(place) {
  const claim = data.claims[place];
  const body = make("div", { class: "card-body" });
  const open = () => {
    if (body.childElementCount) return;
    const both = claim.o !== undefined && claim.o !== claim.s;
    fill(body, chips(claim), ...remarks(claim), ...evidenceOf(claim), facts(claim),
      both ? make("p", { class: "ways" }, button(say("between-all"), () => chooseClaim(place), { class: "link" })) : null);
  };
  const summary = make("summary", {}, swatch(familyOf(claim), claim.modality), " ", ...sentence(claim), claim.t ? make("span", { class: "muted" }, ` ${period(claim.t)}`) : null);
  return make("details", { class: "card folded", on: { toggle: open } }, summary, body);
}

// Cards in portions, so that an entity of thousands of claims opens at once.
function portioned(places, makeOne, portion = 40) {
  const list = make("div", { class: "cards" });
  const show = (from) => {
    list.append(...places.slice(from, from + portion).map((place) => makeOne(place)));
    const left = places.length - from - portion;
    if (left > 0) {
      const more = button(say("more", { n: count(Math.min(left, portion)) }), () => {
        more.remove();
        show(from + portion);
      }, { class: "more" });
      list.append(more);
    }
  };
  show(0);
  return list;
}
