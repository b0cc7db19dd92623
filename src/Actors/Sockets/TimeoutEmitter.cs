namespace AkkaSocketIo.Actors.Sockets;

/// <summary>A socket whose awaited acknowledgements have a time of their own.</summary>
internal sealed class TimeoutEmitter(Socket socket, TimeSpan timeout) : SocketEmitter
{
    public override ISocketEmitter Timeout(TimeSpan timeout) => socket.Timeout(timeout);

    protected override void EmitCore(string eventName, ReadOnlySpan<object?> arguments) => socket.Emit(eventName, arguments);

    protected override ValueTask EmitCoreAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        socket.EmitAsync(eventName, arguments, cancellationToken);

    protected override Task<T> AskCoreAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        socket.AskAsync<T>(eventName, arguments, timeout, cancellationToken);
}
