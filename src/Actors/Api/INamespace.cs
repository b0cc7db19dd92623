namespace AkkaSocketIo;

/// <summary>
/// A namespace: sockets that share handlers and rooms. Handlers may be registered at any time and from any thread; they
/// serve the sockets that connect from then on, and those of events also the sockets that are there.
/// </summary>
public interface INamespace : IBroadcastOperator, IHandlerRegistry<INamespace>
{
    /// <summary>The name, with its slash.</summary>
    string Name { get; }

    /// <summary>
    /// What the name has in the places that its pattern names: <c>id</c> is <c>5</c> in <c>/tenant/5</c> of
    /// <c>/tenant/{id}</c>. So have named groups of a regular expression. Empty if it comes from no such pattern. Handlers
    /// get these values as parameters with <c>[FromRoute]</c>.
    /// </summary>
    IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>The connected sockets of this process, as they are now: a copy.</summary>
    IReadOnlyCollection<ISocket> Sockets { get; }
}
