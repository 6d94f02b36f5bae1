// The ledger: what became of every sentence and number of each document, and the words of those that gave no claim.

const LEDGER = [
  ["sentences", ["became-read", "became-rejected", "became-nothing", "became-heading"]],
  ["numbers", ["became-read", "became-rejected", "became-nothing", "became-name", "became-date"]],
];

function paintLedger(changed) {
  byId("ledger").hidden = state.view !== "ledger";
  byId("to-ledger").hidden = !data.ledger.length;
  byId("to-ledger").setAttribute("aria-pressed", String(state.view === "ledger"));
  if (state.view !== "ledger" || !["view", "language"].some((name) => changed.has(name))) return;
  fill(byId("ledger"), make("p", { class: "muted" }, say("ledger-lead")), ...data.ledger.map(ledgerOf));
}

function ledgerOf(entry) {
  const { name, title, language } = data.documents[entry.document];
  const rows = LEDGER.map(([what, fates]) => make("div", {}, make("dt", {}, say(what)),
    fates.map((fate, place) => make("dd", {}, make("b", {}, count(entry[what][place])), ` ${say(fate)}`))));
  const unread = (row) => make("div", { class: "unread" }, make("span", { class: "muted" }, `${row[0]}–${row[1]} `), make("bdi", { lang: language }, row[2]),
    row[3].map((reason) => make("p", { class: "muted" }, `${say("rejected")}: ${reason}`)));
  const left = entry.rows.length ? [make("h3", {}, say("unread")), portioned(entry.rows, unread, 100)] : [];
  const more = entry.more ? make("p", { class: "muted" }, say("unread-more", { n: count(entry.more) })) : null;
  const none = entry.rows.length || entry.more ? null : make("p", { class: "muted" }, say("unread-none"));
  return make("section", {}, make("h2", {}, apart(title || name, language)), make("dl", { class: "ledger" }, rows), ...left, more, none);
}
