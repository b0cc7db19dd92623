using Akka.Event;
using AkkaSocketIo.Transport.EngineIo;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Transport.Streams;

/// <summary>A GET that wants what is to be sent. The actor answers when there is something.</summary>
internal sealed class PollRequest : IDeadLetterSuppression
{
    private readonly TaskCompletionSource<IReadOnlyList<EncodedPacket>?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The packets to write (counted until they are), or null: 400 with an empty body.</summary>
    public Task<IReadOnlyList<EncodedPacket>?> Answer => _answer.Task;

    public bool TryAnswer(IReadOnlyList<EncodedPacket>? packets) => _answer.TrySetResult(packets);
}

/// <summary>The GET's connection was cut before it was answered.</summary>
internal sealed record PollAborted(PollRequest Request) : IDeadLetterSuppression;

/// <summary>
/// A POST. Told to the actor before its body is read, so that a second one is seen as an overlap; the actor admits it, and
/// then gets one of <see cref="PostReceived"/> and <see cref="PostFailed"/>.
/// </summary>
internal sealed class PostRequest(CancellationTokenSource aborted) : IDeadLetterSuppression
{
    private readonly TaskCompletionSource<bool> _admitted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _queued = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>False: 400 with an empty body.</summary>
    public Task<bool> Admitted => _admitted.Task;

    /// <summary>Its packets stand in the actor's queues: the answer is <c>ok</c>.</summary>
    public Task Queued => _queued.Task;

    public void Admit(bool admitted) => _admitted.TrySetResult(admitted);

    public void SetQueued() => _queued.TrySetResult();

    /// <summary>The session was closed while the body was read: the request's connection is to be cut.</summary>
    public void Abort()
    {
        _admitted.TrySetResult(false);
        aborted.Cancel();
    }
}

/// <summary>The body of an admitted POST. When it is malformed, the packets are those before the error.</summary>
internal sealed record PostReceived(PostRequest Request, List<EnginePacket> Packets, bool Malformed) : IDeadLetterSuppression
{
    /// <summary>Null where nobody asks for them.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }
}

/// <summary>An admitted POST brought nothing: too large (no reason: the session lives on), cut off, or not text.</summary>
internal sealed record PostFailed(PostRequest Request, CloseReason? Reason) : IDeadLetterSuppression;
