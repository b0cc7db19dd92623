using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Recovery;

/// <summary>What a socket of a recoverable namespace has to do with the namespace's log.</summary>
internal sealed class SocketRecovery(MemoryLog log, Session session, bool recovered)
{
    public MemoryLog Log => log;

    public Session Session => session;

    /// <summary>The socket goes on where an earlier one of the same client ended.</summary>
    public bool Recovered => recovered;

    /// <summary>What the client has missed; null when it is a new one or has got it.</summary>
    public Replay? Replay { get; set; }

    public bool SkipsMiddlewares => recovered && log.Settings.SkipMiddlewares;

    /// <summary>To the client, now or when it is back.</summary>
    public void Emit(EncodedPacket packet) => log.Emit(session, packet);
}
