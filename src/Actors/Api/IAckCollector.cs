namespace AkkaSocketIo;

/// <summary>
/// Takes the answers of those who were asked, sockets or servers, each under its name. Safe from any thread; what comes when
/// nobody waits any more, or twice, is dropped.
/// </summary>
public interface IAckCollector
{
    /// <summary>This one was asked; said before it can have answered.</summary>
    void Expect(string name);

    /// <summary>This one has answered.</summary>
    void Add(string name, EventArguments arguments);

    /// <summary>This one will not answer any more.</summary>
    void Leave(string name, DisconnectReason reason);
}
