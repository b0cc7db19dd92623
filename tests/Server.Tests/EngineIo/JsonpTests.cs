using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>Polling by scripts and forms, in both revisions.</summary>
public partial class JsonpTests
{
    [Theory]
    [InlineData("4", "4a€\u2028b\u001ebAQIDBA==\u001e4x\ny\u001e4\\n")]
    [InlineData("3", "5:4a€\u2028b10:b4AQIDBA==4:4x\ny3:4\\n")]
    public async Task PayloadsGoOutInScriptsAndComeInByForms(string eio, string payload)
    {
        await using var server = await StartAsync();
        var (sid, open) = await OpenAsync(server, eio, "j=7");
        Assert.StartsWith(eio == "4" ? "0{" : $"{open.Length - 4}:0{{", open, StringComparison.Ordinal);

        var escaped = payload.Replace("\\n", "\\\n", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        var post = await server.Http.PostAsync(Url(eio, sid, "j=7"), new FormUrlEncodedContent([new("d", escaped)]));
        Assert.Equal("ok", await post.Content.ReadAsStringAsync());
        Assert.Equal("text/html", post.Content.Headers.ContentType!.ToString());

        var poll = await server.Http.GetAsync(Url(eio, sid, "j=7"));
        Assert.Equal("text/plain; charset=UTF-8", poll.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", poll.Headers.CacheControl!.ToString());
        var script = await poll.Content.ReadAsStringAsync();
        Assert.DoesNotContain('\u2028', script);
        Assert.Equal(payload, ReadScript(script, "7"));
    }

    [Fact]
    public async Task TheIndexIsThatOfTheHandshakeAndOnlyDigits()
    {
        await using var server = await StartAsync();
        var (sid, _) = await OpenAsync(server, "4", "j=1%5D%3Balert(2)%2F%2F", index: "12");
        (await server.NextOpenedAsync()).Send("x");
        Assert.Equal("___eio[12](\"4x\");", await server.Http.GetStringAsync(Url("4", sid, "j=99")));
        var plain = await server.OpenPollingAsync();
        (await server.NextOpenedAsync()).Send("x");
        Assert.Equal("4x", await server.Http.GetStringAsync(Url("4", plain, "j=99")));
    }

    [Theory]
    [InlineData("x=1")]
    [InlineData("4hello")]
    public async Task AFormThatSaysNothingDoesNoHarm(string form)
    {
        await using var server = await StartAsync();
        var (sid, _) = await OpenAsync(server, "4", "j=1");
        Assert.Equal("ok", await (await server.Http.PostAsync(Url("4", sid, "j=1"), new StringContent(form))).Content.ReadAsStringAsync());
        (await server.NextOpenedAsync()).Send("x");
        Assert.Equal("___eio[1](\"4x\");", await server.Http.GetStringAsync(Url("4", sid, "j=1")));
        Assert.False(server.HasReceived);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("3")]
    public async Task WhatIsNoPayloadEndsTheSession(string eio)
    {
        await using var server = await StartAsync();
        var (sid, _) = await OpenAsync(server, eio, "j=1");
        await server.Http.PostAsync(Url(eio, sid, "j=1"), new FormUrlEncodedContent([new("d", "abc")]));
        Assert.Equal("parse error", (await server.NextClosedAsync()).Name);
    }

    [Fact]
    public async Task ALargeFormIsRefusedAndTheSessionStays()
    {
        await using var server = await EngineServer.StartAsync(o => o.MaxHttpBufferSize = 1000);
        var (sid, _) = await OpenAsync(server, "4", "j=1");
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await server.Http.PostAsync(Url("4", sid, "j=1"), new StringContent("d=4" + new string('x', 1000)))).StatusCode);
        await server.Http.PostAsync(Url("4", sid, "j=1"), new StringContent("d=4" + new string('x', 997)));
        Assert.Equal(new string('x', 997), await server.NextReceivedAsync());
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("same-origin", null, true)]
    [InlineData("none", null, true)]
    [InlineData("cross-site", "https://friend.example/page", true)]
    [InlineData("cross-site", "https://elsewhere.example/page", false)]
    [InlineData("same-site", "https://elsewhere.example/", false)]
    [InlineData("cross-site", null, false)]
    public async Task APageOfAnotherSiteReadsNothing(string? site, string? page, bool allowed)
    {
        await using var server = await EngineServer.StartAsync(o => o.Cors = new CorsOptions { Origin = ["https://friend.example"] });
        var (sid, _) = await OpenAsync(server, "4", "j=1");
        (await server.NextOpenedAsync()).Send("x");
        if (site is not null)
        {
            server.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        }

        if (page is not null)
        {
            server.Http.DefaultRequestHeaders.Add("Referer", page);
        }

        var expected = allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden;
        Assert.Equal(expected, (await server.Http.GetAsync(Url("4", null, "j=1"))).StatusCode);
        Assert.Equal(expected, (await server.Http.GetAsync(Url("4", sid, "j=1"))).StatusCode);

        // What is no script cannot be read by other pages anyway, for want of a CORS header.
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync(EngineServer.Url("polling"))).StatusCode);
    }

    private static Task<EngineServer> StartAsync() => EngineServer.StartAsync(o => o.AllowEio3 = true);

    private static string Url(string eio, string? sid, string query) => EngineServer.Url("polling", sid, eio) + "&" + query;

    private static async Task<(string Sid, string Open)> OpenAsync(EngineServer server, string eio, string query, string? index = null)
    {
        var open = ReadScript(await server.Http.GetStringAsync(Url(eio, null, query)), index ?? query[2..]);
        return (JsonDocument.Parse(open[open.IndexOf('{', StringComparison.Ordinal)..]).RootElement.GetProperty("sid").GetString()!, open);
    }

    private static string ReadScript(string script, string index)
    {
        var match = Script().Match(script);
        Assert.True(match.Success, script);
        Assert.Equal(index, match.Groups[1].Value);
        return JsonSerializer.Deserialize<string>(match.Groups[2].Value)!;
    }

    [GeneratedRegex("""\A___eio\[([0-9]*)\]\((".*")\);\z""")]
    private static partial Regex Script();
}
