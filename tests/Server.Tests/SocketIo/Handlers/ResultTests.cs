using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo.Server.Tests.SocketIo.Handlers;

/// <summary>What a handler returns is the acknowledgement.</summary>
public class ResultTests
{
    private readonly LooseSocket _loose = new();

    [Fact]
    public async Task AValueIsOneArgument()
    {
        Assert.Equal("431[3]", await _loose.CallAsync(() => 3));
        Assert.Equal("431[\"é\"]", await _loose.CallAsync(() => "é"));
        Assert.Equal("431[null]", await _loose.CallAsync(string? () => null));
        Assert.Equal("431[null]", await _loose.CallAsync(int? () => null));
        Assert.Equal("431[[1,2]]", await _loose.CallAsync(() => new[] { 1, 2 }));
        Assert.Equal("431[[\"a\",null]]", await _loose.CallAsync(() => new object?[] { "a", null }));
        Assert.Equal("431[{\"someName\":1}]", await _loose.CallAsync(() => new { SomeName = 1 }));
        Assert.Equal("431[{\"a\":1}]", await _loose.CallAsync(object () => new { a = 1 }));
        Assert.Equal("461-1[{\"_placeholder\":true,\"num\":0}] bAQI=", await _loose.CallAsync(() => new byte[] { 1, 2 }));
    }

    [Fact]
    public async Task ATupleIsSeveralArguments()
    {
        Assert.Equal("431[1,\"x\",null]", await _loose.CallAsync((int, string, string?) () => (1, "x", null)));
        Assert.Equal("431[1,[2,3]]", await _loose.CallAsync(async () =>
        {
            await Task.Yield();
            return (1, new[] { 2, 3 });
        }));
        Assert.Equal("431[1,2,3,4,5,6,7,8,9]", await _loose.CallAsync(() => (1, 2, 3, 4, 5, 6, 7, 8, 9)));
        Assert.Equal("431[]", await _loose.CallAsync(() => default(ValueTuple)));
    }

    [Fact]
    public async Task ATasksValueIsAcknowledgedWhenItIsThere()
    {
        var source = new TaskCompletionSource<int>();
        var call = _loose.CallAsync(() => source.Task);
        Assert.Empty(_loose.Sent);
        source.SetResult(5);
        Assert.Equal("431[5]", await call);
        Assert.Equal("431[6]", await _loose.CallAsync(() => Task.FromResult(6)));
        Assert.Equal("431[7]", await _loose.CallAsync(() => ValueTask.FromResult(7)));
        Assert.Equal("431[8]", await _loose.CallAsync(async ValueTask<int> () =>
        {
            await Task.Yield();
            return 8;
        }));
    }

    [Fact]
    public async Task WhatReturnsNothingAcknowledgesNothing()
    {
        Assert.Null(await _loose.CallAsync(() => { }));
        Assert.Null(await _loose.CallAsync(async () => await Task.Yield()));
        Assert.Null(await _loose.CallAsync(() => default(ValueTask)));
        Assert.Null(await _loose.CallAsync((string room) => _loose.Socket.Join(room), "\"a\""));
        Assert.Contains("a", _loose.Socket.Rooms);
    }

    [Fact]
    public async Task AnEventIsAcknowledgedOnce()
    {
        Assert.Equal("431[\"first\"]", await _loose.CallAsync((Ack ack) =>
        {
            ack.Send("first");
            ack.Send("second");
            return "third";
        }));
        Assert.Equal("431[]", await _loose.CallAsync((EventContext c) =>
        {
            c.Ack!.Send();
            c.Ack.Send(1);
        }));
    }

    [Fact]
    public async Task WhoAsksForNoAcknowledgementGetsNone()
    {
        var context = _loose.Event(-1, "1");
        await _loose.Bind((int a) => a).InvokeAsync(context);
        await _loose.Bind((Ack ack) =>
        {
            Assert.False(ack.IsRequested);
            ack.Send(1);
        }).InvokeAsync(context);
        Assert.Null(context.Ack);
        Assert.Empty(_loose.Sent);
    }

    [Fact]
    public async Task AnAcknowledgementThatCannotBeWrittenLeavesRoomForAnother()
    {
        await Assert.ThrowsAsync<AckEncodingException>(() => _loose.CallAsync(() => new Broken()));
        Assert.Equal("431[\"instead\"]", await _loose.CallAsync((Ack ack) =>
        {
            Assert.Throws<InvalidOperationException>(() => ack.Send(new Broken()));
            ack.Send("instead");
        }));
    }

    [Fact]
    public async Task AckSendTakesOneArrayAsOneArgument()
    {
        Assert.Equal("431[[\"a\",\"b\"]]", await _loose.CallAsync((Ack ack) => ack.Send(new[] { "a", "b" })));
        Assert.Equal("431[null]", await _loose.CallAsync((Ack ack) => ack.Send(null)));
        Assert.Equal("431[1,\"b\"]", await _loose.CallAsync((Ack ack) => ack.Send(1, "b")));
        Assert.Equal("431[1,[2]]", await _loose.CallAsync((EventArguments a, Ack ack) => ack.Send(a), "1,[2]"));
    }

    private sealed class Broken
    {
        public int Value => throw new InvalidOperationException(GetType().Name);
    }
}
