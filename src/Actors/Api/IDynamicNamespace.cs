namespace AkkaSocketIo;

/// <summary>
/// Namespaces that are made when a client first connects to one of them. Each takes over the handlers that are
/// registered here at that time.
/// </summary>
public interface IDynamicNamespace : IEmitter, IHandlerRegistry<IDynamicNamespace>
{
    /// <summary>The sockets that are in one of these rooms of whichever of the namespaces.</summary>
    IBroadcastOperator To(params ReadOnlySpan<string> rooms);

    /// <summary>The same as <see cref="To"/>.</summary>
    IBroadcastOperator In(params ReadOnlySpan<string> rooms);

    /// <summary>The sockets of all the namespaces but those in these rooms.</summary>
    IBroadcastOperator Except(params ReadOnlySpan<string> rooms);
}
