namespace AkkaSocketIo.Actors.Sockets;

/// <summary>A socket whose events are sent in another way than usual.</summary>
internal sealed class FlaggedEmitter(Socket socket, EmitFlags flags) : SocketEmitter
{
    public override ISocketEmitter Volatile => new FlaggedEmitter(socket, flags with { IsVolatile = true });

    public override ISocketEmitter Compress(bool compress) => new FlaggedEmitter(socket, flags with { IsUncompressed = !compress });

    public override ISocketEmitter Timeout(TimeSpan timeout) => new FlaggedEmitter(socket, flags with { Timeout = EmitFlags.CheckTimeout(timeout) });

    protected override void EmitCore(string eventName, ReadOnlySpan<object?> arguments) => socket.Emit(eventName, arguments, flags);

    protected override ValueTask EmitCoreAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        socket.EmitAsync(eventName, arguments, flags, cancellationToken);

    protected override Task<T> AskCoreAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        socket.AskAsync<T>(eventName, arguments, flags, cancellationToken);
}
