using System.Text.Json;

namespace AkkaSocketIo.ConformanceHost.Profiles;

/// <summary>Sends back what it gets, but for three wishes.</summary>
internal sealed class EioClientHandler : IEngineHandler
{
    public void OnOpen(IEngineConnection connection)
    {
    }

    public ValueTask OnMessage(IEngineConnection connection, EngineMessage message)
    {
        if (message.IsBinary)
        {
            connection.Send(message.Data.Span);
            return default;
        }

        switch (message.Text)
        {
            case "give binary":
                connection.Send([0, 1, 2, 3, 4]);
                break;
            case "give utf8":
                connection.Send("пойду спать всем спокойной ночи");
                break;
            case "sendHeaders":
                connection.Send(JsonSerializer.Serialize(message.Headers));
                break;
            default:
                connection.Send(message.Text);
                break;
        }

        return default;
    }

    public void OnClose(IEngineConnection connection, CloseReason reason)
    {
    }
}
