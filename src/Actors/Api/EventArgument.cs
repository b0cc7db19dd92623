using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo;

/// <summary>
/// One value as it came, whatever it is, with the binary values in it: for handlers that pass it on. A parameter of a handler
/// or a part of a type that is read; emitted or acknowledged among others, at any depth, it is written as it came. Immutable,
/// and may be kept.
/// </summary>
[JsonConverter(typeof(EventArgumentConverter))]
public sealed class EventArgument
{
    private readonly JsonSerializerOptions _options;

    internal EventArgument(JsonElement value, ReadOnlyMemory<byte>[] attachments, JsonSerializerOptions options)
    {
        Value = value;
        Attachments = attachments;
        _options = options;
    }

    internal JsonElement Value { get; }

    internal ReadOnlyMemory<byte>[] Attachments { get; }

    /// <summary>Makes a value of it; null is what came as null.</summary>
    /// <exception cref="JsonException">It is no <typeparamref name="T"/>.</exception>
    public T? Get<T>() => PacketArguments.Read<T>(JsonMarshal.GetRawUtf8Value(Value), Attachments, _options);
}
