using System.Text;
using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Recovery;
using AkkaSocketIo.Actors.Tests.Support;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Tests.Recovery;

/// <summary>What must be one step is one, also for threads that come just then.</summary>
public class MemoryLogTests : TestKit
{
    private readonly TestServer _server;

    public MemoryLogTests() => _server = new TestServer(Sys, "connection-state-recovery.enabled = on");

    private MemoryLog Events => _server.Main.EventLog!;

    [Fact]
    public void WhoComesWhileAnEventIsToldWaits()
    {
        var told = new List<string>();
        var isFirst = true;
        Thread? second = null;
        TellingAdapter? adapter = null;
        adapter = new TellingAdapter(name =>
        {
            if (isFirst)
            {
                // Here the first event has its number and is not delivered yet. The second one has to wait, or is over it.
                isFirst = false;
                second = new Thread(() => Broadcast("second"));
                second.Start();
                Assert.True(SpinWait.SpinUntil(() => second.ThreadState is ThreadState.WaitSleepJoin or ThreadState.Stopped, 20_000));
            }

            told.Add(name);
        });
        Broadcast("first");
        Assert.True(second!.Join(20_000));
        Assert.Equal(["first", "second"], told);

        void Broadcast(string name) => Events.Broadcast(adapter!, BroadcastTarget.Everybody, Packet(name));
    }

    [Fact]
    public async Task WhatIsEmittedJustBeforeItIsConnectedIsReplayed()
    {
        var client = new RecoveringClient(_server);
        await client.ConnectAsync();
        await client.LoseAsync();
        await Eventually.TrueAsync(() => _server.Main.Sockets.Count == 0);
        var connection = await _server.OpenAsync();
        var socket = Reconnection.CreateSocket(_server.Main, "id", connection.Session, Encoding.UTF8.GetBytes($$"""{"pid":"{{client.Pid}}"}"""));
        var replay = socket.Recovery!.Replay!;
        _server.Main.Emit("before");
        Events.ReadOn(replay);
        Assert.Equal(1, replay.Count);
        var size = replay.Bytes;

        // More than there is room for with it: then it is read, and nothing happens yet.
        _server.Main.Emit("just before");
        Assert.False(socket.TryReadmit(replay, size));
        Assert.Equal(2, replay.Count);
        Assert.False(socket.Connected);

        _server.Main.Emit("at the last moment");
        Assert.True(socket.TryReadmit(replay, long.MaxValue));
        Events.ReadOn(replay);
        Assert.Equal(0, replay.Count);
        Assert.True(socket.Connected);
        Assert.Same(socket, Assert.Single(_server.Main.Sockets));
    }

    [Fact]
    public async Task ListenersHearWhatWasMissedUnderNoLock()
    {
        var client = new RecoveringClient(_server);
        await client.ConnectAsync();
        await client.LoseAsync();
        await Eventually.TrueAsync(() => _server.Main.Sockets.Count == 0);
        _server.Main.Emit("missed");
        var connection = await _server.OpenAsync();
        var socket = Reconnection.CreateSocket(_server.Main, "id", connection.Session, Encoding.UTF8.GetBytes($$"""{"pid":"{{client.Pid}}"}"""));
        var isFree = false;
        socket.OnAnyOutgoing((_, _) => isFree = Task.Run(() =>
        {
            _ = Events.IsUnused;
            _ = socket.Aborted;
        }).Wait(5000));
        Assert.True(socket.TryReadmit(socket.Recovery!.Replay!, long.MaxValue));
        Assert.True(isFree);
    }

    [Fact]
    public async Task ALogThatIsGivenUpKeepsNobodysSession()
    {
        var client = new RecoveringClient(_server);
        await client.ConnectAsync();
        Events.Dispose();
        await client.LoseAsync();
        await Eventually.TrueAsync(() => Events.Find(client.Pid!, null) is null);
        Assert.True(Events.IsUnused);
    }

    private EncodedPacket Packet(string name)
    {
        using var writer = PacketWriter.RentArray();
        writer.Json.WriteStringValue(name);
        Events.Tail.Write(writer);
        return writer.ToPacket(JsonCodec.Instance, SocketIoPacketType.Event, "/", SocketIoPacket.NoId);
    }

    private sealed class TellingAdapter(Action<string> tell) : NoAdapter
    {
        public override void Broadcast(BroadcastTarget target, BroadcastPacket packet) => tell(LogBench.NameOf((EncodedPacket)packet));
    }
}
