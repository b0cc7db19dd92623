using System.Text.Json;
using System.Text.Json.Nodes;

namespace AkkaSocketIo.Server.Tests.SocketIo.Handlers;

/// <summary>What the arguments of an emit become.</summary>
public class EmitTests
{
    private readonly LooseSocket _loose = new(nsp: "/n");

    private ISocket Socket => _loose.Event(1).Socket;

    [Fact]
    public void OneArrayOrNullIsOneArgument()
    {
        Socket.Emit("e", new[] { "a", "b" });
        Socket.Emit("e", new object?[] { 1, null });
        Socket.Emit("e", null);
        Socket.Emit("e");
        Socket.Emit("e", 1, "x", null, new[] { 2 });
        Assert.Equal(
            ["42/n,[\"e\",[\"a\",\"b\"]]", "42/n,[\"e\",[1,null]]", "42/n,[\"e\",null]", "42/n,[\"e\"]", "42/n,[\"e\",1,\"x\",null,[2]]"], _loose.Sent);
    }

    [Fact]
    public void WhatCannotBeMeantAsDataIsRefusedWithTheRightCall()
    {
        Refused("await EmitWithAckAsync", () => Socket.Emit("e", 1, (string answer) => answer));
        Refused("await EmitWithAckAsync", () => Socket.Emit("e", (Action)Console.WriteLine));
        Refused("await it, and pass its result", () => Socket.Emit("e", Task.FromResult(1)));
        Refused("await it, and pass its result", () => Socket.Emit("e", 1, new ValueTask<int>(1)));
        Refused("await it, and pass its result", () => Socket.Emit("e", default(ValueTask)));
        Refused("pass the arguments in brackets and the token behind them", () => Socket.Emit("e", 1, CancellationToken.None));
        Refused("forwarded as the only argument", () => Socket.Emit("e", 1, _loose.Event(1).Arguments));
        Assert.Empty(_loose.Sent);
    }

    [Theory]
    [InlineData("connect")]
    [InlineData("connect_error")]
    [InlineData("disconnect")]
    [InlineData("disconnecting")]
    [InlineData("newListener")]
    [InlineData("removeListener")]
    [Mirrors("socket.io/socket.ts", "should throw on reserved event")]
    [Mirrors("socket.io/namespaces.ts", "should throw on reserved event")]
    public void ReservedNamesAreRefused(string name)
    {
        Action[] calls =
        [
            () => Socket.Emit(name),
            () => Socket.Broadcast.Emit(name, 1),
            () => Socket.Namespace.Emit(name),
            () => Socket.Namespace.To("a").Emit(name),
            () => Socket.On(name, () => { }),
            () => Socket.Once(name, (EventContext _) => { }),
            () => Socket.Namespace.On(name, () => { }),
            () => _ = Socket.EmitWithAckAsync(name),
            () => _ = Socket.EmitAsync(name).AsTask(),
        ];
        foreach (var call in calls)
        {
            Assert.StartsWith($"\"{name}\" is a reserved event name", Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ValuesAreWrittenAsTheOfficialClientsReadThem()
    {
        Socket.Emit("e", double.NaN, float.PositiveInfinity, new { A = double.NegativeInfinity, B = new[] { double.NaN, 1.5 } });
        Socket.Emit("e", "é€ Ελ <&'>");
        Socket.Emit("e", new DateTime(2026, 11, 24, 1, 2, 3, DateTimeKind.Utc), new DateTimeOffset(2026, 11, 24, 1, 2, 3, TimeSpan.Zero));
        Socket.Emit("e", new Person("Anna", new Address("here")), new { SomeThing = 1, nested = new { OtherThing = (string?)null } });
        Socket.Emit("e", (object)new Person("run-time type", null), JsonNode.Parse("{\"Kept\":1}"), JsonSerializer.SerializeToElement(new[] { 1 }));
        Socket.Emit("e", new Dictionary<string, int> { ["Key"] = 1 }, DayOfWeek.Monday, 1.10m, 'c', long.MaxValue, true);
        Assert.Equal(
            [
                "42/n,[\"e\",null,null,{\"a\":null,\"b\":[null,1.5]}]",
                "42/n,[\"e\",\"é€ Ελ <&'>\"]",
                "42/n,[\"e\",\"2026-11-24T01:02:03Z\",\"2026-11-24T01:02:03+00:00\"]",
                "42/n,[\"e\",{\"name\":\"Anna\",\"address\":{\"street\":\"here\"}},{\"someThing\":1,\"nested\":{\"otherThing\":null}}]",
                "42/n,[\"e\",{\"name\":\"run-time type\",\"address\":null},{\"Kept\":1},[1]]",
                "42/n,[\"e\",{\"Key\":1},1,1.10,\"c\",9223372036854775807,true]",
            ],
            _loose.Sent);
    }

    [Fact]
    public void BinaryIsTakenOutAtAnyDepthAndCopied()
    {
        byte[] data = [1, 2];
        Socket.Emit("e", 1, data, new { list = new List<ReadOnlyMemory<byte>> { new byte[] { 3 }, data }, Inner = new { Data = data.AsMemory(1) } });
        data[0] = data[1] = 9;
        Assert.Equal(
            [
                """454-/n,["e",1,{"_placeholder":true,"num":0},{"list":[{"_placeholder":true,"num":1},{"_placeholder":true,"num":2}],"inner":{"data":{"_placeholder":true,"num":3}}}]""",
                "bAQI=", "bAw==", "bAQI=", "bAg==",
            ],
            _loose.Sent);
    }

    [Fact]
    public void AnEventIsForwardedAsItCame()
    {
        Socket.Emit("e", _loose.Event(1, """1.0,"\u00e9",{"a" : 1},{"_placeholder":true,"num":0}""", [5]).Arguments);
        Socket.Emit("e", _loose.Event(1).Arguments);
        Assert.Equal(["""451-/n,["e",1.0,"\u00e9",{"a" : 1},{"_placeholder":true,"num":0}]""", "bBQ==", "42/n,[\"e\"]"], _loose.Sent);
    }

    [Fact]
    public void AValueThatCannotBeWrittenThrowsAndSpoilsNothing()
    {
        var cycle = new List<object>();
        cycle.Add(cycle);
        Assert.Throws<JsonException>(() => Socket.Emit("e", new byte[] { 1 }, cycle));
        Socket.Emit("e", 1);
        Assert.Equal("42/n,[\"e\",1]", _loose.TheSent);
    }

    private static void Refused(string advice, Action emit) =>
        Assert.Contains(advice, Assert.Throws<ArgumentException>(emit).Message, StringComparison.Ordinal);

    private sealed record Person(string Name, Address? Address);

    private sealed record Address(string Street);
}
