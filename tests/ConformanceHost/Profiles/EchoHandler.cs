namespace AkkaSocketIo.ConformanceHost.Profiles;

/// <summary>Sends every message back as it came.</summary>
internal sealed class EchoHandler : IEngineHandler
{
    public void OnOpen(IEngineConnection connection)
    {
    }

    public ValueTask OnMessage(IEngineConnection connection, EngineMessage message)
    {
        if (message.IsBinary)
        {
            connection.Send(message.Data.Span);
        }
        else
        {
            connection.Send(message.Text);
        }

        return default;
    }

    public void OnClose(IEngineConnection connection, CloseReason reason)
    {
    }
}
