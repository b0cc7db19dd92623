// A client with a new token for each connect: it reports with which it was let in, and leaves after the second.
import { next, open, report } from "./harness.mjs";

let token = 0;
const socket = open("/custom", { auth: give => give({ token: ++token }) });
const lost = next(socket, "disconnect");
report({ token: (await next(socket, "welcome"))[0].auth.token });
const again = next(socket, "welcome");
report({ lost: (await lost)[0] });
report({ token: (await again)[0].auth.token });
socket.disconnect();
