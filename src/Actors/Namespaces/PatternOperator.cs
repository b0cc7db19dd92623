using System.Runtime.CompilerServices;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>
/// Emits to all namespaces of a pattern where one is expected that can be asked, too. As in the reference, a pattern cannot:
/// it is no namespace that anybody is in.
/// </summary>
internal class PatternOperator(ParentNamespace parent, BroadcastTarget target) : Emitter, IBroadcastOperator
{
    private readonly ParentBroadcastOperator _all = new(parent, target);

    public IBroadcastOperator Volatile => new PatternOperator(parent, target with { Volatile = true });

    public IBroadcastOperator Local => new PatternOperator(parent, target with { Local = true });

    public IBroadcastOperator To(params ReadOnlySpan<string> rooms) => new PatternOperator(parent, target.To(rooms));

    public IBroadcastOperator In(params ReadOnlySpan<string> rooms) => To(rooms);

    public IBroadcastOperator Except(params ReadOnlySpan<string> rooms) => new PatternOperator(parent, target.But(rooms));

    public IBroadcastOperator Compress(bool compress) => new PatternOperator(parent, target with { Compress = compress });

    public IBroadcastOperator Timeout(TimeSpan timeout) => throw Refused();

    public Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName) => throw Refused();

    public Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName, object? argument) => throw Refused();

    public Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName, params ReadOnlySpan<object?> arguments) => throw Refused();

    public Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        throw Refused();

    public Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName) => throw Refused();

    public Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName, object? argument) => throw Refused();

    public Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName, params ReadOnlySpan<object?> arguments) => throw Refused();

    public Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        throw Refused();

    public Task<int> CountAsync(CancellationToken cancellationToken = default) => _all.CountAsync(cancellationToken);

    public Task<SocketQuery> FetchSocketsAsync(CancellationToken cancellationToken = default) => throw Refused();

    public ValueTask SocketsJoin(params ReadOnlySpan<string> rooms) => throw Refused();

    public ValueTask SocketsLeave(params ReadOnlySpan<string> rooms) => throw Refused();

    public ValueTask DisconnectSockets(bool close = false) => throw Refused();

    protected NotSupportedException Refused([CallerMemberName] string member = "") =>
        new($"{member} is not supported on {parent.Series}, which is a pattern: ask the namespace that a client is in, socket.Namespace or Of with its name.");

    protected override void EmitCore(string eventName, ReadOnlySpan<object?> arguments) => _all.Emit(eventName, arguments);

    protected override ValueTask EmitCoreAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        _all.EmitAsync(eventName, arguments, cancellationToken);
}
