using System.Text;

namespace AkkaSocketIo.LoadGenerator;

/// <summary>The server did what it should not; the run is void.</summary>
internal sealed class ProtocolException(string message) : Exception(message)
{
    private const int Shown = 200;

    public static ProtocolException Unexpected(ReadOnlySpan<byte> message) =>
        new($"unexpected message: {Encoding.UTF8.GetString(message[..Math.Min(Shown, message.Length)])}");
}
