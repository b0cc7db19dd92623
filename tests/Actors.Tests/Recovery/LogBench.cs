using System.Collections.Frozen;
using System.Text;
using AkkaSocketIo.Actors.Recovery;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Tests.Recovery;

/// <summary>A log without threads, clock or clients: time is a number.</summary>
internal sealed class LogBench
{
    public const string LogId = "AAAAAAAA";
    public const long Retention = 1000;
    public const long Duration = 100;
    public const long Overhead = 128;

    public LogBench(long maxBytes = long.MaxValue, int maxAway = int.MaxValue, int maxMarks = 100)
    {
        Entries = new EntryLog(maxBytes, Retention) { Marks = new DeletedMarks(maxMarks) };
        Sessions = new SessionTable(Duration, maxAway);
        State = new NamespaceLogState(Offsets, Entries, Sessions) { Slack = 10 };
    }

    public LogOffset Offsets { get; } = new(LogId);

    public EntryLog Entries { get; }

    public SessionTable Sessions { get; }

    public NamespaceLogState State { get; }

    public List<Session> Ended { get; } = [];

    /// <summary>A connected client.</summary>
    public (Session Session, Owner Owner) Open(string name, string? user = null)
    {
        var session = new Session("pid-" + name, name, user);
        var owner = new Owner();
        State.Open(session, owner);
        return (session, owner);
    }

    /// <summary>A client that was in these rooms, and in its own, and is away.</summary>
    public Session Away(string name, long at, params string[] rooms)
    {
        var (session, owner) = Open(name);
        Leave(session, owner, at, rooms);
        return session;
    }

    public void Leave(Session session, Owner owner, long at, params string[] rooms) => End(session, owner, at, CloseReason.TransportClose, true, rooms);

    public void End(Session session, Owner owner, long at, string reason, bool recoverable, params string[] rooms) =>
        State.End(session, owner, new SessionEnd(new DisconnectReason(reason, null, recoverable), rooms.Append(session.Id).ToFrozenSet(), null, false, at), Ended);

    /// <summary>An event whose text is its name; returns its position.</summary>
    public long Emit(string name, long at = 0, string[]? rooms = null, string[]? except = null, string? sender = null, Session? only = null)
    {
        State.Append(only is null ? new EntryTarget(rooms ?? [], except ?? [], sender) : EntryTarget.For(only), Packet(name), at);
        return State.Last;
    }

    /// <summary>What a session gets that says it has read so far; null: it does not recover.</summary>
    public IEnumerable<string>? Recover(Session session, string? offset)
    {
        var owner = new Owner();
        if (State.Claim(session, offset, owner) is not { } replay)
        {
            return null;
        }

        replay.ReadTo(State.Newest);
        return replay.Take(long.MaxValue).ConvertAll(NameOf);
    }

    public EncodedPacket Packet(string name) => new(Encoding.UTF8.GetBytes($"42[\"{name}\",\"{Offsets.Format(0)}\"]"));

    public static string NameOf(EncodedPacket packet) => Encoding.UTF8.GetString(packet.Text!).Split('"')[1];

    public sealed class Owner : ISessionOwner
    {
        public void Deliver(EncodedPacket packet, bool isVolatile = false)
        {
        }

        public void TakeOver()
        {
        }
    }
}
