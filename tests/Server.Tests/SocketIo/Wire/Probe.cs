using System.Threading.Channels;

namespace AkkaSocketIo.Server.Tests.SocketIo.Wire;

/// <summary>What handlers saw, in its order; a test waits for it.</summary>
internal sealed class Probe<T>
{
    private readonly Channel<T> _seen = Channel.CreateUnbounded<T>();

    public bool IsEmpty => !_seen.Reader.TryPeek(out _);

    public void Add(T value) => _seen.Writer.TryWrite(value);

    public async Task<T> NextAsync()
    {
        using var patience = new CancellationTokenSource(IoServer.Patience);
        return await _seen.Reader.ReadAsync(patience.Token);
    }

    public async Task<List<T>> NextAsync(int count)
    {
        var values = new List<T>();
        while (values.Count < count)
        {
            values.Add(await NextAsync());
        }

        return values;
    }
}
