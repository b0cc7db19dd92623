using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests.Namespaces;

public class NamespaceActorTests : TestKit
{
    [Fact]
    public async Task TheActorOfARemovedNamespaceStopsAndTheNextOneHasItsOwn()
    {
        var server = new TestServer(Sys, "cleanup-empty-child-namespaces = on");
        server.Node.Namespaces.OfTemplate("/t/{id}");
        var client = await server.ConnectAsync("/t/1");
        var first = server.Of("/t/1");
        var actor = first.Actor!;
        Assert.Equal("t%2F1", actor.Path.Name);
        Watch(actor);
        await client.SendAsync("41/t/1,");
        await ExpectTerminatedAsync(actor, TimeSpan.FromSeconds(20));
        await client.JoinAsync("/t/1");
        var second = server.Of("/t/1");
        Assert.NotSame(first, second);
        Assert.False(first.TryEnter());
        Assert.NotEqual(actor, second.Actor);
        Assert.Equal(1, second.Users);
    }

    [Fact]
    public async Task WhoHasEnteredKeepsTheNamespaceAndNobodyEntersARemovedOne()
    {
        var server = new TestServer(Sys, "cleanup-empty-child-namespaces = on");
        var registry = server.Node.Namespaces;
        registry.OfTemplate("/t/{id}");
        var nsp = (await registry.EnterAsync("/t/1", default, default))!;
        registry.RemoveIfEmpty(nsp);
        Assert.True(registry.Contains("/t/1"));
        Assert.Same(nsp, await registry.EnterAsync("/t/1", default, default));
        nsp.Leave();
        Assert.True(registry.Contains("/t/1"));
        nsp.Leave();
        Assert.False(registry.Contains("/t/1"));
        Assert.False(nsp.TryEnter());
        var next = await registry.EnterAsync("/t/1", default, default);
        Assert.NotSame(nsp, next);
        registry.RemoveIfEmpty(nsp);
        Assert.Same(next, server.Of("/t/1"));
    }

    [Fact]
    public async Task WhoComesWhileTheActorStopsIsAdmittedByTheNextOne()
    {
        var server = new TestServer(Sys, "cleanup-empty-child-namespaces = on");
        server.Node.Namespaces.OfTemplate("/t/{id}");
        var client = await server.OpenAsync();
        for (var i = 0; i < 200; i++)
        {
            await client.JoinAsync("/t/1");
            await client.SendAsync("41/t/1,");
        }

        await Eventually.TrueAsync(() => !server.Node.Namespaces.Contains("/t/1"));
    }

    [Fact]
    public async Task AConnectionThatEndsWhileTheApplicationIsAskedEntersNothing()
    {
        var server = new TestServer(Sys, "cleanup-empty-child-namespaces = on");
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource<bool>();
        server.Node.Namespaces.Of((_, _) =>
        {
            asked.TrySetResult();
            return new ValueTask<bool>(answer.Task);
        });
        server.Node.Namespaces.OfTemplate("/t/{id}");
        var client = await server.ConnectAsync();
        await client.SendAsync("40/t/1,");
        await asked.Task;
        client.Abort();
        await client.Session.Stopped.WaitAsync(TimeSpan.FromSeconds(20));
        answer.SetResult(true);
        await Eventually.TrueAsync(() => !server.Node.Namespaces.Contains("/t/1"));
    }
}
