using System.IO.Compression;
using System.Net;
using System.Text.Json;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using AkkaSocketIo.Transport.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Tests.SocketIo;

public class ClientFileTests
{
    private const string Script = "application/javascript; charset=utf-8";
    private const string Map = "application/json; charset=utf-8";

    [ClientTheory]
    [InlineData("socket.io.js", Script)]
    [InlineData("socket.io.js?buster=1", Script)]
    [InlineData("socket.io.js.map", Map)]
    [InlineData("socket.io.min.js", Script)]
    [InlineData("socket.io.min.js.map", Map)]
    [InlineData("socket.io.esm.min.js", Script)]
    [InlineData("socket.io.esm.min.js.map", Map)]
    [InlineData("socket.io.msgpack.min.js", Script)]
    [InlineData("socket.io.msgpack.min.js.map", Map)]
    [Mirrors("socket.io/server-attachment.ts", "should serve client")]
    [Mirrors("socket.io/server-attachment.ts", "should serve client with query string")]
    [Mirrors("socket.io/server-attachment.ts", "should serve source map")]
    [Mirrors("socket.io/server-attachment.ts", "should serve client (min)")]
    [Mirrors("socket.io/server-attachment.ts", "should serve source map (min)")]
    [Mirrors("socket.io/server-attachment.ts", "should serve bundle with msgpack parser")]
    [Mirrors("socket.io/server-attachment.ts", "should serve source map for bundle with msgpack parser")]
    [Mirrors("socket.io/server-attachment.ts", "should serve the ESM bundle")]
    [Mirrors("socket.io/server-attachment.ts", "should serve the source map for the ESM bundle")]
    [Mirrors("socket.io/server-attachment.ts", "should serve socket.io.js")]
    public async Task AFileOfTheClientIsServed(string file, string contentType)
    {
        await using var server = await IoServer.StartAsync();
        var response = await server.Http.GetAsync("/socket.io/" + file);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(contentType, Header(response, "Content-Type"));
        Assert.Equal(ClientPackage.ETag, Header(response, "ETag"));
        Assert.Equal("public, max-age=0", Header(response, "Cache-Control"));
        Assert.Equal(
            ["Cache-Control", "Content-Length", "Content-Type", "Date", "ETag", "Server"],
            response.Headers.Concat(response.Content.Headers).Select(h => h.Key).Order(StringComparer.Ordinal));
        Assert.Equal(ClientPackage.Read(file.Split('?')[0]), await response.Content.ReadAsByteArrayAsync());
    }

    [ClientTheory]
    [InlineData("gzip,br,deflate", "gzip")]
    [InlineData("br", "br")]
    [InlineData("deflate", "deflate")]
    [InlineData("zstd", null)]
    [Mirrors("socket.io/server-attachment.ts", "should serve client (gzip)")]
    [Mirrors("socket.io/server-attachment.ts", "should serve client (br)")]
    public async Task AFileIsCompressedAsTheClientLikesIt(string accept, string? encoding)
    {
        await using var server = await IoServer.StartAsync();
        for (var time = 0; time < 2; time++)
        {
            var response = await SendAsync(server, HttpMethod.Get, "socket.io.js", ("Accept-Encoding", accept));
            Assert.Equal(encoding, Header(response, "Content-Encoding"));
            Assert.Null(Header(response, "Vary"));
            var body = await response.Content.ReadAsByteArrayAsync();
            Assert.Equal(response.Content.Headers.ContentLength, body.Length);
            Assert.Equal(ClientPackage.Read("socket.io.js"), Decode(body, encoding));
        }
    }

