using Chat;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Chat.Tests;

/// <summary>The chat's handlers, without a network: how an application tests its own.</summary>
public sealed class ChatServerTests : IAsyncLifetime
{
    private static readonly DateTimeOffset s_now = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly SocketIoTestServer _server = SocketIoTestServer.Start();

    public Task InitializeAsync()
    {
        new ChatServer(_server.Io, new FakeTimeProvider(s_now)).Start();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task AVisitorIsWelcomedToTheLobby()
    {
        await using var ada = await EnterAsync("Ada");
        var presence = await ada.ExpectEventAsync("presence");
        Assert.Equal("lobby", presence.Get<string>(0));
        Assert.Equal(["Ada"], presence.Get<string[]>(1)!);
        var rooms = await ada.ExpectEventAsync("rooms");
        Assert.Equal(new RoomInfo("lobby", 1), rooms.Get<RoomInfo[]>(0)![0]);
        await ada.ExpectNoEventAsync();
    }

    [Theory]
    [InlineData("", "0123456789abcdef", "nick")]
    [InlineData("Ada", "short", "session")]
    public async Task WhoDoesNotKeepToTheRulesIsToldWhichField(string nick, string session, string field)
    {
        var refused = await Assert.ThrowsAsync<ConnectRefusedException>(() => _server.ConnectAsync(auth: new { nick, session }));
        Assert.Equal(field, refused.ErrorData!.Value.GetProperty("field").GetString());
    }

    [Fact]
    public async Task ANicknameIsOnesUntilOneLeaves()
    {
        var ada = await EnterAsync("Ada");
        var refused = await Assert.ThrowsAsync<ConnectRefusedException>(() => EnterAsync("ada", "fedcba9876543210"));
        Assert.Equal("This nickname is taken: choose another one.", refused.Message);

        var ended = new TaskCompletionSource();
        var socket = ada.Socket;
        socket.OnDisconnect(_ => ended.SetResult());
        await ada.Connection.CloseAsync();
        await ended.Task;
        await using var other = await EnterAsync("ada", "fedcba9876543210");
        Assert.Equal("ada", other.Socket.Nick);
    }

    [Fact]
    public async Task AMessageReachesTheOthersOfItsRoom()
    {
        await using var ada = await EnterAsync("Ada");
        await using var bob = await EnterAsync("Bob");
        await using var eve = await EnterAsync("Eve", room: "random");
        await SettledAsync(ada, bob, eve);

        Assert.Equal(Reply.Done, await ada.EmitWithAckAsync<Reply>("message", "lobby", " hello "));
        var message = (await bob.ExpectEventAsync("message")).Get<TextMessage>(0);
        Assert.Equal(new TextMessage("lobby", "Ada", "hello", s_now.ToUnixTimeMilliseconds()), message);
        await ada.ExpectNoEventAsync();
        await eve.ExpectNoEventAsync();
    }

    [Fact]
    public async Task NobodyWritesIntoARoomWithoutBeingThere()
    {
        await using var ada = await EnterAsync("Ada");
        Assert.Equal(Reply.Refused("You are not in that room."), await ada.EmitWithAckAsync<Reply>("message", "random", "hello"));
    }

    [Fact]
    public async Task WhoJoinsAnotherRoomLeavesTheFirst()
    {
        await using var ada = await EnterAsync("Ada");
        Assert.Equal(Reply.Entered("help-me"), await ada.EmitWithAckAsync<Reply>("join", "Help me"));
        Assert.Equal("help-me", ada.Socket.Room);
        Assert.Equal(Reply.Refused(Rules.RoomRule), await ada.EmitWithAckAsync<Reply>("join", "a/b"));
    }

    [Fact]
    public async Task AnImageIsPassedOnAsItIs()
    {
        await using var ada = await EnterAsync("Ada");
        await using var bob = await EnterAsync("Bob");
        await SettledAsync(ada, bob);
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3];
        Assert.Equal(Reply.Done, await ada.EmitWithAckAsync<Reply>("image", "lobby", "cat.png", png));
        var image = await bob.ExpectEventAsync("image");
        Assert.Equal("image/png", image.Get<ImageMessage>(0)!.Type);
        Assert.Equal(png, image.Get<byte[]>(1)!);
        Assert.Equal(Reply.Refused(Rules.ImageRule), await ada.EmitWithAckAsync<Reply>("image", "lobby", "cat.exe", new byte[] { 1, 2, 3 }));
    }

    [Fact]
    public async Task TypingIsSeenByTheOthers()
    {
        await using var ada = await EnterAsync("Ada");
        await using var bob = await EnterAsync("Bob");
        await SettledAsync(ada, bob);
        ada.Emit("typing", "lobby", true);
        var typing = await bob.ExpectEventAsync("typing");
        Assert.Equal(("lobby", "Ada", true), (typing.Get<string>(0), typing.Get<string>(1), typing.Get<bool>(2)));
        await ada.ExpectNoEventAsync();
    }

    private async Task<SocketIoTestClient> EnterAsync(string nick, string? session = null, string? room = null)
    {
        var client = await _server.ConnectAsync(auth: new { nick, room, session = session ?? $"0123456789abcdef{nick}" });
        await client.ExpectEventAsync("welcome");
        return client;
    }

    // The presence of those who came later is of no interest here.
    private static async Task SettledAsync(params SocketIoTestClient[] clients)
    {
        foreach (var client in clients)
        {
            await client.SettleAsync();
            client.Clear();
        }
    }
}
