import { MessageList, avatar, element } from "./messages.js";
import { watchImages } from "./images.js";
import { Typing } from "./typing.js";

const $ = id => document.getElementById(id);
const answerWithin = 10_000;

const me = { nick: "", session: sessionStorage.getItem("session") ?? newSession() };
let room = roomInAddress(); // the room we are in, or want to be in after the next connect
let inside = false; // welcomed by the server since the last connect
let lost = false; // was inside and has not come back yet
let unread = 0;
const people = new Map(); // room → nicknames, the server's latest word

const messages = new MessageList();
const typing = new Typing($("typing"), on => socket.connected && socket.emit("typing", room, on));
const socket = makeSocket();

// --- connection ---------------------------------------------------------------------------------------------------

function makeSocket() {
  if (!globalThis.io) {
    refuse("The Socket.IO client is missing on the server. Install Node.js (with npm) and build the sample again.");
    $("join").disabled = true;
    return { connected: false };
  }
  const transports = new URLSearchParams(location.search).get("transports")?.split(",");
  return io({
    autoConnect: false,
    reconnectionDelayMax: 4_000,
    ...(transports && { transports }),
    // Asked for at every connect: after a reconnection the server puts us back into our room before any event of ours.
    auth: send => send({ nick: me.nick, session: me.session, room }),
  });
}

function listen() {
  socket.io.on("open", () => socket.io.engine.on("upgrade", () => showTransport()));
  socket.io.on("reconnect_attempt", () => showState("reconnecting", "Reconnecting…"));

  socket.on("connect", () => showTransport());

  socket.on("welcome", welcome => {
    const back = lost;
    inside = true;
    lost = false;
    me.nick = welcome.nick;
    sessionStorage.setItem("nick", me.nick);
    people.clear();
    enter(welcome.room);
    if (back) messages.notice("You are back online");
    showChat();
  });

  socket.on("disconnect", reason => {
    typing.clear();
    if (!inside) return;
    inside = false;
    lost = true;
    showState("reconnecting", "Reconnecting…");
    messages.notice("Connection lost");
    // The client does not come back by itself when the server has said goodbye to this socket only.
    if (reason === "io server disconnect") setTimeout(() => me.nick && socket.connect(), 1_000);
  });

  socket.on("connect_error", error => {
    if (socket.active) {
      showState("reconnecting", "Reconnecting…");
      if (!$("welcome").hidden) refuse("The server cannot be reached. Still trying…", true);
      return;
    }
    // Refused by the server's middleware: it says which field it does not like.
    if (error.data?.field === "room") room = "";
    showWelcome(error.message);
  });

  socket.on("rooms", list => showRooms(list));
  socket.on("presence", (name, nicks) => presence(name, nicks));
  socket.on("typing", (name, nick, on) => { if (name === room) typing.other(nick, on); });
  socket.on("message", message => {
    typing.other(message.from, false);
    received(messages.text(message));
  });
  socket.on("image", (image, bytes) => {
    typing.other(image.from, false);
    received(messages.image(image, bytes));
  });
}

/** Sends something we show already; what the server refuses or never answers can be tried again. */
function deliver(item, event, ...args) {
  messages.sending(item);
  socket.timeout(answerWithin).emit(event, ...args, (error, reply) => {
    if (!error && reply.ok) messages.sent(item);
    else messages.failed(item, reply?.error ?? "Not delivered.", () => deliver(item, event, ...args));
  });
}

function newSession() {
  // Not randomUUID: a browser has that only on https and localhost.
  const session = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  sessionStorage.setItem("session", session);
  return session;
}

// --- rooms and people ---------------------------------------------------------------------------------------------

function roomInAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

function join(name) {
  closeDrawer();
  if (name === room) return;
  if (!socket.connected) return complain("You are offline: wait until the connection is back.");
  typing.stopped();
  socket.timeout(answerWithin).emit("join", name, (error, reply) => {
    if (error || !reply.ok) return complain(reply?.error ?? "The server did not answer. Try again.");
    $("new-room").value = "";
    $("notice").hidden = true;
    people.delete(room);
    enter(reply.room);
    $("message").focus({ preventScroll: true });
  });
}

function enter(name) {
  const changed = $("room-title").dataset.room !== name;
  room = name;
  history.replaceState(null, "", `#${encodeURIComponent(name)}`);
  typing.clear();
  messages.show(name);
  if (changed) messages.notice(`You joined ${name}`);
  $("room-title").textContent = name;
  $("room-title").dataset.room = name;
  showTitle();
  showPeople();
  for (const button of $("rooms").querySelectorAll("button")) markCurrent(button);
}

function presence(name, now) {
  const before = people.get(name);
  people.set(name, now);
  if (name !== room || !inside) return;
  if (before) {
    for (const nick of now) if (!before.includes(nick)) messages.notice(`${nick} joined`);
    for (const nick of before) {
      if (now.includes(nick)) continue;
      messages.notice(`${nick} left`);
      typing.other(nick, false);
    }
  }
  showPeople();
}

function showPeople() {
  const nicks = people.get(room) ?? [];
  $("room-count").textContent = nicks.length === 1 ? "Only you here" : nicks.length > 1 ? `${nicks.length} people here` : "";
  $("people").replaceChildren(...nicks.map(nick => {
    const item = element("li", "person");
    item.dataset.nick = nick;
    item.append(avatar(nick), element("bdi", "", nick));
    if (nick === me.nick) {
      item.dataset.me = "";
      item.append(element("span", "you", "you"));
    }
    return item;
  }));
}

