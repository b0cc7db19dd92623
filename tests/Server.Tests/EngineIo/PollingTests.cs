using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AkkaSocketIo.Transport.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>The requests of the polling transport and their answers.</summary>
public class PollingTests
{
    [Fact]
    [Mirrors("engine.io/server.js", "should include a 'cache-control' header")]
    public async Task PayloadsAndAnswersAreExact()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        var post = await server.PostAsync(sid, "4hello\u001e4€😀\u001ebAQIDBA==");
        Assert.Equal("ok", await post.Content.ReadAsStringAsync());
        Assert.Equal("text/html", post.Content.Headers.ContentType!.ToString());
        Assert.Equal(2, post.Content.Headers.ContentLength);
        Assert.Equal("no-store", post.Headers.CacheControl!.ToString());

        var poll = await server.Http.GetAsync(EngineServer.Url("polling", sid));
        Assert.Equal("4hello\u001e4€😀\u001ebAQIDBA==", await poll.Content.ReadAsStringAsync());
        Assert.Equal("text/plain; charset=UTF-8", poll.Content.Headers.ContentType!.ToString());
        Assert.Equal(25, poll.Content.Headers.ContentLength);
        Assert.Equal("no-store", poll.Headers.CacheControl!.ToString());
        Assert.False(poll.Headers.Contains("X-XSS-Protection"));
        Assert.False(poll.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("Mozilla/4.0 (compatible;MSIE 8.0; Windows NT 6.1)")]
    [InlineData("Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko")]
    [Mirrors("engine.io/server.js", "should contain X-XSS-Protection: 0 for IE8")]
    [Mirrors("engine.io/server.js", "should contain X-XSS-Protection: 0 for IE11")]
    public async Task OldBrowsersAreToldNotToFilter(string agent)
    {
        await using var server = await EngineServer.StartAsync();
        server.Http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
        var response = await server.Http.GetAsync(EngineServer.Url("polling"));
        Assert.Equal("0", Assert.Single(response.Headers.GetValues("X-XSS-Protection")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Mirrors("engine.io/server.js", "should arrive when content is split in multiple chunks (polling)")]
    [Mirrors("engine.io/server.js", "should arrive when content is sent with chunked transfer-encoding (polling)")]
    public async Task ABodyInPiecesIsPutTogether(bool chunked)
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        var message = new string('x', 999_999);
        using var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes("4" + message)), 10_000);
        using var request = new HttpRequestMessage(HttpMethod.Post, EngineServer.Url("polling", sid)) { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        Assert.Equal("ok", await (await server.Http.SendAsync(request)).Content.ReadAsStringAsync());
        Assert.Equal(message, await server.NextReceivedAsync());
        Assert.Equal("4" + message, await server.PollAsync(sid));
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should not trigger with connection: close header")]
    public async Task ASessionOutlivesItsConnections()
    {
        await using var server = await EngineServer.StartAsync();
        server.Http.DefaultRequestHeaders.ConnectionClose = true;
        var sid = await server.OpenPollingAsync();
        await server.PostAsync(sid, "4hello");
        Assert.Equal("4hello", await server.PollAsync(sid));
        await server.PostAsync(sid, "4again");
        Assert.Equal("4again", await server.PollAsync(sid));
    }

    [Fact]
    public async Task OverlappingPollsCloseTheSession()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        var first = server.Http.GetAsync(EngineServer.Url("polling", sid));
        var second = server.Http.GetAsync(EngineServer.Url("polling", sid));
        var answers = await Task.WhenAll(first, second);
        Assert.Equal([200, 400], answers.Select(a => (int)a.StatusCode).Order());
        Assert.Equal("1", await answers.Single(a => a.IsSuccessStatusCode).Content.ReadAsStringAsync());
        Assert.Equal("", await answers.Single(a => !a.IsSuccessStatusCode).Content.ReadAsStringAsync());
        Assert.Equal(new CloseReason("transport error", "overlap from client"), await server.NextClosedAsync());
    }

