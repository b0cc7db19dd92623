namespace AkkaSocketIo;

/// <summary>
/// This server's part of an adapter, for one namespace: whatever is asked of it concerns this server's sockets and no
/// others. It is the adapter of a server that is alone, and what other adapters are given to build on. Safe from any thread.
/// </summary>
public interface ILocalAdapter : IAdapter
{
    /// <summary>The name of the namespace, with its slash.</summary>
    string Namespace { get; }

    /// <summary>
    /// Runs the handlers of an event that came from another server's <see cref="IAdapter.ServerSideEmit"/>.
    /// </summary>
    /// <param name="packet">What that server has encoded.</param>
    /// <param name="answer">Called with the first answer, on any thread; null if none is wanted.</param>
    /// <returns>Completes when the handlers have finished. Never fails: what they throw goes to <c>OnError</c>.</returns>
    Task ReceiveAsync(BroadcastPacket packet, Action<EventArguments>? answer);

    /// <summary>Makes arguments of what another server got from <see cref="EventArguments.ToJson"/>.</summary>
    /// <exception cref="ArgumentException">It is no JSON array.</exception>
    EventArguments ReadArguments(ReadOnlyMemory<byte> json, IReadOnlyList<ReadOnlyMemory<byte>> attachments);

    /// <summary>What other servers need to know of a socket of this one, for <see cref="ReadSocket"/>.</summary>
    ReadOnlyMemory<byte> WriteSocket(IRemoteSocket socket);

    /// <summary>
    /// Makes a socket of what another server has written of it. What is done with it (emits, joins) goes through this
    /// namespace's adapter to the room that is named by its id.
    /// </summary>
    /// <exception cref="System.Text.Json.JsonException">It was not written by <see cref="WriteSocket"/>.</exception>
    IRemoteSocket ReadSocket(ReadOnlyMemory<byte> written);
}
