using System.Text.Encodings.Web;
using System.Text.Json;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>How arguments become JSON and back.</summary>
internal static class SocketIoJson
{
    /// <summary>
    /// The defaults: camel case as on the web, letters left as they are, and a missing or null value where none is
    /// allowed is an error. NaN and infinities become null when they are written.
    /// </summary>
    public static JsonSerializerOptions CreateOptions() => new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 64,
    };

    /// <summary>Adds what the protocol needs and freezes the options: they are used from all threads.</summary>
    public static JsonSerializerOptions Freeze(JsonSerializerOptions options, int maxDepth = 64)
    {
        if (!options.IsReadOnly)
        {
            // What the parser lets through has to be readable.
            options.MaxDepth = Math.Max(options.MaxDepth, maxDepth);

            // At the end: a converter of the user's for the same type goes first.
            options.Converters.Add(new ByteArrayConverter());
            options.Converters.Add(new ReadOnlyMemoryConverter());
            options.Converters.Add(new MemoryConverter());
            options.Converters.Add(new FiniteDoubleConverter());
            options.Converters.Add(new FiniteSingleConverter());
            options.MakeReadOnly(populateMissingResolver: true);
        }

        return options;
    }
}