    [Fact]
    public async Task OverlappingPostsCloseTheSession()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var first = await StartPostAsync(server, sid);
        var second = await server.PostAsync(sid, "4hello");
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Equal("", await second.Content.ReadAsStringAsync());
        Assert.Equal("", await first.ReadToEndAsync());
        Assert.Equal(new CloseReason("transport error", "data request overlap from client"), await server.NextClosedAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should trigger if a poll request is ongoing and the underlying socket closes, as in a browser tab close")]
    public async Task AnAbortedPollClosesTheSession()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using (var poll = await RawTcp.ConnectAsync(server))
        {
            await poll.SendAsync(RawTcp.Request("GET", EngineServer.Url("polling", sid)));
        }

        Assert.Equal(new CloseReason("transport error", "poll connection closed prematurely"), await server.NextClosedAsync());
    }

    [Fact]
    public async Task AnAbortedPostClosesTheSession()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        (await StartPostAsync(server, sid)).Dispose();
        Assert.Equal(new CloseReason("transport error", "data request connection closed prematurely"), await server.NextClosedAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should abort the polling data request if it is in progress")]
    public async Task AServerThatClosesCutsThePostThatIsUnderWay()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var post = await StartPostAsync(server, sid);
        (await server.NextOpenedAsync()).Close();
        Assert.Equal("6\u001e1", await server.PollAsync(sid));
        Assert.Equal("", await post.ReadToEndAsync());
        Assert.Equal(new CloseReason("forced close"), await server.NextClosedAsync());
    }

    [Fact]
    public async Task AClosePacketEndsTheHangingPollWithNoop()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        var poll = server.Http.GetAsync(EngineServer.Url("polling", sid));
        Assert.Equal("ok", await (await server.PostAsync(sid, "1")).Content.ReadAsStringAsync());

        // Nothing orders the two requests: the poll may have come after the close.
        Assert.Contains(await (await poll).Content.ReadAsStringAsync(), new[] { "6", """{"code":1,"message":"Session ID unknown"}""" });
        Assert.Equal("transport close", (await server.NextClosedAsync()).Name);
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should trigger when calling socket.close() in payload")]
    public async Task WhatFollowsAClosePacketIsDropped()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        Assert.Equal("ok", await (await server.PostAsync(sid, "4a\u001e1\u001e4b")).Content.ReadAsStringAsync());
        Assert.Equal("transport close", (await server.NextClosedAsync()).Name);
        Assert.Equal("a", await server.NextReceivedAsync());

