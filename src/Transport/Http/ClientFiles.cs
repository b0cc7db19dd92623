using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Transport.Http;

/// <summary>
/// The browser client, served beside the engine: the files of the npm package <c>socket.io-client</c>, as it lies in a
/// folder. They are read, and compressed, when they are first asked for.
/// </summary>
internal sealed class ClientFiles(string folder, CorsSettings? cors, ILogger log)
{
    private static readonly string[] s_encodings = ["br", "gzip", "deflate"];

    private static readonly HashSet<string> s_names = new(
        from bundle in new[] { "socket.io.js", "socket.io.min.js", "socket.io.esm.min.js", "socket.io.msgpack.min.js" }
        from end in new[] { "", ".map" }
        select bundle + end,
        StringComparer.Ordinal);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Name, string? Encoding), byte[]> _bodies = [];
    private string? _etag;
    private int _warned;

    /// <summary>Where the build puts them.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "socket.io-client");

    /// <summary>Answers a request for one of the files, whatever its method; all else is the engine's.</summary>
    /// <param name="context">With the route value <c>rest</c>: what follows the path of the server.</param>
    /// <param name="engine">What takes the other requests.</param>
    public Task InvokeAsync(HttpContext context, RequestDelegate engine) =>
        context.Request.RouteValues["rest"] is string name && s_names.Contains(name) ? ServeAsync(context, name) : engine(context);

    private async Task ServeAsync(HttpContext context, string name)
    {
        if (cors is not null && Cors.PolicyOf(context) is null && Cors.Apply(context, cors))
        {
            return;
        }

        var response = context.Response;
        if (ETag() is not { } etag || !File.Exists(PathOf(name)))
        {
            if (Interlocked.Exchange(ref _warned, 1) == 0)
            {
                log.ClientFilesMissing(name, folder);
            }

            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var known = context.Request.Headers.IfNoneMatch.ToString();
        if (known == etag || known == "W/" + etag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var encoding = AcceptedEncoding.Best(context.Request.Headers.AcceptEncoding, s_encodings);
        var body = Body(name, encoding);
        response.Headers.CacheControl = "public, max-age=0";
        response.Headers.ETag = etag;
        response.ContentType = name.EndsWith(".map", StringComparison.Ordinal) ? "application/json; charset=utf-8" : "application/javascript; charset=utf-8";
        response.ContentLength = body.Length;
        if (encoding is not null)
        {
            response.Headers.ContentEncoding = encoding;
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private string PathOf(string name) => Path.Combine(folder, "dist", name);

    /// <summary>The version of the package; null where there is no package.</summary>
    private string? ETag()
    {
        var path = Path.Combine(folder, "package.json");
        if (_etag is null && File.Exists(path))
        {
            using var package = JsonDocument.Parse(File.ReadAllBytes(path));
            _etag = $"\"{package.RootElement.GetProperty("version").GetString()}\"";
        }

        return _etag;
    }

    private byte[] Body(string name, string? encoding)
    {
        // Compressing takes milliseconds, and is done once: who comes at the same time waits for it.
        lock (_gate)
        {
            if (!_bodies.TryGetValue((name, encoding), out var body))
            {
                body = Encode(File.ReadAllBytes(PathOf(name)), encoding);
                _bodies.Add((name, encoding), body);
            }

            return body;
        }
    }

    private static byte[] Encode(byte[] plain, string? encoding)
    {
        if (encoding is null)
        {
            return plain;
        }

        using var encoded = new MemoryStream();
        using (Stream encoder = encoding switch
        {
            "br" => new BrotliStream(encoded, CompressionLevel.Optimal),
            "gzip" => new GZipStream(encoded, CompressionLevel.Optimal),
            _ => new ZLibStream(encoded, CompressionLevel.Optimal),
        })
        {
            encoder.Write(plain);
        }

        return encoded.ToArray();
    }
}
