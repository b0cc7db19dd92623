using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;

namespace AkkaSocketIo.Actors.Connections;

/// <summary>The requests of a polling transport that are under way: at most one of each kind.</summary>
internal sealed class PollingExchange(EngineSession session)
{
    private PollRequest? _poll;
    private PostRequest? _post;

    public bool HasPending => _poll is not null;

    public bool IsPending(PollRequest poll) => ReferenceEquals(_poll, poll);

    /// <summary>When a poll last took a ping along.</summary>
    public long PingTaken { get; set; } = long.MinValue;

    public void Wait(PollRequest poll)
    {
        _poll = poll;
        session.HasPoll = true;
    }

    public void Answer(IReadOnlyList<EncodedPacket> packets)
    {
        var poll = _poll;
        _poll = null;
        session.HasPoll = false;
        poll?.TryAnswer(packets);
    }

    /// <summary>False when another POST is under way: both are refused, the first by cutting it off.</summary>
    public bool TryAdmit(PostRequest post)
    {
        if (_post is not null)
        {
            post.Admit(false);
            _post.Abort();
            _post = null;
            return false;
        }

        _post = post;
        post.Admit(true);
        return true;
    }

    public void EndPost(PostRequest post)
    {
        if (ReferenceEquals(_post, post))
        {
            _post = null;
        }
    }

    /// <summary>The session is over: a hanging poll is told so, a body that is still being read is cut off.</summary>
    public void End()
    {
        Answer([EncodedPacket.Close]);
        _post?.Abort();
        _post = null;
    }
}
