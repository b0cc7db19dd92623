// What the official client's own suite expects of its server, with the client that it belongs to.
import { deepStrictEqual as same, match, notStrictEqual as different, ok } from "node:assert/strict";
import { ask, connect, connectBeside, connected, next, open, run } from "./harness.mjs";

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Without the offset, which recovery puts behind the arguments. */
async function receive(socket, event) {
  return (await next(socket, event)).slice(0, -1);
}

function request(socket, event, reply, ...args) {
  const answer = receive(socket, reply);
  socket.emit(event, ...args);
  return answer;
}

await run({
  async SimpleEventsAreAnswered() {
    const socket = await connect();
    same(await request(socket, "hi", "hi"), []);
    same(await request(socket, "false", "false"), [false]);
    same(await ask(socket, "echo", null), [null]);
    same(await ask(socket, "echo", { a: [1] }), [{ a: [1] }]);
    match((await request(socket, "getDate", "takeDate"))[0], iso);
    match((await request(socket, "getDateObj", "takeDateObj"))[0].date, iso);
    match((await ask(socket, "getAckDate", { test: true }))[0], iso);
    same(await ask(socket, "getId"), [socket.id]);
    different(socket.id, socket.io.engine.id);
  },

  async TextKeepsItsCharacters() {
    const socket = await connect();
    const texts = [];
    socket.on("takeUtf8", text => texts.push(text));
    socket.emit("getUtf8");
    await ask(socket, "echo", 1);
    same(texts, ["てすと", "Я Б Г Д Ж Й", "Ä ä Ü ü ß", "utf8 — string", "utf8 — string"]);
  },

  async TheServerAsks() {
    const socket = await connect();
    socket.on("ack", fn => fn(5, { test: true }));
    same(await request(socket, "ack", "got it"), []);
    let called = false;
    const again = receive(socket, "got it");
    socket.emit("ack", () => called = true);
    await again;
    await ask(socket, "echo", 1);
    same(called, false);
  },

  async BinaryIsSeenAsSuch() {
    const socket = await connect();
    same((await request(socket, "doge", "doge"))[0], Buffer.from("asdfasdf"));
    same((await request(socket, "getbin", "takebin"))[0], Buffer.from("asdfasdf"));
    same(await request(socket, "buffa", "buffack", Buffer.from("asdf")), []);
    same(await request(socket, "blob", "back", Buffer.from("asdf")), []);
    const message = { hello: "lol", message: Buffer.from("asdf"), goodbye: "gotcha" };
    same(await request(socket, "jsonbuff", "jsonbuff-ack", message), []);
    same(await request(socket, "jsonblob", "jsonblob-ack", message), []);
    socket.emit("abuff1", Buffer.from("asdf"));
    same(await request(socket, "abuff2", "abuff2-ack", "second"), []);
    socket.emit("blob1", Buffer.from("1"));
    socket.emit("blob2", "second");
    same(await request(socket, "blob3", "blob3-ack", Buffer.from("3")), []);
  },

  async WhatIsNotExpectedIsNotAnswered() {
    const socket = await connect();
    const seen = [];
    socket.onAny(event => seen.push(event));
    socket.emit("buffa", "no binary");
    socket.emit("jsonbuff", { hello: "lol", message: "no binary", goodbye: "gotcha" });
    socket.emit("blob3", Buffer.from("3"));
    socket.emit("unknown", "x", () => seen.push("ack"));
    await ask(socket, "echo", 1);
    same(seen, []);
  },

  async NamespacesAreThereOrRefuse() {
    const socket = await connect();
    for (const nsp of ["/foo", "/timeout_socket", "/valid", "/asd"]) await connectBeside(socket, nsp);
    const foo = socket.io.socket("/foo");
    same(await ask(foo, "getId"), [foo.id]);
    same((await next(open("/no"), "connect_error"))[0].message, "Auth failed (custom namespace)");
    same((await next(open("/invalid"), "connect_error"))[0].message, "Invalid namespace");
    same((await next(open("/", { query: { fail: 1 } }), "connect_error"))[0].message, "Auth failed (main namespace)");
    await connected(open("/", { query: { fail: "" } }));
  },

  async TheHandshakeIsShown() {
    const query = { a: "b", "&a": "&=?a" };
    const socket = open("/abc", { query, auth: { c: "d" } });
    const [handshake] = await receive(socket, "handshake");
    same([handshake.query.a, handshake.query["&a"], handshake.auth], ["b", "&=?a", { c: "d" }]);
    const main = await connectBeside(socket, "/");
    const [seen] = await ask(main, "getHandshake");
    ok(!("c" in seen.query) && !("a" in seen.auth));
  },

  async StateIsRecovered() {
    const socket = await connect();
    const id = socket.id;
    await request(socket, "hi", "hi");
    const back = next(socket, "connect");
    socket.io.engine.close();
    await back;
    same([socket.recovered, socket.id], [true, id]);
  },
});
