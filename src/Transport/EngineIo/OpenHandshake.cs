using System.Buffers;
using System.Text.Json;

namespace AkkaSocketIo.Transport.EngineIo;

/// <summary>Writes the open packet: <c>0{"sid":…,"upgrades":[…],"pingInterval":…,"pingTimeout":…,"maxPayload":…}</c>, in this order.</summary>
internal static class OpenHandshake
{
    public static byte[] Encode(string sid, bool offerWebSocket, EngineSettings settings)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        buffer.Write("0"u8);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("sid"u8, sid);
            json.WriteStartArray("upgrades"u8);
            if (offerWebSocket)
            {
                json.WriteStringValue("websocket"u8);
            }

            json.WriteEndArray();
            json.WriteNumber("pingInterval"u8, (long)settings.PingInterval.TotalMilliseconds);
            json.WriteNumber("pingTimeout"u8, (long)settings.PingTimeout.TotalMilliseconds);
            json.WriteNumber("maxPayload"u8, settings.MaxHttpBufferSize);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
