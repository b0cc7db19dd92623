using System.Collections.Frozen;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Recovery;

/// <summary>
/// What a client can take up again when it comes back: one socket at a time is its owner. Everything that changes is
/// guarded by the log's lock.
/// </summary>
/// <param name="pid">Secret: who knows it can take the session over.</param>
/// <param name="id">The id of its sockets.</param>
/// <param name="user">The user of the connection it began with; null for anybody.</param>
internal sealed class Session(string pid, string id, string? user)
{
    public string Pid => pid;

    public string Id => id;

    public string? User => user;

    /// <summary>Known to the log: from its first connection until it ends for good.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The socket that it belongs to; null while the client is away.</summary>
    public ISessionOwner? Owner { get; set; }

    /// <summary>The owner is connected, and not only about to be.</summary>
    public bool IsConnected { get; set; }

    /// <summary>The client has everything up to this position: where it connected, or what it said when it came back.</summary>
    public long Position { get; set; }

    /// <summary>The last entry deleted that was for this session alone.</summary>
    public long Deleted { get; set; }

    /// <summary>When the log learned that the client is away, as a timestamp of the clock.</summary>
    public long EndedAt { get; set; }

    /// <summary>The rooms at that time.</summary>
    public IReadOnlySet<string> Rooms { get; set; } = FrozenSet<string>.Empty;

    public SocketData? Data { get; set; }

    /// <summary>When the client's right to be here ends: coming back does not make it longer.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public DisconnectReason Reason { get; set; }
}

/// <summary>The socket of a session, as the log sees it.</summary>
internal interface ISessionOwner
{
    void Deliver(EncodedPacket packet, bool isVolatile = false);

    /// <summary>Ends it: its client has come back on another connection.</summary>
    void TakeOver();
}
