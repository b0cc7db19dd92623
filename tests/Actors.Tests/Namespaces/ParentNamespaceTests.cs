using System.Text.RegularExpressions;
using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests.Namespaces;

public class ParentNamespaceTests : TestKit
{
    [Fact]
    public async Task APatternThatTakesTooLongOverANameMatchesNothingAndEndsNothing()
    {
        var server = new TestServer(Sys);
        server.Node.Namespaces.Of(new Regex("^/(a+)+$", RegexOptions.None, TimeSpan.FromMilliseconds(1)));
        var client = await server.ConnectAsync();
        var name = "/" + new string('a', 200) + "!";
        await client.SendAsync($"40{name},");
        Assert.Equal($"44{name},{{\"message\":\"Invalid namespace\"}}", await client.ReceiveAsync());
    }

    [Fact]
    public async Task ANameWithALineBreakIsNone()
    {
        var server = new TestServer(Sys);
        server.Node.Namespaces.Of(new Regex("^/t-[0-9]+$"));
        var client = await server.OpenAsync();
        await client.SendAsync("40/t-1\n,");
        Assert.Equal("44/t-1\n,{\"message\":\"Invalid namespace\"}", await client.ReceiveAsync());
        await client.JoinAsync("/t-1");
    }

    [Fact]
    public async Task ALongNameEndsTheConnection()
    {
        var server = new TestServer(Sys, "max-namespace-length = 10");
        server.Of("/123456789");
        var client = await server.ConnectAsync("/123456789");
        await client.SendAsync("40/1234567890,");
        Assert.Null(await client.ReceiveAsync());
        Assert.Equal(1008, (int?)client.CloseStatus);
    }
}
