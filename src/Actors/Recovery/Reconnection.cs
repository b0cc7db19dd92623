using System.Security.Claims;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.EngineIo;

namespace AkkaSocketIo.Actors.Recovery;

/// <summary>Makes the socket for a CONNECT: one that goes on with the session that the client names, or a new one.</summary>
internal static class Reconnection
{
    // Earlier revisions of the protocol have no place for it.
    private const int FirstProtocol = 4;

    /// <param name="nsp">The namespace.</param>
    /// <param name="id">For a socket that begins without recovery.</param>
    /// <param name="engine">The connection.</param>
    /// <param name="auth">The payload of CONNECT.</param>
    public static Socket CreateSocket(Namespace nsp, string id, EngineSession engine, ReadOnlyMemory<byte> auth)
    {
        if (nsp.EventLog is not { } log || engine.Protocol < FirstProtocol)
        {
            return new Socket(id, nsp, engine, auth);
        }

        var request = RecoveryRequest.Read(auth.Span);
        var user = engine.Handshake.User.FindFirst(ClaimTypes.NameIdentifier)?.Value;
        if (request.Pid is not null)
        {
            var recovered = TryRecover(nsp, log, engine, auth, request, user, out var result);
            nsp.Node.Metrics.Recovered(nsp.Series, result);
            if (recovered is not null)
            {
                return recovered;
            }
        }

        var session = new Session(id, SessionId.New(), user);
        return new Socket(session.Id, nsp, engine, auth, new SocketRecovery(log, session, recovered: false));
    }

    private static Socket? TryRecover(
        Namespace nsp, MemoryLog log, EngineSession engine, ReadOnlyMemory<byte> auth, RecoveryRequest request, string? user, out string result)
    {
        while (log.Find(request.Pid!, user) is { } session)
        {
            if (session.Owner is { } older)
            {
                // The client has lost that connection; only the server does not know yet. There is one socket for a pid, and
                // when the older connection is found to be dead it has nothing to do with the session any more.
                older.TakeOver();
                if (session.Owner == older)
                {
                    // It cannot be ended: the session is its own.
                    break;
                }

                continue;
            }

            var recovery = new SocketRecovery(log, session, recovered: true);
            var socket = new Socket(session.Id, nsp, engine, auth, recovery);
            var claim = log.Claim(session, request.Offset, socket, out var replay);
            if (claim == ClaimResult.Claimed)
            {
                recovery.Replay = replay;
                socket.Rejoin(session);
                if (session.ExpiresAt is { } end)
                {
                    socket.ExpiresAt = end;
                }

                result = "recovered";
                return socket;
            }

            if (claim != ClaimResult.Raced)
            {
                result = claim == ClaimResult.Deleted ? "deleted" : "too_large";
                return null;
            }
        }

        result = "unknown";
        return null;
    }
}
