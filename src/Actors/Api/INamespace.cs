namespace AkkaSocketIo;

/// <summary>
/// A namespace: sockets that share handlers and rooms. Handlers may be registered at any time and from any thread; they
/// serve the sockets that connect from then on, and those of events also the sockets that are there.
/// </summary>
public interface INamespace : IBroadcastOperator, IHandlerRegistry<INamespace>
{
    /// <summary>The name, with its slash.</summary>
    string Name { get; }

    /// <summary>The connected sockets of this process, as they are now: a copy.</summary>
    IReadOnlyCollection<ISocket> Sockets { get; }
}
