using System.Buffers;
using System.Net;
using System.Security.Claims;
using System.Text.Json;
using AkkaSocketIo.Actors.Namespaces;

namespace AkkaSocketIo.Actors.Broadcasting;

/// <summary>What nodes tell each other of a socket: one JSON object.</summary>
internal static class RemoteSocketText
{
    public static ReadOnlyMemory<byte> Write(IRemoteSocket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        var text = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, socket.Id);
            json.WriteStartArray("rooms"u8);
            foreach (var room in socket.Rooms)
            {
                json.WriteStringValue(room);
            }

            json.WriteEndArray();
            json.WritePropertyName("data"u8);
            socket.Data.WriteTo(json);
            WriteHandshake(json, socket.Handshake);
            json.WriteEndObject();
        }

        return text.WrittenMemory;
    }

    public static RemoteSocket Read(ReadOnlyMemory<byte> written, Namespace nsp)
    {
        try
        {
            using var document = JsonDocument.Parse(written, new JsonDocumentOptions { MaxDepth = 1000 });
            var socket = document.RootElement;
            return new RemoteSocket(
                nsp,
                socket.GetProperty("id").GetString()!,
                ReadHandshake(socket, nsp.Node.Limits.MaxJsonDepth),
                socket.GetProperty("rooms").EnumerateArray().Select(r => r.GetString()!).ToHashSet(StringComparer.Ordinal),
                new SocketData(nsp.Node.Json, socket.GetProperty("data")));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException("It is no socket that another server has written.", e);
        }
    }

    private static void WriteHandshake(Utf8JsonWriter json, Handshake handshake)
    {
        json.WriteString("url"u8, handshake.Url);
        json.WriteString("address"u8, handshake.Address?.ToString());
        json.WriteBoolean("secure"u8, handshake.Secure);
        json.WriteString("issued"u8, handshake.Issued);
        WriteMap(json, "headers", handshake.Headers);
        WriteMap(json, "query", handshake.Query);
        if (!handshake.AuthBytes.IsEmpty)
        {
            json.WritePropertyName("auth"u8);
            json.WriteRawValue(handshake.AuthBytes.Span, skipInputValidation: true);
        }
    }

    private static Handshake ReadHandshake(JsonElement socket, int maxDepth) => new(
        new EngineHandshake
        {
            Url = socket.GetProperty("url").GetString()!,
            RemoteAddress = socket.GetProperty("address").GetString() is { } address ? IPAddress.Parse(address) : null,
            Secure = socket.GetProperty("secure").GetBoolean(),
            Issued = socket.GetProperty("issued").GetDateTimeOffset(),
            Headers = ReadMap(socket.GetProperty("headers")),
            Query = ReadMap(socket.GetProperty("query")),
            User = new ClaimsPrincipal(new ClaimsIdentity()),
        },
        socket.TryGetProperty("auth", out var auth) ? JsonSerializer.SerializeToUtf8Bytes(auth) : default(ReadOnlyMemory<byte>),
        maxDepth);

    private static void WriteMap(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> map)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in map)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static Dictionary<string, string> ReadMap(JsonElement map) => map.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
}
