// Clients that lose their connection and come back, to a server that keeps their sessions. They connect again when they are
// told to, so that what is emitted meanwhile is missed.
import { deepStrictEqual as same, notStrictEqual as different } from "node:assert/strict";
import { ask, connect, connected, next, run, settled } from "./harness.mjs";

const bytes = [1, 2, 250];

/** A connected client that has read its welcome, and does not come back by itself. */
async function join(nsp = "/", options = {}) {
  const socket = await connect(nsp, { reconnection: false, ...options });
  await settled(socket);
  return socket;
}

/** Closes the engine on the client's side. */
async function lose(socket) {
  const lost = next(socket, "disconnect");
  socket.io.engine.close();
  same((await lost)[0], "forced close");
}

async function comeBack(socket) {
  socket.connect();
  await connected(socket);
  await settled(socket);
}

/** The events of this name without their offsets, binary values as arrays. */
function collectPlain(socket, event) {
  const all = [];
  socket.on(event, (...args) => all.push(args.slice(0, -1).map(value => Buffer.isBuffer(value) ? [...value] : value)));
  return all;
}

await run({
  async MissedEventsComeInOrder() {
    const [socket, other] = [await join(), await join()];
    await ask(socket, "join", "r");
    const id = socket.id;
    const seen = collectPlain(socket, "room-msg");
    await ask(other, "to-room", "r", "live");
    await settled(socket);
    await lose(socket);
    await ask(other, "to-room", "r", "text");
    await ask(other, "to-room", "elsewhere", "not for it");
    await ask(other, "bytes-to", id, Buffer.from(bytes));
    await ask(other, "to-two", "r", id, "elsewhere", { n: 1 });
    await ask(other, "to-two", "r", id, "r", "excepted");
    await comeBack(socket);
    same(socket.recovered, true);
    same(socket.id, id);
    same(seen, [["r", "live"], ["r", "text"], [id, bytes], ["two", { n: 1 }]]);
    await ask(other, "to-room", "r", "live again");
    await settled(socket);
    same(seen.at(-1), ["r", "live again"]);
  },

  async MissedEventsAreThereBeforeConnect() {
    const [socket, other] = [await join(), await join()];
    await lose(socket);
    await ask(other, "broadcast", 1);
    const order = [];
    socket.on("broadcasted", value => order.push(value));
    socket.on("connect", () => order.push("connect"));
    await comeBack(socket);
    same(order, [1, "connect"]);
  },

  async ManyMissedEventsAllCome() {
    const [socket, other] = [await join(), await join()];
    const id = socket.id;
    const seen = collectPlain(socket, "room-msg");
    await lose(socket);
    for (let i = 0; i < 1000; i++) {
      if (i % 5) other.emit("to-room", id, i);
      else other.emit("bytes-to", id, Buffer.from([i & 255]));
    }
    await settled(other);
    await comeBack(socket);
    same(seen, Array.from({ length: 1000 }, (_, i) => [id, i % 5 ? i : [i & 255]]));
  },

  async ItComesBackByItselfAndAsOftenAsItLikes() {
    const socket = await join("/", { reconnection: true });
    const other = await join();
    const id = socket.id;
    const seen = collectPlain(socket, "broadcasted");
    for (let i = 0; i < 5; i++) {
      const back = next(socket, "connect");
      await lose(socket);
      await ask(other, "broadcast", i);
      await back;
      await settled(socket);
      same([socket.recovered, socket.id], [true, id]);
    }
    same(seen, [[0], [1], [2], [3], [4]]);
  },

  async WhomTheServerDroppedComesBackToo() {
    const [socket, other] = [await join(), await join()];
    const id = socket.id;
    const lost = next(socket, "disconnect");
    socket.emit("drop");
    await lost;
    const seen = collectPlain(socket, "room-msg");
    await ask(other, "to-room", id, "value");
    await comeBack(socket);
    same([socket.recovered, socket.id], [true, id]);
    same(seen, [[id, "value"]]);
  },

  async RoomsAreKept() {
    const [socket, other] = [await join(), await join()];
    await ask(socket, "join", "b");
    await ask(socket, "join", "a");
    await lose(socket);
    await comeBack(socket);
    same(await ask(socket, "join", "c"), [["a", "b", "c"]]);
    same(await ask(other, "fetch-count", "a"), [1]);
  },

  async EachNamespaceRecovers() {
    const socket = await join("/custom");
    const id = socket.id;
    await lose(socket);
    await comeBack(socket);
    same([socket.recovered, socket.id], [true, id]);
  },

  async WhoWasKickedOutBeginsAnew() {
    const socket = await join();
    const id = socket.id;
    const lost = next(socket, "disconnect");
    socket.emit("kick");
    same((await lost)[0], "io server disconnect");
    await comeBack(socket);
    same(Boolean(socket.recovered), false);
    different(socket.id, id);
  },

  async AnUnknownSessionBeginsAnew() {
    const socket = await join();
    const { id, _pid: pid } = socket;
    await lose(socket);
    socket._pid = "foo";
    await comeBack(socket);
    same(Boolean(socket.recovered), false);
    different(socket.id, id);
    different(socket._pid, pid);
    const seen = collectPlain(socket, "broadcasted");
    await lose(socket);
    await ask(await join(), "broadcast", "after all");
    await comeBack(socket);
    same(socket.recovered, true);
    same(seen, [["after all"]]);
  },

  async AnEventThatAsksForAnAckHasNothingBehindItsArguments() {
    const socket = await join();
    socket.on("server-call", (...args) => args.at(-1)(args.length, args[0]));
    const result = next(socket, "server-call-result");
    socket.emit("please-call", "text");
    same((await result).slice(0, 2), [2, "text"]);
  },
});
