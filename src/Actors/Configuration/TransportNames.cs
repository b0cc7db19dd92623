namespace AkkaSocketIo.Actors.Configuration;

/// <summary>The names of transports as clients say them.</summary>
internal static class TransportNames
{
    public const string Polling = "polling";
    public const string WebSocket = "websocket";

    private static readonly string[] Known = [Polling, WebSocket];

    public static ParsedSetting Parse(List<string> items)
    {
        if (items.Count == 0)
            throw new SettingException("is empty, and without a transport no client can connect", "Write [\"polling\", \"websocket\"] or one of the two.");
        foreach (var item in items)
        {
            if (item == "webtransport")
            {
                throw new SettingException(
                    "asks for WebTransport, which needs HTTP/3, whose library (msquic) is not available on this platform",
                    "Remove webtransport; clients use websocket instead.");
            }

            if (!Known.Contains(item))
                throw new SettingException($"names no transport with {item}", $"{NearestName.Suggest(item, Known, '.')} There are polling and websocket.");
        }

        var names = items.Distinct().ToArray();
        return new(names, $"[{string.Join(", ", names)}]");
    }
}
