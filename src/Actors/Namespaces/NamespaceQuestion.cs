using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>Asks the application whether there is a namespace of this name for this client.</summary>
internal static class NamespaceQuestion
{
    /// <summary>False also when it fails or takes longer than <c>connect-timeout</c>, which is logged.</summary>
    public static async ValueTask<bool> AskAsync(ParentNamespace parent, string name, ReadOnlyMemory<byte> auth, SocketIoNode node, CancellationToken ended)
    {
        var limit = node.Settings.ConnectTimeout;
        try
        {
            // On another thread: this one is the connection's, and the application may block it.
            var asked = Task.Run(() => parent.AllowsAsync(name, Handshake.ParseAuth(auth, node.Limits.MaxJsonDepth)).AsTask(), CancellationToken.None);
            return await asked.WaitAsync(limit, node.Time, ended).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e)
        {
            node.Log.NamespaceQuestionFailed(e, SocketLog.Harmless(name));
            return false;
        }
    }
}
