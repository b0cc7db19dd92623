using System.Diagnostics;

namespace AkkaSocketIo.LoadGenerator;

/// <summary>
/// All connections of a run on one thread: one epoll set, one read buffer and one write buffer, so that a connection
/// costs the generator next to nothing.
/// </summary>
internal sealed class EventLoop(int port, Protocol protocol, int count) : IDisposable
{
    /// <summary>Handshakes in flight: fewer than a listener's usual backlog.</summary>
    private const int ConnectBurst = 100;

    private static readonly TimeSpan _closeTimeout = TimeSpan.FromSeconds(3);

    private readonly Epoll _epoll = new();
    private readonly Connection?[] _connections = new Connection?[count];
    private int _opened;
    private int _ready;
    private int _closed;

    public Protocol Protocol => protocol;

    public byte[] Input { get; } = GC.AllocateArray<byte>(256 * 1024, pinned: true);

    public FrameWriter Output { get; } = new();

    /// <summary>The time of the latest read, in ticks of <see cref="Stopwatch"/>.</summary>
    public long Now { get; set; }

    public Connection this[int index] => _connections[index]!;

    /// <summary>Opens connections, through the protocol's own handshake, until there are <paramref name="total"/>.</summary>
    public void Open(int total, TimeSpan timeout)
    {
        var start = Stopwatch.GetTimestamp();
        while (_ready < total)
        {
            while (_opened < total && _opened - _ready < ConnectBurst)
            {
                var connection = new Connection(this, _opened, ClientSocket.Connect(port));
                _connections[_opened] = connection;
                _epoll.Add(connection.Fd, _opened++);
            }

            Poll(milliseconds: 50);
            if (Stopwatch.GetElapsedTime(start) > timeout)
                throw new TimeoutException($"{_ready} of {total} connections were ready after {timeout.TotalSeconds} s");
        }
    }

    public void Poll(int milliseconds)
    {
        var count = _epoll.Wait(milliseconds);
        for (var i = 0; i < count; i++)
        {
            var (token, flags) = _epoll.Event(i);
            _connections[token]?.Handle(flags);
        }
    }

    public void OnReady() => _ready++;

    public void OnClosed(int index)
    {
        _connections[index] = null;
        _closed++;
    }

    /// <summary>Closes as a good client does, so that the server is at rest before the next run.</summary>
    public void CloseAll()
    {
        foreach (var connection in _connections) connection?.StartClosing();
        var start = Stopwatch.GetTimestamp();
        while (_closed < _opened && Stopwatch.GetElapsedTime(start) < _closeTimeout) Poll(milliseconds: 50);
    }

    public void Dispose()
    {
        foreach (var connection in _connections) connection?.Dispose();
        _epoll.Dispose();
    }
}
