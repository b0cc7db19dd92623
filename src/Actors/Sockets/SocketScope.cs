using System.Collections;
using AkkaSocketIo.Actors.Namespaces;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>Says of all that is logged meanwhile which socket it is about (<c>log-scope</c>).</summary>
internal sealed class SocketScope : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly Socket _socket;

    private SocketScope(Socket socket) => _socket = socket;

    public int Count => 3;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("SocketId", _socket.Id),
        1 => new("Namespace", ((Namespace)_socket.Namespace).LogName),
        2 => new("ConnectionId", _socket.Session.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <summary>Null where scopes are off.</summary>
    public static IDisposable? Begin(Socket socket) => socket.Node.Settings.LogScope ? socket.Node.Log.BeginScope(new SocketScope(socket)) : null;

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>For a logger that only writes text.</summary>
    public override string ToString() => string.Join(", ", this.Select(p => $"{p.Key}: {p.Value}"));
}