function showRooms(list) {
  const focused = document.activeElement?.closest?.("#rooms button")?.dataset.room;
  $("rooms").replaceChildren(...list.map(({ name, people: number }) => {
    const button = element("button", "room");
    button.type = "button";
    button.dataset.room = name;
    button.dataset.people = number;
    const count = element("span", "count", number || "");
    if (number) count.setAttribute("aria-label", number === 1 ? "1 person" : `${number} people`);
    button.append(element("span", "hash", "#"), element("bdi", "", name), count);
    button.addEventListener("click", () => join(name));
    markCurrent(button);
    const item = element("li");
    item.append(button);
    return item;
  }));
  if (focused) $("rooms").querySelector(`[data-room="${CSS.escape(focused)}"]`)?.focus();
}

function markCurrent(button) {
  if (button.dataset.room === room) button.setAttribute("aria-current", "true");
  else button.removeAttribute("aria-current");
}

// --- what is shown ------------------------------------------------------------------------------------------------

function showTransport() {
  const name = socket.io.engine.transport.name;
  if (socket.connected) showState("connected", name === "websocket" ? "WebSocket" : name === "polling" ? "Polling" : name, name);
}

function showState(state, text, transport = "") {
  const pill = $("transport");
  Object.assign(pill.dataset, { state, transport });
  pill.firstElementChild.textContent = text;
  pill.title = state === "connected" ? `Connected by ${text}` : text;
}

function showChat() {
  $("join").disabled = false;
  $("join-error").textContent = "";
  if ($("welcome").hidden) return;
  $("welcome").hidden = true;
  $("chat").hidden = false;
  $("message").focus({ preventScroll: true });
}

function showWelcome(error = "") {
  inside = lost = false;
  $("nick").value = me.nick || $("nick").value;
  me.nick = "";
  sessionStorage.removeItem("nick");
  typing.clear();
  messages.forget();
  $("room-title").dataset.room = "";
  $("chat").hidden = true;
  $("welcome").hidden = false;
  document.title = "AkkaSocketIo Chat";
  showState("offline", "Offline");
  refuse(error);
  $("nick").focus();
  $("nick").select();
}

function refuse(text, busy = false) {
  $("join-error").textContent = text;
  $("join").disabled = busy;
  $("nick").toggleAttribute("aria-invalid", !busy && text !== "");
}

let noticeTimer;
function complain(text) {
  clearTimeout(noticeTimer);
  $("notice").textContent = text;
  $("notice").hidden = false;
  noticeTimer = setTimeout(() => { $("notice").hidden = true; }, 7_000);
}

function received(item) {
  if (document.hidden && item.dataset.mine === undefined) unread++;
  showTitle();
}

function showTitle() {
  if (!document.hidden) unread = 0;
  document.title = `${unread ? `(${unread}) ` : ""}${room} · AkkaSocketIo Chat`;
}

function openDrawer() {
  $("chat").classList.add("drawer");
  $("menu").setAttribute("aria-expanded", "true");
  $("rooms").querySelector("[aria-current], button")?.focus({ preventScroll: true });
}

function closeDrawer() {
  if (!$("chat").classList.contains("drawer")) return;
  $("chat").classList.remove("drawer");
  $("menu").setAttribute("aria-expanded", "false");
  $("menu").focus({ preventScroll: true });
}

// --- what the user does -------------------------------------------------------------------------------------------

$("join-form").addEventListener("submit", event => {
  event.preventDefault();
  const nick = $("nick").value.trim();
  if (!nick) {
    refuse("Please choose a nickname first.");
    return $("nick").focus();
  }
  start(nick);
});

function start(nick) {
  me.nick = nick;
  $("nick").value = nick;
  refuse("", true);
  showState("connecting", "Connecting…");
  socket.connect();
}

$("leave").addEventListener("click", () => {
  inside = false;
  socket.disconnect();
  closeDrawer();
  showWelcome();
});

$("create-form").addEventListener("submit", event => {
  event.preventDefault();
  const name = $("new-room").value.trim();
  if (name) join(name);
  else $("new-room").focus();
});

$("composer").addEventListener("submit", event => {
  event.preventDefault();
  const text = $("message").value.trim();
  if (!text) return;
  deliver(messages.text({ room, from: me.nick, at: Date.now(), text, mine: true }), "message", room, text);
  $("message").value = "";
  typing.stopped();
  resize();
  $("message").focus();
});

$("message").addEventListener("keydown", event => {
  // isComposing: the Enter that ends a word in an input method is not meant for us.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $("composer").requestSubmit();
});

$("message").addEventListener("input", () => {
  resize();
  typing.typed($("message").value.trim() !== "");
});

function resize() {
  const field = $("message");
  $("send").disabled = field.value.trim() === "";
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

watchImages({
  input: $("image"),
  target: document.querySelector(".talk"),
  complain,
  send: (name, type, bytes) =>
    deliver(messages.image({ room, from: me.nick, at: Date.now(), name, type, mine: true }, bytes), "image", room, name, bytes),
});

// A file dropped beside the conversation would replace the page.
for (const kind of ["dragover", "drop"]) addEventListener(kind, event => event.preventDefault());
addEventListener("hashchange", () => { if (inside && roomInAddress()) join(roomInAddress()); });
addEventListener("keydown", event => { if (event.key === "Escape") closeDrawer(); });
document.addEventListener("visibilitychange", () => { if (inside) showTitle(); });
$("menu").addEventListener("click", openDrawer);
$("shade").addEventListener("click", closeDrawer);

if (globalThis.io) {
  listen();
  const nick = sessionStorage.getItem("nick");
  if (nick) start(nick); // a reload stays in the chat
  else $("nick").focus();
}
