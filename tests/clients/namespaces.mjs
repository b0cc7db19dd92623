// Namespaces: which there are, who gets in, and that several live on one connection without disturbing each other.
import { deepStrictEqual as same, notStrictEqual as differs, ok } from "node:assert/strict";
import { ask, collect, connect, connectBeside, connected, credentials, idOf, newer, next, open, openBeside, refusal, revision, run } from "./harness.mjs";

await run({
  async AuthReachesTheNamespaceItIsFor() {
    const auth = { token: "päss😀 &=?,+", ...(revision === 4 && { deep: [1, null] }) };
    const socket = open("/custom", credentials(auth));
    same((await next(socket, "welcome"))[0], { sid: idOf(socket), nsp: "/custom", auth });
    same(await ask(socket, "echo", 1), [1]);
  },

  async AuthIsEmptyWhereNoneIsGiven() {
    same((await next(open("/custom"), "welcome"))[0].auth, {});
  },

  AuthIsAskedForAtEachConnect: newer(async () => {
    let times = 0;
    // Beside another one, which keeps the connection: 3.x forgets a connection that it closes and opens at once.
    const socket = openBeside(await connect(), "/custom", { auth: give => give({ times: ++times }) });
    same((await next(socket, "welcome"))[0].auth, { times: 1 });
    socket.disconnect();
    socket.connect();
    same((await next(socket, "welcome"))[0].auth, { times: 2 });
  }),

  async AMiddlewareRefusesWithMessageAndData() {
    const main = await connect();
    const denied = openBeside(main, "/deny");
    const [error] = await next(denied, refusal);
    if (revision === 3) same(error, { code: 42 });
    else same([error.message, error.data], ["denied", { code: 42 }]);
    ok(!denied.connected);
    same(await ask(main, "echo", "fine"), ["fine"]);
  },

  async AnUnknownNamespaceIsRefused() {
    const main = await connect();
    for (const name of ["/nobody", "/dyn-x", "/dyn-1/more", "/Custom"]) {
      const [error] = await next(openBeside(main, name), refusal);
      same(error.message, "Invalid namespace");
    }
    same(await ask(main, "echo", "fine"), ["fine"]);
  },

  async ADynamicNamespaceIsMadeWhenAskedFor() {
    const main = await connect();
    for (const name of ["/dyn-1", "/dyn-22"]) {
      const socket = openBeside(main, name);
      same((await next(socket, "welcome"))[0], { sid: idOf(socket), nsp: name });
    }
  },

  async NamespacesShareOneConnection() {
    const main = await connect();
    const sockets = [main, await connectBeside(main, "/custom"), await connectBeside(main, "/dyn-1")];
    same(new Set(sockets.map(idOf)).size, 3);
    same(new Set(sockets.map(socket => socket.io.engine.id)).size, 1);
    const strange = sockets.slice(1).flatMap(socket => [collect(socket, "echo-back")]);
    const answers = await Promise.all([ask(main, "echo", "main"), ask(sockets[1], "echo", "custom", Buffer.from([1]))]);
    same(answers, [["main"], ["custom", Buffer.from([1])]]);
    const back = next(main, "echo-back");
    main.emit("echo", "only here");
    same(await back, ["only here"]);
    await ask(sockets[1], "echo");
    same(strange, [[], []]);
  },

  async TheSameNamespaceTwiceIsTwoConnections() {
    const [one, other] = [await connect(), await connect()];
    differs(one.io.engine.id, other.io.engine.id);
    differs(one.id, other.id);
  },

  async LeavingOneNamespaceLeavesTheOthers() {
    const main = await connect();
    const custom = await connectBeside(main, "/custom");
    const engine = main.io.engine.id;
    custom.disconnect();
    same(await ask(main, "echo", "fine"), ["fine"]);
    same(main.io.engine.id, engine);
  },

  async ANamespaceIsJoinedAgainOnTheSameTransport() {
    const main = await connect();
    const custom = openBeside(main, "/custom");
    await next(custom, "welcome");
    const engine = main.io.engine.id;
    custom.disconnect();
    custom.connect();
    same((await next(custom, "welcome"))[0].sid, idOf(custom));
    same(await ask(custom, "echo", "fine"), ["fine"]);
    same(main.io.engine.id, engine);
  },

  async WhoIsKickedOutOfOneNamespaceStaysInTheOthers() {
    const main = await connect();
    const custom = await connectBeside(main, "/custom");
    const [id, engine] = [main.id, main.io.engine.id];
    const kicked = next(main, "disconnect");
    main.emit("kick");
    same((await kicked)[0], "io server disconnect");
    same(await ask(custom, "echo", "fine"), ["fine"]);
    if (revision === 3) return;
    main.connect();
    await connected(main);
    differs(main.id, id);
    same(main.io.engine.id, engine);
  },

  async ADroppedClientLosesAllNamespacesAndComesBackByItself() {
    const main = await connect();
    const sockets = [main, await connectBeside(main, "/custom")];
    const before = [main.io.engine.id, ...sockets.map(socket => socket.id)];
    const lost = Promise.all(sockets.map(socket => next(socket, "disconnect")));
    const again = Promise.all(sockets.map(connected));
    main.emit("drop");
    same((await lost).map(([reason]) => reason), ["transport close", "transport close"]);
    await again;
    const after = [main.io.engine.id, ...sockets.map(socket => socket.id)];
    ok(after.every(id => id && !before.includes(id)));
    same(await ask(main, "echo", "back"), ["back"]);
  },
});