        // The session's end was the last that the handler was told.
        Assert.False(server.HasReceived);
    }

    [Fact]
    public async Task PacketsBeforeAParseErrorAreHandled()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        Assert.Equal("ok", await (await server.PostAsync(sid, "4a\u001ex\u001e4b")).Content.ReadAsStringAsync());
        Assert.Equal("parse error", (await server.NextClosedAsync()).Name);
        Assert.Equal("a", await server.NextReceivedAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should abort the polling data request if the content type is invalid")]
    public async Task BinaryBodiesAreRefused()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var content = new ByteArrayContent([1, 2, 3]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var response = await server.Http.PostAsync(EngineServer.Url("polling", sid), content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        Assert.Equal(new CloseReason("transport error", "invalid content"), await server.NextClosedAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Mirrors("engine.io/server.js", "should not be receiving data when getting a message longer than maxHttpBufferSize when polling")]
    public async Task AnOversizedBodyIsRefusedAndTheSessionLivesOn(bool chunked)
    {
        await using var server = await EngineServer.StartAsync(o => o.MaxHttpBufferSize = 100);
        var sid = await server.OpenPollingAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, EngineServer.Url("polling", sid))
        {
            Content = new StringContent("4" + new string('x', 100)),
        };
        request.Headers.TransferEncodingChunked = chunked;
        var response = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        var fits = "4" + new string('x', 99);
        await server.PostAsync(sid, fits);
        Assert.Equal(fits, await server.PollAsync(sid));
    }

    [Fact]
    public async Task OneAnswerTakesAllThatWaitsHoweverMuchAClientMaySend()
    {
        await using var server = await EngineServer.StartAsync(o => o.MaxHttpBufferSize = 100);
        var sid = await server.OpenPollingAsync();
        var connection = await server.NextOpenedAsync();
        var message = new string('x', 99);
        for (var i = 0; i < 3; i++)
        {
            connection.Send(message);
        }

        // Its echo is behind the three.
        await server.PostAsync(sid, "4last");
        Assert.Equal(["4" + message, "4" + message, "4" + message, "4last"], (await server.PollAsync(sid)).Split('\u001e'));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("OPTIONS")]
    [InlineData("DELETE")]
    public async Task OtherMethodsAreNotServedAndTheSessionLivesOn(string method)
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), EngineServer.Url("polling", sid));
        var response = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        await server.PostAsync(sid, "4hello");
        Assert.Equal("4hello", await server.PollAsync(sid));
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should trigger on server even when there is no outstanding polling request (GH-198)")]
    public async Task ASessionThatNobodyPollsTimesOut()
    {
        await using var server = await EngineServer.StartAsync(o => (o.PingInterval, o.PingTimeout) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50)));
        await server.OpenPollingAsync();
        Assert.Equal(new CloseReason("ping timeout"), await server.NextClosedAsync());
    }

    [Fact]
    public async Task ACloseWaitsForThePollThatTellsIt()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        var connection = await server.NextOpenedAsync();
        connection.Close();
        Assert.Equal("6\u001e1", await server.PollAsync(sid));
        Assert.Equal(new CloseReason("forced close"), await server.NextClosedAsync());

        sid = await server.OpenPollingAsync();
        await server.PostAsync(sid, "4close me");
        Assert.Equal("4bye", await server.PollAsync(sid));
        Assert.Equal("6\u001e1", await server.PollAsync(sid));
        Assert.Equal(new CloseReason("forced close"), await server.NextClosedAsync());
    }

    /// <summary>The request has found the session, and then its actor stops without having seen the request.</summary>
    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task ARequestThatComesTooLateIsAnswered(string method)
    {
        await using var server = await EngineServer.StartAsync(null, new LoopbackNetwork(), (app, _) =>
        {
            var engine = new StubEngine(app.Services, ended: true);
            var endpoint = new EngineEndpoint(engine, null, app.Services.GetRequiredService<ILoggerFactory>());
            app.Map("/engine.io", endpoint.InvokeAsync);
        });
        using var request = new HttpRequestMessage(new HttpMethod(method), EngineServer.Url("polling", "sid"));
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Mirrors("engine.io/server.js", "should discard the packets in the writeBuffer when stopping the server")]
    [Mirrors("engine.io/server.js", "should discard the packets in the writeBuffer when stopping the server (2)")]
    public async Task AServerThatStopsWaitsForNoPoll(bool closing)
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        var connection = await server.NextOpenedAsync();
        connection.Send("lost");
        if (closing)
        {
            connection.Close();
        }

        await server.StopAsync();
        await server.NextClosedAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => server.PollAsync(sid));
    }

    /// <summary>A POST whose body the server has begun to wait for.</summary>
    private static async Task<RawTcp> StartPostAsync(EngineServer server, string sid)
    {
        var post = await RawTcp.ConnectAsync(server);
        await post.SendAsync(RawTcp.Request("POST", EngineServer.Url("polling", sid), "Content-Type: text/plain", "Content-Length: 9", "Expect: 100-continue"));
        Assert.StartsWith("HTTP/1.1 100 ", await post.ReadHeadAsync(), StringComparison.Ordinal);
        return post;
    }

    [Fact]
    public async Task ACloseThatNoPollTakesEndsAfterTheCloseTimeout()
    {
        var time = new FakeTimeProvider();
        await using var server = await EngineServer.StartAsync(o =>
        {
            o.TimeProvider = time;
            o.PingInterval = TimeSpan.FromDays(1);
            o.CloseTimeout = TimeSpan.FromSeconds(5);
        });
        var sid = await server.OpenPollingAsync();
        (await server.NextOpenedAsync()).Close();

        // What is posted now is dropped; the answer tells that the session has begun to close.
        using var answer = await server.PostAsync(sid, "4too late");
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(new CloseReason("forced close"), await server.NextClosedAsync());
        Assert.False(server.HasReceived);
    }
}
