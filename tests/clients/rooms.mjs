// Rooms and broadcasts. Who must not get a message is known to have got none when a later answer has arrived.
import { deepStrictEqual as same } from "node:assert/strict";
import { ask, collect, connect, connectBeside, connected, newer, next, run, settled } from "./harness.mjs";

const crowd = count => Promise.all(Array.from({ length: count }, () => connect()));

await run({
  async RoomsAreJoinedAndLeft() {
    const [socket] = await crowd(1);
    same(await ask(socket, "join", "b"), [["b"]]);
    same(await ask(socket, "join", "a"), [["a", "b"]]);
    same(await ask(socket, "join", "a"), [["a", "b"]]);
    same(await ask(socket, "leave", "b"), [["a"]]);
    same(await ask(socket, "leave", "never joined"), [["a"]]);
  },

  async AMessageToARoomReachesItsMembersOnly() {
    const [inside, sender, left, outside] = await crowd(4);
    for (const socket of [inside, sender, left]) await ask(socket, "join", "r");
    await ask(left, "leave", "r");
    const seen = [inside, sender, left, outside].map(socket => collect(socket, "room-msg"));
    same(await ask(sender, "to-room", "r", { hello: ["😀"] }), ["ok"]);
    await settled(inside, sender, left, outside);
    const message = [["r", { hello: ["😀"] }]];
    same(seen, [message, message, [], []]);
  },

  async AMessageToARoomCanLeaveOutItsSender() {
    const [inside, sender, outside] = await crowd(3);
    for (const socket of [inside, sender]) await ask(socket, "join", "r");
    const seen = [inside, sender, outside].map(socket => collect(socket, "room-msg"));
    same(await ask(sender, "to-room-but-me", "r", null), ["ok"]);
    await settled(inside, sender, outside);
    same(seen, [[["r", null]], [], []]);
  },

  async AMessageToTwoRoomsReachesEachMemberOnceWithoutTheExcepted() {
    const members = [["a"], ["b"], ["a", "b"], ["a", "x"], ["x"], []];
    const sockets = await crowd(members.length);
    for (const [i, rooms] of members.entries()) {
      for (const room of rooms) await ask(sockets[i], "join", room);
    }
    const seen = sockets.map(socket => collect(socket, "room-msg"));
    same(await ask(sockets.at(-1), "to-two", "a", "b", "x", 7), ["ok"]);
    await settled(...sockets);
    const once = [["two", 7]];
    same(seen, [once, once, once, [], [], []]);
  },

  async ABroadcastReachesAllOthers() {
    const sockets = await crowd(3);
    const custom = await connectBeside(sockets[1], "/custom");
    const seen = [...sockets, custom].map(socket => collect(socket, "broadcasted"));
    same(await ask(sockets[0], "broadcast", "news"), ["ok"]);
    await settled(...sockets, custom);
    same(seen, [[], [["news"]], [["news"]], []]);
  },

  async ASocketIsARoomOfItsOwn() {
    const [sender, target, other] = await crowd(3);
    const seen = [sender, target, other].map(socket => collect(socket, "room-msg"));
    await ask(sender, "to-room", target.id, 1);
    await settled(sender, target, other);
    same(seen, [[], [[target.id, 1]], []]);
  },

  async BinaryReachesOthersFromAnyDepth() {
    const [sender, other] = await crowd(2);
    const bytes = n => Buffer.from([n, 255]);
    const values = [bytes(1), { a: [bytes(2), { b: bytes(3) }, "text", null] }];
    for (const socket of [sender, other]) await ask(socket, "join", "r");
    const [rooms, broadcasts] = [collect(other, "room-msg"), collect(other, "broadcasted")];
    const [volatiles, laters] = [collect(sender, "volatile-msg"), collect(sender, "later-msg")];
    sender.on("server-call", (value, acknowledge) => acknowledge(value));
    for (const value of values) {
      same(await ask(sender, "to-room", "r", value), ["ok"]);
      same(await ask(sender, "to-room-but-me", "r", value), ["ok"]);
      same(await ask(sender, "to-two", "r", "s", "t", value), ["ok"]);
      same(await ask(sender, "broadcast", value), ["ok"]);
      const result = next(sender, "server-call-result");
      sender.emit("please-call", value);
      same(await result, [value]);
      const later = next(sender, "later-msg");
      sender.emit("later", 1, value);
      await later;
      sender.emit("volatile", value);
      await settled(sender, other);
    }
    same(rooms, values.flatMap(value => [["r", value], ["r", value], ["two", value]]));
    same(broadcasts, values.map(value => [value]));
    same(laters, values.map(value => [value]));
    for (const [value] of volatiles) same(value, values.find(v => Buffer.isBuffer(v) === Buffer.isBuffer(value)));
  },

  async WrongAndMissingArgumentsDoNoHarm() {
    const [socket, other] = await crowd(2);
    const events = ["please-call", "timeout-call", "join", "leave", "to-room", "to-room-but-me", "to-two", "broadcast", "volatile", "burst", "later", "fetch-count"];
    for (const event of events) {
      for (const args of [[], [null], [{}, {}, {}, {}], [-1, [], 1], ["x", "y", 1, null], [Buffer.from([1])]]) socket.emit(event, ...args);
    }
    await settled(socket, other);
  },

  async MembersAreCounted() {
    const [one, other] = await crowd(2);
    same(await ask(one, "fetch-count", "r"), [0]);
    for (const socket of [one, other]) await ask(socket, "join", "r");
    same(await ask(one, "fetch-count", "r"), [2]);
  },

  ASocketLeavesItsRoomsWhenItDisconnects: newer(async () => {
    const [socket] = await crowd(1);
    await connectBeside(socket, "/custom");
    await ask(socket, "join", "r");
    socket.disconnect();
    socket.connect();
    await connected(socket);
    same(await ask(socket, "fetch-count", "r"), [0]);
    const seen = collect(socket, "room-msg");
    await ask(socket, "to-room", "r", 1);
    await settled(socket);
    same(seen, []);
  }),
});
