// Events and acknowledgements with all that they can carry, in both directions.
import { deepStrictEqual as same, notStrictEqual as differs, ok } from "node:assert/strict";
import { ask, collect, connect, connectBeside, mode, newer, next, open, parserName, revision, run, settled, view } from "./harness.mjs";

const limit = 1_000_000;

// What the client's own encoder for MessagePack cannot write is left out: whole numbers beyond 64 bits, half characters, and
// parts of a buffer that is no Buffer.
const packed = parserName !== undefined;

/** How much one argument may have so that its whole packet fits, in MessagePack with some room around it. */
function bytesUpTo(limit) {
  return (mode === "websocket" ? limit : (limit / 4) * 3) - 100;
}

// Revision 3 has the length of a packet in front of it, and a byte for the type in front of bytes.
const length = revision === 3 ? "999999:".length : 0;

await run({
  async IsWelcomed() {
    const socket = open();
    const [welcome] = await next(socket, "welcome");
    same(welcome, { sid: socket.id, eio: revision });
    (revision === 3 ? same : differs)(socket.id, socket.io.engine.id);
  },

  async UsesItsTransport() {
    const socket = await connect();
    const { engine } = socket.io;
    if (mode === "upgrade" && engine.transport.name === "polling") await next(engine, "upgrade");
    same(await ask(socket, "transport"), [mode === "polling" ? "polling" : "websocket"]);
  },

  async ValuesComeBackAsTheyWere() {
    const values = [
      0, -1, 1.5, ...(packed ? [] : [1e21]), 5e-324, Number.MAX_SAFE_INTEGER, true, false, null, "", [], {}, [[], [null, {}]],
      { a: { b: [1, { c: null }] }, "": "empty key", "ключ": "é" }, { _placeholder: true, num: 0 },
    ];
    same(await ask(await connect(), "echo", ...values), values);
  },

  async TextOfAnyLanguageComesBack() {
    const texts = ["てすと", "Я Б Г Д", "Ä ä ß", "utf8 — string", "😀👩‍👩‍👧", "\u2028\u0000\u001e\"\\/<&>'\t\n", ...(packed ? [] : ["\ud800 alone"])];
    const socket = await connect();
    for (const text of texts) same(await ask(socket, "echo", text), [text]);
    same(await ask(socket, "echo", ...texts), texts);
  },

  async WhatJsonDoesNotKnowBecomesWhatJavaScriptMakesOfIt() {
    const date = new Date();
    const answer = await ask(await connect(), "echo", date, [undefined, 1], { left: undefined, out: NaN }, -0);
    same(answer, [date.toISOString(), [null, 1], { out: null }, 0]);
  },

  async AnEventWithoutArgumentsIsAnsweredWithNone() {
    same(await ask(await connect(), "echo"), []);
  },

  async EventsComeBackAsEventsInOrder() {
    const socket = await connect();
    const back = collect(socket, "echo-back");
    for (let i = 0; i < 100; i++) socket.emit("echo", i, `text ${i}`);
    await settled(socket);
    same(back, Array.from({ length: 100 }, (_, i) => [i, `text ${i}`]));
  },

  async BinaryComesBackFromAnyDepth() {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    const values = [bytes, "text", { a: { b: [view([1, 2, 3]), [{ c: Buffer.alloc(0) }]] } }, new ArrayBuffer(2), null];
    const expected = [bytes, "text", { a: { b: [Buffer.from([1, 2, 3]), [{ c: Buffer.alloc(0) }]] } }, Buffer.alloc(2), null];
    const socket = await connect();
    same(await ask(socket, "echo", ...values), expected);
    const back = next(socket, "echo-back");
    socket.emit("echo", ...values);
    same(await back, expected);
  },

  async TheServerIsAnswered() {
    const socket = await connect();
    const answers = [["one"], [1, { two: [2] }, null], [], [Buffer.from("bytes"), { deep: [Buffer.from([255])] }]];
    const asked = collect(socket, "server-call");
    for (const answer of answers) {
      socket.once("server-call", (_, acknowledge) => acknowledge(...answer));
      const result = next(socket, "server-call-result");
      socket.emit("please-call", { question: answers.indexOf(answer) });
      same(await result, answer);
    }
    same(asked.map(([question]) => question), answers.map((_, i) => ({ question: i })));
  },

  async TheServerGivesUpWaiting() {
    same(await ask(await connect(), "timeout-call", 50), [true]);
  },

  async TheServerIsAnsweredInTime() {
    const socket = await connect();
    socket.on("server-call", (_, acknowledge) => acknowledge());
    same(await ask(socket, "timeout-call", 15_000), [false]);
  },

  async AnUnknownEventDoesNoHarm() {
    const socket = await connect();
    let answered = false;
    socket.emit("nobody knows this", 1, Buffer.from([1]), () => (answered = true));
    await settled(socket);
    ok(!answered);
  },

  async ABurstArrivesInOrder() {
    const socket = await connect();
    const burst = collect(socket, "burst-msg");
    socket.emit("burst", 500);
    await settled(socket);
    same(burst, Array.from({ length: 500 }, (_, i) => (i % 5 === 0 ? [i, Buffer.from([i & 255, 1, 2])] : [i])));
  },

  async AFloodIsServedInOrder() {
    const socket = await connect();
    const back = collect(socket, "echo-back");
    for (let i = 0; i < 5000; i++) socket.emit("echo", i);
    await settled(socket);
    same(back.map(([i]) => i), Array.from({ length: 5000 }, (_, i) => i));
  },

  async NothingIsLostOrOvertakenWhileTheTransportChanges() {
    const socket = await connect();
    const back = collect(socket, "echo-back");
    const { engine } = socket.io;
    let sent = 0;
    do {
      for (let i = 0; i < 10; i++, sent++) socket.emit("echo", sent, Buffer.from([sent & 255]));
      await settled(socket);
    } while (mode === "upgrade" && engine.transport.name === "polling");
    for (let i = 0; i < 50; i++, sent++) socket.emit("echo", sent, Buffer.from([sent & 255]));
    await settled(socket);
    same(back, Array.from({ length: sent }, (_, i) => [i, Buffer.from([i & 255])]));
  },

  async TextUpToTheLimitComesBack() {
    const text = "x".repeat(packed ? bytesUpTo(limit) : limit - length - '420["echo",""]'.length);
    same(await ask(await connect(), "echo", text), [text]);
  },

  async BinaryUpToTheLimitComesBack() {
    // By polling it is base64, in one payload with the event itself.
    const most = packed ? bytesUpTo(limit) : limit - (revision === 3 ? 1 : 0);
    const bytes = Buffer.alloc(mode === "websocket" ? most : (limit / 4) * 3 - 100, "pattern");
    const [back] = await ask(await connect(), "echo", bytes);
    ok(bytes.equals(back));
  },

  async TooMuchCostsOnlyTheClientThatSendsIt() {
    const [heavy, light] = [await connect("/", { reconnection: false }), await connect()];
    const lost = next(heavy, "disconnect");
    heavy.emit("echo", "x".repeat(limit));
    const [reason] = await lost;
    ok(["transport error", "transport close"].includes(reason), reason);
    same(await ask(light, "echo", "still here"), ["still here"]);
  },

  async WhatIsNoPacketCostsOnlyTheClientThatSendsIt() {
    const honest = await connect();
    for (const text of ["5woooot", "abc", "2{}", '4["an error"]', '0{"twice":true}', '2["__proto__"', "51-[]"]) {
      const socket = await connect("/", { reconnection: false });
      const lost = next(socket, "disconnect");
      socket.io.engine.write(text);
      await lost;
    }
    same(await ask(honest, "echo", "still here"), ["still here"]);
  },

  async AsManyAttachmentsAsAreAllowedComeBack() {
    const attachments = Array.from({ length: 10 }, (_, i) => Buffer.from([i]));
    const socket = await connect("/", { reconnection: false });
    same(await ask(socket, "echo", ...attachments), attachments);
    const tooMany = [...attachments, Buffer.from([10])];
    if (packed) {
      // They are no messages of their own.
      same(await ask(socket, "echo", ...tooMany), tooMany);
      return;
    }
    const lost = next(socket, "disconnect");
    socket.emit("echo", ...tooMany);
    await lost;
  },

  ConnectsAgainOnTheSameTransportWithANewId: newer(async () => {
    const socket = await connect();
    await connectBeside(socket, "/custom");
    const { id } = socket;
    const engine = socket.io.engine.id;
    socket.disconnect();
    socket.connect();
    const [welcome] = await next(socket, "welcome");
    same(welcome.sid, socket.id);
    differs(socket.id, id);
    same(socket.io.engine.id, engine);
  }),

  ConnectsOnceWhenItsEngineWasClosedAndOpenedAgain: newer(async () => {
    const socket = await connect("/", { reconnection: false });
    const connects = collect(socket, "connect");
    const lost = next(socket, "disconnect");
    socket.io.engine.close();
    await lost;
    socket.connect();
    await next(socket, "welcome");
    await settled(socket);
    same(connects, [[]]);
  }),

  EventsAroundADisconnectKeepTheirOrder: newer(async () => {
    const [observer, socket] = [await connect(), await connect()];
    await connectBeside(socket, "/custom");
    await ask(observer, "join", "watched");
    const seen = collect(observer, "room-msg");
    for (let i = 1; i <= 20; i++) socket.emit("to-room", "watched", i);
    socket.disconnect();
    socket.connect();
    await next(socket, "connect");
    await ask(socket, "to-room", "watched", 21);
    await settled(observer);
    // The socket that has ended still handles its events, beside the one that follows it.
    while (seen.length < 21) await next(observer, "room-msg");
    const values = seen.map(([, value]) => value);
    same(values.filter((value) => value !== 21), Array.from({ length: 20 }, (_, i) => i + 1));
    same(values.length, 21);
  }),
});
