namespace AkkaSocketIo;

/// <summary>
/// Namespaces that are made when a client first connects to one of them. Each takes over the handlers that are
/// registered here at that time. What is emitted here goes to the sockets of all of them.
/// </summary>
public interface IDynamicNamespace : IBroadcastEmitter<IParentBroadcastOperator>, IHandlerRegistry<IDynamicNamespace>
{
}
