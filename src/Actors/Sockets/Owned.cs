namespace AkkaSocketIo.Actors.Sockets;

internal static class Owned
{
    /// <summary>Disposes what can be disposed, in whichever way.</summary>
    public static ValueTask DisposeAsync(object owned)
    {
        switch (owned)
        {
            case IAsyncDisposable disposable:
                return disposable.DisposeAsync();
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }

        return default;
    }
}
