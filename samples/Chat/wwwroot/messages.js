// The message list. It keeps what was said in every room visited, so that coming back finds it again.
// Text of others goes in by textContent only.

const KEEP = 300;
const TOGETHER = 3 * 60_000;

const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

// Far enough apart to be told from each other; a nickname has the same one in every browser.
const HUES = [25, 60, 110, 150, 185, 225, 262, 290, 320, 350];

export function hue(nick) {
  let hash = 0x811c9dc5;
  for (const char of nick.toLowerCase()) hash = Math.imul(hash ^ char.codePointAt(0), 0x01000193);
  return HUES[(hash >>> 0) % HUES.length];
}

export function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

// Two letters: with one, and ten colours, too many visitors look the same.
function initials(nick) {
  const [first, second] = nick.split(" ");
  return second ? [...first][0] + [...second][0] : [...first].slice(0, 2).join("");
}

export function avatar(nick) {
  const node = element("span", "avatar", initials(nick));
  node.style.setProperty("--hue", hue(nick));
  node.setAttribute("aria-hidden", "true");
  return node;
}

export class MessageList {
  #list = document.getElementById("messages");
  #log = document.getElementById("log");
  #latest = document.getElementById("latest");
  #viewer = document.getElementById("viewer");
  #elsewhere = new Map();
  #room = null;

  constructor() {
    this.#latest.addEventListener("click", () => this.#toEnd());
    this.#viewer.addEventListener("click", () => this.#viewer.close());
    // The field for writing grows and the keyboard of a phone comes up: the last message stays in sight.
    let wasAtEnd = true;
    this.#log.addEventListener("scroll", () => {
      wasAtEnd = this.#atEnd();
      if (wasAtEnd) this.#latest.hidden = true;
    });
    new ResizeObserver(() => { if (wasAtEnd) this.#toEnd(); }).observe(this.#log);
  }

  show(room) {
    if (room === this.#room) return;
    if (this.#room !== null) this.#elsewhere.set(this.#room, [...this.#list.children]);
    this.#list.replaceChildren(...(this.#elsewhere.get(room) ?? []));
    this.#elsewhere.delete(room);
    this.#room = room;
    this.#toEnd();
  }

  forget() {
    for (const item of [this.#list, ...this.#elsewhere.values()].flatMap(x => [...(x.children ?? x)])) this.#drop(item);
    this.#elsewhere.clear();
    this.#list.replaceChildren();
    this.#room = null;
  }

  notice(text) {
    const item = element("li", "event", text);
    item.dataset.kind = "notice";
    this.#append(this.#room, item);
  }

  text({ room, from, at, text, mine }) {
    const body = element("p", "text", text);
    body.dir = "auto";
    return this.#message("text", { room, from, at, mine }, body);
  }

  image({ room, from, at, name, type, mine }, bytes) {
    const picture = element("img");
    picture.alt = `${name || "Image"} from ${from}`;
    picture.src = URL.createObjectURL(new Blob([bytes], { type }));
    picture.addEventListener("load", () => { if (mine || this.#near(picture)) this.#toEnd(); }, { once: true });
    picture.addEventListener("error", () => picture.replaceWith(element("p", "text", "This image cannot be shown.")), { once: true });
    const open = element("button", "picture");
    open.type = "button";
    open.append(picture);
    open.addEventListener("click", () => {
      const large = document.getElementById("viewer-image");
      large.src = picture.src;
      large.alt = picture.alt;
      this.#viewer.showModal();
    });
    return this.#message("image", { room, from, at, mine }, open);
  }

  #message(kind, { room, from, at, mine }, content) {
    const item = element("li", "message");
    Object.assign(item.dataset, { kind, from, at, state: mine ? "sending" : "sent" });
    if (mine) item.dataset.mine = "";
    const bubble = element("div", "bubble");
    bubble.append(content);
    const when = element("time", "", time.format(at));
    when.dateTime = new Date(at).toISOString();
    const about = element("p", "about");
    const who = element("bdi", "who", from);
    who.style.setProperty("--hue", hue(from));
    about.append(who, when);
    item.append(avatar(from), about, bubble);
    this.#append(room, item, mine);
    return item;
  }

  sent(item) {
    item.dataset.state = "sent";
    item.querySelector(".failure")?.remove();
  }

  sending(item) {
    item.dataset.state = "sending";
    item.querySelector(".failure")?.remove();
  }

  failed(item, why, retry) {
    item.dataset.state = "failed";
    const failure = element("p", "failure", `${why} `);
    const again = element("button", "link", "Try again");
    again.type = "button";
    again.addEventListener("click", retry);
    failure.append(again);
    item.append(failure);
    if (this.#near(item)) this.#toEnd();
  }

  #append(room, item, mine = false) {
    if (room !== this.#room) {
      // A message may overtake the answer to "join": it waits where show() will find it.
      const waiting = this.#elsewhere.get(room) ?? [];
      this.#group(waiting.at(-1), item);
      waiting.push(item);
      this.#elsewhere.set(room, waiting);
      return;
    }
    const follow = mine || this.#atEnd();
    this.#group(this.#list.lastElementChild, item);
    this.#list.append(item);
    while (this.#list.childElementCount > KEEP) {
      this.#drop(this.#list.firstElementChild);
      this.#list.firstElementChild.remove();
    }
    if (follow) this.#toEnd();
    else if (item.dataset.kind !== "notice") this.#latest.hidden = false;
  }

  #group(before, item) {
    if (before?.dataset.from && before.dataset.from === item.dataset.from && item.dataset.at - before.dataset.at < TOGETHER)
      item.classList.add("follows");
  }

  // Blobs live until the page goes or somebody lets go of them.
  #drop(item) {
    const picture = item.querySelector("img");
    if (picture) URL.revokeObjectURL(picture.src);
  }

  #near(node) {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < node.offsetHeight + 160;
  }

  #atEnd() {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < 48;
  }

  #toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#latest.hidden = true;
  }
}
