// What an application's handlers do, as its clients see it.
import { deepStrictEqual as same, ok } from "node:assert/strict";
import { ask, collect, connect, connectBeside, newer, next, open, revision, run } from "./harness.mjs";

await run({
  async TheHandshakeIsSeen() {
    const query = { a: "1", "&k ey": "=?é/😀" };
    const socket = await connect("/", { query, extraHeaders: { "X-Test": "value" }, auth: { token: 1 } });
    const [seen] = await ask(socket, "handshake");
    same([seen.header, seen.auth], ["value", revision === 3 ? {} : { token: 1 }]);
    for (const [key, value] of Object.entries(query)) same(seen.query[key], value);
    same(seen.query.EIO, String(revision));
    ok(!("token" in seen.query));
  },

  async ArgumentsArriveAsTheirTypes() {
    const socket = await connect();
    same(await ask(socket, "sum", 40, 2), [42]);
    same(await ask(socket, "upload", "é.txt", Buffer.from([1, 2])), [{ name: "é.txt", file: Buffer.from([1, 2]), length: 2 }]);
    same(await ask(socket, "several"), [1, "two", { three: 3 }]);
    same(await ask(socket, "later", "value"), ["value"]);
  },

  async ArgumentsThatDoNotFitAndErrorsCostNothing() {
    const socket = await connect();
    let answered = false;
    for (const args of [["sum", "x", 1], ["sum"], ["upload", 1, "no binary"], ["fail"], ["fail-later"]]) {
      socket.emit(...args, () => (answered = true));
    }
    same(await ask(socket, "sum", 1, 2), [3]);
    ok(!answered);
  },

  async AHandlerForOnceRunsOnce() {
    const socket = await connect();
    const ran = collect(socket, "ran");
    socket.emit("once");
    socket.emit("once");
    await ask(socket, "sum", 0, 0);
    same(ran, [[]]);
  },

  WhatAHandlerDoesArrivesInItsOrder: newer(async () => {
    const socket = await connect();
    const order = [];
    socket.onAny(event => order.push(event));
    const left = next(socket, "disconnect");
    socket.emit("farewell", answer => order.push(answer));
    order.push((await left)[0]);
    same(order, ["first", "acknowledged", "second", "io server disconnect"]);
  }),

  async TheServerCanLeaveAllNamespacesAtOnce() {
    const main = await connect();
    const asks = await connectBeside(main, "/gate");
    const left = Promise.all([next(main, "disconnect"), next(asks, "disconnect")]);
    const closed = next(main.io, "close");
    main.emit("leave-all");
    same((await left).map(([reason]) => reason), ["io server disconnect", "io server disconnect"]);
    await closed;
  },

  async MiddlewaresRunInTheirOrderBeforeTheConnection() {
    const main = await connect();
    const gate = await connectBeside(main, "/gate");
    same(await ask(gate, "passed"), [["first", "second", "connection"]]);
  },

  async EventsWaitForAConnectionHandlerThatAsksTheClient() {
    const socket = open("/asks");
    const greeted = collect(socket, "greeted");
    const [answer] = await next(socket, "name?");
    // More than the server reads ahead: the answer stands behind them.
    for (let i = 0; i < 200; i++) socket.emit("greet", i);
    answer("Ada");
    same(await ask(socket, "greet", 200), ["Ada"]);
    same(greeted.map(([i]) => i), Array.from({ length: 201 }, (_, i) => i));
  },

  async AnAnswerIsReadBehindManyEvents() {
    const socket = await connect();
    const ran = collect(socket, "ran");
    socket.on("name?", answer => {
      for (let i = 0; i < 200; i++) socket.emit("count");
      answer("Ada");
    });
    same(await ask(socket, "ask-back"), ["Ada"]);
    await ask(socket, "sum", 0, 0);
    same(ran.length, 200);
  },
});
