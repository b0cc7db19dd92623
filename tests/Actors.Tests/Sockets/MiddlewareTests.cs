using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests.Sockets;

public class MiddlewareTests : TestKit
{
    [Fact]
    public async Task OneThatReturnsWithoutGoingOnRefuses()
    {
        var server = new TestServer(Sys);
        server.Main.Use((socket, next) => socket.Handshake.Auth.TryGetProperty("in", out _) ? next() : Task.CompletedTask);
        var client = await server.OpenAsync();
        await client.SendAsync("40");
        Assert.Equal("44{\"message\":\"Forbidden\"}", await client.ReceiveAsync());
        await client.SendAsync("40{\"in\":1}");
        Assert.StartsWith("40{\"sid\"", await client.ReceiveAsync());
    }

    [Fact]
    public async Task AnExceptionIsNotTold()
    {
        var server = new TestServer(Sys);
        var errors = new List<SocketError>();
        server.Main.OnError(errors.Add);
        server.Main.Use((_, _) => throw new InvalidOperationException("secret"));
        var client = await server.OpenAsync();
        await client.SendAsync("40");
        Assert.Equal("44{\"message\":\"internal error\"}", await client.ReceiveAsync());
        Assert.Equal(SocketErrorPhase.Middleware, Assert.Single(errors).Phase);
    }

    [Fact]
    public async Task AllTogetherHaveConnectTimeout()
    {
        var server = new TestServer(Sys, "connect-timeout = 45s");
        var errors = new List<SocketError>();
        var entered = new TaskCompletionSource();
        server.Of("/slow").OnError(errors.Add).Use((_, _) =>
        {
            entered.SetResult();
            return new TaskCompletionSource().Task;
        });
        var client = await server.ConnectAsync();
        await client.SendAsync("40/slow,");
        await entered.Task;
        var answer = client.ReceiveAsync();
        for (var i = 0; i < 3000 && !answer.IsCompleted; i++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await server.SettleAsync(client);
        }

        Assert.Equal("44/slow,{\"message\":\"internal error\"}", await answer);
        Assert.IsType<TimeoutException>(Assert.Single(errors).Exception);
    }

    [Fact]
    public async Task AClientThatGoesMeanwhileIsNeverConnected()
    {
        var server = new TestServer(Sys);
        var gate = new TaskCompletionSource();
        var entered = new TaskCompletionSource<ISocket>();
        var connected = false;
        server.Main.Use(async (socket, next) =>
        {
            await socket.Join("room");
            entered.SetResult(socket);
            await gate.Task;
            await next();
        });
        server.Main.OnConnection(_ => connected = true);
        var client = await server.OpenAsync();
        Watch(client.Session.Actor);
        await client.SendAsync("40");
        var socket = await entered.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.False(socket.Connected);
        Assert.Equal(0, await server.Main.In("room").CountAsync());
        await client.CloseAsync();
        await Eventually.TrueAsync(() => socket.Aborted.IsCancellationRequested);
        gate.SetResult();
        ExpectTerminated(client.Session.Actor, TimeSpan.FromSeconds(20));
        Assert.False(connected);
        Assert.Equal(0, server.Main.LocalRooms.RoomCount);
    }

    [Fact]
    public async Task AStormOfConnectsDoesNotQueueBehindASlowMiddleware()
    {
        var server = new TestServer(Sys);
        var gate = new TaskCompletionSource();
        server.Main.Use(async (socket, next) =>
        {
            if (socket.Handshake.Auth.TryGetProperty("slow", out _))
            {
                await gate.Task;
            }

            await next();
        });
        var slow = await server.OpenAsync();
        await slow.SendAsync("40{\"slow\":true}");
        for (var i = 0; i < 20; i++)
        {
            await server.ConnectAsync();
        }

        gate.SetResult();
        Assert.StartsWith("40{\"sid\"", await slow.ReceiveAsync());

        // A client is told that it is connected before its socket can be seen.
        await Eventually.TrueAsync(() => server.Main.Sockets.Count == 21);
    }

    [Fact]
    public async Task WhatAMiddlewareEmitsComesBeforeTheAnswer()
    {
        var server = new TestServer(Sys);
        server.Main.Use((socket, next) =>
        {
            socket.Emit("early");
            return next();
        });
        var client = await server.OpenAsync();
        await client.SendAsync("40");
        Assert.Equal("42[\"early\"]", await client.ReceiveAsync());
        Assert.StartsWith("40{\"sid\"", await client.ReceiveAsync());
    }
}
