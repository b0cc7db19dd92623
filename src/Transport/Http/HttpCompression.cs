using System.IO.Compression;
using AkkaSocketIo.Transport.SocketIo;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AkkaSocketIo.Transport.Http;

/// <summary>Compresses the answers to polls: by gzip where the client takes it, else by deflate (which in HTTP is the format of zlib).</summary>
internal static class HttpCompression
{
    /// <summary>The coding that this answer gets; null: it is sent as it is.</summary>
    public static string? CodingOf(HttpRequest request, CompressionSettings? settings, int length, IReadOnlyList<EncodedPacket> packets) =>
        settings is not null && length >= settings.Threshold && packets.Any(p => p.Compress) ? Accepted(request) : null;

    public static async ValueTask WriteAsync(Stream response, ReadOnlyMemory<byte> body, string? coding)
    {
        if (coding is null)
        {
            await response.WriteAsync(body).ConfigureAwait(false);
            return;
        }

        Stream stream = coding == "gzip"
            ? new GZipStream(response, CompressionLevel.Fastest, leaveOpen: true)
            : new ZLibStream(response, CompressionLevel.Fastest, leaveOpen: true);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(body).ConfigureAwait(false);
        }
    }

    private static string? Accepted(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted))
        {
            return null;
        }

        var gzip = Quality(accepted, "gzip");
        var deflate = Quality(accepted, "deflate");
        return gzip == 0 && deflate == 0 ? null : gzip >= deflate ? "gzip" : "deflate";
    }

    private static double Quality(IList<StringWithQualityHeaderValue> accepted, string coding) =>
        (accepted.FirstOrDefault(a => a.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(a => a.Value == "*")) is { } found ? found.Quality ?? 1 : 0;
}
