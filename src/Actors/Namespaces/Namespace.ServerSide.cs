using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Namespaces;

internal sealed partial class Namespace
{
    public INamespace OnServerSideEmit(string eventName, Delegate handler)
    {
        ServerSide.On(eventName, handler);
        return this;
    }

    public void ServerSideEmit(string eventName) => TellServers(eventName, []);

    public void ServerSideEmit(string eventName, object? argument) => TellServers(eventName, [argument]);

    public void ServerSideEmit(string eventName, params ReadOnlySpan<object?> arguments) => TellServers(eventName, arguments);

    public Task<IReadOnlyList<T>> ServerSideEmitWithAckAsync<T>(string eventName) => AskServersAsync<T>(eventName, [], default);

    public Task<IReadOnlyList<T>> ServerSideEmitWithAckAsync<T>(string eventName, object? argument) => AskServersAsync<T>(eventName, [argument], default);

    public Task<IReadOnlyList<T>> ServerSideEmitWithAckAsync<T>(string eventName, params ReadOnlySpan<object?> arguments) =>
        AskServersAsync<T>(eventName, arguments, default);

    public Task<IReadOnlyList<T>> ServerSideEmitWithAckAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        AskServersAsync<T>(eventName, arguments, cancellationToken);

    private void TellServers(string eventName, ReadOnlySpan<object?> arguments) =>
        Adapter.ServerSideEmit(ServerSide.Encode(eventName, arguments, wantsAck: false));

    private Task<IReadOnlyList<T>> AskServersAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken)
    {
        var packet = ServerSide.Encode(eventName, arguments, wantsAck: true);
        return AskAsync<T>(SocketIoPacket.NoId, (acks, ended) => Adapter.ServerSideEmitWithAcksAsync(packet, acks, ended), null, cancellationToken);
    }
}
