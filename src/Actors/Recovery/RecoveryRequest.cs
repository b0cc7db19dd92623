using System.Text.Json;

namespace AkkaSocketIo.Actors.Recovery;

/// <summary>What a client says of its former session in the payload of CONNECT; both are strings, or are not there.</summary>
internal readonly record struct RecoveryRequest(string? Pid, string? Offset)
{
    /// <param name="auth">An object, checked already; empty when there was none.</param>
    public static RecoveryRequest Read(ReadOnlySpan<byte> auth)
    {
        if (auth.IsEmpty)
        {
            return default;
        }

        string? pid = null;
        string? offset = null;
        var reader = new Utf8JsonReader(auth, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isPid = reader.ValueTextEquals("pid"u8);
            var isOffset = reader.ValueTextEquals("offset"u8);
            reader.Read();
            if (isPid)
            {
                pid = Text(reader);
            }
            else if (isOffset)
            {
                offset = Text(reader);
            }

            reader.Skip();
        }

        return new RecoveryRequest(pid, offset);
    }

    // Nothing that was sent by us is longer; and an escape can be half a character, which is no string.
    private static string? Text(in Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.ValueSpan.Length <= 64 ? reader.GetString() : null;
}
