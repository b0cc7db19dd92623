namespace AkkaSocketIo;

/// <summary>Emits to sockets of all namespaces of a pattern that are there. They can be counted, but not asked or changed.</summary>
public interface IParentBroadcastOperator : IBroadcastEmitter<IParentBroadcastOperator>
{
    /// <summary>How many sockets this would reach now.</summary>
    Task<int> CountAsync(CancellationToken cancellationToken = default);
}