    [ClientTheory]
    [InlineData("")]
    [InlineData("W/")]
    [Mirrors("socket.io/server-attachment.ts", "should handle 304")]
    [Mirrors("socket.io/server-attachment.ts", "should handle 304 (weak)")]
    public async Task WhoHasTheVersionGetsNothing(string weak)
    {
        await using var server = await IoServer.StartAsync();
        var response = await SendAsync(server, HttpMethod.Get, "socket.io.js", ("If-None-Match", weak + ClientPackage.ETag));
        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Null(Header(response, "ETag"));
        Assert.Null(Header(response, "Cache-Control"));
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    [ClientFact]
    public async Task WhoHasAnotherVersionGetsThisOne()
    {
        await using var server = await IoServer.StartAsync();
        var response = await SendAsync(server, HttpMethod.Get, "socket.io.js", ("If-None-Match", "\"0.9.0\""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [ClientFact]
    public async Task TheMethodDoesNotMatter()
    {
        await using var server = await IoServer.StartAsync();
        var head = await SendAsync(server, HttpMethod.Head, "socket.io.min.js");
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(ClientPackage.Read("socket.io.min.js").Length, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        var post = await SendAsync(server, HttpMethod.Post, "socket.io.min.js");
        Assert.Equal(ClientPackage.Read("socket.io.min.js"), await post.Content.ReadAsByteArrayAsync());
    }

    [ClientFact]
    public async Task AFileComesBeforeTheEngine()
    {
        await using var server = await IoServer.StartAsync();
        var response = await server.Http.GetAsync("/socket.io/socket.io.js?EIO=4&transport=polling");
        Assert.Equal(Script, Header(response, "Content-Type"));
    }

    [ClientFact]
    [Mirrors("socket.io/server-attachment.ts", "should serve client with necessary CORS headers")]
    public async Task AFileHasTheHeadersOfCors()
    {
        await using var server = await IoServer.StartAsync(o => o.Cors = new CorsOptions { Origin = ["https://page.example"] });
        var response = await SendAsync(server, HttpMethod.Get, "socket.io.js", ("Origin", "https://page.example"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("https://page.example", Header(response, "Access-Control-Allow-Origin"));
        var preflight = await SendAsync(server, HttpMethod.Options, "socket.io.js", ("Origin", "https://page.example"));
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
    }

    [ClientFact]
    [Mirrors("socket.io/server-attachment.ts", "should work with #attach")]
    public async Task AFileIsServedUnderThePathOfTheServer()
    {
        await using var server = await IoServer.StartAsync(s => s.AddSocketIo(), app => app.MapSocketIo("/live/").Server);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/live/socket.io.js")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/socket.io/socket.io.js")).StatusCode);
    }

    [Theory]
    [InlineData("socket.io.esm.js")]
    [InlineData("Socket.IO.js")]
    [InlineData("dist/socket.io.js")]
    [InlineData("..%2fpackage.json")]
    [InlineData("package.json")]
    [Mirrors("socket.io/server-attachment.ts", "should not serve unknown files from the Socket.IO path")]
    public async Task AnotherNameIsTheEngines(string file)
    {
        await using var server = await IoServer.StartAsync();
        await AssertIsTheEnginesAsync(await server.Http.GetAsync("/socket.io/" + file));
    }

    [Fact]
    [Mirrors("socket.io/server-attachment.ts", "should not serve static files")]
    public async Task TurnedOffNothingIsServed()
    {
        await using var server = await IoServer.StartAsync(o => o.ServeClient = false);
        await AssertIsTheEnginesAsync(await server.Http.GetAsync("/socket.io/socket.io.js"));
    }

    [Fact]
    [Mirrors("socket.io/server-attachment.ts", "should return 404 for mismatching path")]
    public async Task AnotherPathIsNotFound()
    {
        await using var server = await IoServer.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/wrong/socket.io.js")).StatusCode);
    }

    [Fact]
    public async Task WithoutThePackageTheLogSaysOnceHowToGetIt()
    {
        var folder = Path.Combine(Path.GetTempPath(), "there-is-no-client-here");
        await using var server = await IoServer.StartAsync(s => s.AddSocketIo(), app =>
        {
            var files = new ClientFiles(folder, null, app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("socket.io:server"));
            app.Map("/files/{**rest}", context => files.InvokeAsync(context, _ => throw new InvalidOperationException()));
            return app.MapSocketIo().Server;
        });
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/files/socket.io.js")).StatusCode);
        }

        var warning = Assert.Single(server.Logs.GetSnapshot(), r => r.Level == LogLevel.Warning);
        Assert.Equal("ClientFilesMissing", warning.Id.Name);
        Assert.Contains(folder, warning.Message, StringComparison.Ordinal);
        Assert.Contains("npm", warning.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(IoServer server, HttpMethod method, string file, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, "/socket.io/" + file);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await server.Http.SendAsync(request);
    }

    private static async Task AssertIsTheEnginesAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("""{"code":0,"message":"Transport unknown"}""", await response.Content.ReadAsStringAsync());
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.ToString()
            : null;

    private static byte[] Decode(byte[] body, string? encoding)
    {
        using var encoded = new MemoryStream(body);
        using Stream decoder = encoding switch
        {
            "br" => new BrotliStream(encoded, CompressionMode.Decompress),
            "gzip" => new GZipStream(encoded, CompressionMode.Decompress),
            "deflate" => new ZLibStream(encoded, CompressionMode.Decompress),
            _ => encoded,
        };
        using var plain = new MemoryStream();
        decoder.CopyTo(plain);
        return plain.ToArray();
    }

    /// <summary>What the build fetched from npm.</summary>
    private static class ClientPackage
    {
        public static string? Missing { get; } =
            Environment.GetEnvironmentVariable("CI") == "true" || Directory.Exists(ClientFiles.DefaultFolder) ? null : "The client is missing: build with npm installed.";

        public static string ETag
        {
            get
            {
                using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(ClientFiles.DefaultFolder, "package.json")));
                return $"\"{package.RootElement.GetProperty("version").GetString()}\"";
            }
        }

        public static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(ClientFiles.DefaultFolder, "dist", file));
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class ClientFactAttribute : FactAttribute
    {
        public ClientFactAttribute() => Skip = ClientPackage.Missing;
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class ClientTheoryAttribute : TheoryAttribute
    {
        public ClientTheoryAttribute() => Skip = ClientPackage.Missing;
    }
}
