using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Tests.Docs;

/// <summary>The C# of docs/migrating-from-node.md, between the marks: it is compiled here and never run.</summary>
internal static class MigrationSnippets
{
    public static void HelloWorld(string[] args)
    {
        // docs
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSocketIo();
        var app = builder.Build();
        SocketIoServer io = app.MapSocketIo().Server;

        io.OnConnection(socket =>
        {
            socket.On("hello", (string name) => socket.Emit("welcome", $"hello {name}"));
        });

        app.Run("http://localhost:3000");
        // end
    }

    public static async Task Rooms(SocketIoServer io, ISocket socket)
    {
        // docs
        await socket.Join("room1");
        socket.To("room1").Emit("joined", socket.Id);
        io.To("room1").To("room2").Except("muted").Emit("news", "hi");
        await io.In("room1").SocketsJoin("room2");
        await socket.Leave("room1");

        io.Rooms.Created += room => Console.WriteLine($"{room} is there");
        // end
    }

    public static async Task Acknowledgements(ISocket socket)
    {
        // docs
        socket.On("add", (int a, int b) => a + b);
        socket.On("divide", (int a, int b, Ack ack) => ack.Send(a / b, a % b));

        try
        {
            var sure = await socket.Timeout(TimeSpan.FromSeconds(5)).EmitWithAckAsync<bool>("question", "sure?");
            Console.WriteLine(sure);
        }
        catch (AckTimeoutException)
        {
            Console.WriteLine("no answer");
        }
        // end
    }

    public static async Task BroadcastAcknowledgements(SocketIoServer io)
    {
        // docs
        try
        {
            var answers = await io.To("room1").Timeout(TimeSpan.FromSeconds(5)).EmitWithAckAsync<string>("question");
            Console.WriteLine($"{answers.Count} answers");
        }
        catch (AckTimeoutException e)
        {
            Console.WriteLine($"{e.Responses.Count} answered, {string.Join(", ", e.Missing)} did not");
        }
        catch (SocketDisconnectedException e)
        {
            Console.WriteLine($"{e.Responses.Count} answered, {string.Join(", ", e.Missing)} left");
        }
        // end
    }

    public static void Middleware(SocketIoServer io)
    {
        // docs
        io.Use(async (socket, next) =>
        {
            if (!socket.Handshake.Auth.TryGetProperty("token", out var token) || token.GetString() != "secret")
                throw new SocketIoException("not authorized", new { retryAfter = 60 });
            await next();
        });
        // end
    }

    public static void EventMiddleware(SocketIoServer io, ISocket socket)
    {
        // docs
        socket.Use(async (packet, next) =>
        {
            if (packet.Name == "admin")
                throw new SocketIoException("not allowed");
            await next();
        });
        io.OnError(error => Console.WriteLine($"{error.Socket?.Id} {error.Event}: {error.Exception.Message}"));
        // end
    }

    public static void DynamicNamespaces(SocketIoServer io)
    {
        // docs
        var tenants = io.Of(new Regex("^/tenant-[a-z]+$", RegexOptions.NonBacktracking));
        tenants.OnConnection(socket => socket.Namespace.Emit("joined", socket.Id));
        tenants.Emit("news", "to all tenants");

        io.Of("/shop/{id}").On("hello", ([FromRoute] string id) => $"you are in shop {id}");

        io.Of((name, auth) => ValueTask.FromResult(name.StartsWith("/game-", StringComparison.Ordinal) && auth.TryGetProperty("token", out _)));
        // end
    }

    public static void Recovery(WebApplicationBuilder builder, SocketIoServer io)
    {
        // docs
        builder.Services.AddSocketIo(o => o.ConnectionStateRecovery = new()
        {
            Enabled = true,
            MaxDisconnectionDuration = TimeSpan.FromMinutes(2),
            SkipMiddlewares = true,
        });

        io.OnConnection(socket =>
        {
            if (!socket.Recovered)
                socket.Emit("history", "what a newcomer needs");
        });
        io.OnSessionExpired(session => Console.WriteLine($"{session.Id} has not come back"));
        // end
    }

    public static void Binary(ISocket socket)
    {
        // docs
        socket.On("upload", (string name, byte[] file) =>
        {
            socket.Emit("thumbnail", new { name, data = new byte[] { 1, 2, 3 } });
            return new { size = file.Length };
        });
        // end
    }

    public static async Task FetchSockets(SocketIoServer io)
    {
        // docs
        foreach (var socket in (await io.In("room1").FetchSocketsAsync()).Sockets)
        {
            Console.WriteLine($"{socket.Id} {socket.Data.Get<string>("name")} {socket.Rooms.Contains("room2")}");
            await socket.Join("room2");
            socket.Emit("moved", "room2");
        }

        await io.In("room1").DisconnectSockets(close: true);
        // end
    }

    public static void DisconnectReasons(SocketIoServer io, ISocket socket)
    {
        // docs
        socket.OnDisconnecting(reason =>
        {
            foreach (var room in socket.Rooms)
                io.To(room).Emit("left", socket.Id);
        });
        socket.OnDisconnect(reason =>
            Console.WriteLine(reason.Name == DisconnectReason.ClientNamespaceDisconnect ? "left" : reason.ToString()));
        // end
    }

    public static void Cors(WebApplicationBuilder builder)
    {
        // docs
        builder.Services.AddSocketIo(o =>
        {
            o.Cors = new() { Origin = ["https://a.example"], Credentials = true };
            o.AllowRequest = context => ValueTask.FromResult(
                context.Request.Headers.ContainsKey("x-key") ? AllowRequestResult.Allow : AllowRequestResult.Refuse("no key"));
        });
        // end
    }

    public static void CorsPolicy(WebApplicationBuilder builder, WebApplication app)
    {
        // docs
        builder.Services.AddCors();

        app.UseCors();
        app.MapSocketIo().RequireCors(policy => policy
            .SetIsOriginAllowed(origin => origin.EndsWith(".example.org", StringComparison.Ordinal))
            .AllowAnyHeader().AllowAnyMethod().AllowCredentials());
        // end
    }

    public static void MessagePack(WebApplicationBuilder builder)
    {
        // docs
        builder.Services.AddSocketIo(o => o.Parser = PacketParsers.MessagePack);
        // end
    }

    public static void Engine(WebApplicationBuilder builder, SocketIoServer io)
    {
        // docs
        io.Engine.Use(async (context, next) =>
        {
            context.Response.Headers["x-served-by"] = "a";
            await next();
        });
        io.Engine.OnInitialHeaders((headers, context) => headers["x-first"] = "1");
        io.Engine.OnHeaders((headers, context) => headers["x-each"] = "1");
        io.Engine.OnConnectionError(error => Console.WriteLine($"{error.Code} {error.Message}"));

        builder.Services.AddSocketIo(o => o.GenerateId = context => ValueTask.FromResult(Guid.NewGuid().ToString("N")));
        // end
    }

    public static void ServerSide(SocketIoServer io)
    {
        // docs
        io.OnServerSideEmit("reload", (string what) => Console.WriteLine(what));
        io.ServerSideEmit("reload", "rules");
        // end
    }

    public static void Adapter(WebApplicationBuilder builder, IBus bus)
    {
        // docs
        builder.Services.AddSocketIo(o => o.CreateAdapter = local => new BusAdapter(local, bus));
        // end
    }
}

/// <summary>What an application would take to its other servers with.</summary>
internal interface IBus
{
    void Publish(string nsp, BroadcastTarget target, ReadOnlyMemory<byte> text, IReadOnlyList<ReadOnlyMemory<byte>> binary);
}

internal sealed class BusAdapter(ILocalAdapter local, IBus bus) : IAdapter
{
    // docs
    public void Broadcast(BroadcastTarget target, BroadcastPacket packet)
    {
        local.Broadcast(target, packet);
        if (!target.Local)
            bus.Publish(local.Namespace, target, packet.TextBytes, packet.BinaryParts);
    }

    public void Receive(BroadcastTarget target, ReadOnlyMemory<byte> text, IReadOnlyList<ReadOnlyMemory<byte>> binary) =>
        local.Broadcast(target, BroadcastPacket.FromBytes(text, binary));

    // This server's part: each of the other members is as short as this one, and then asks the others if it has to.
    public ValueTask JoinAsync(IRoomMember member, ReadOnlySpan<string> rooms) => local.JoinAsync(member, rooms);
    // end

    public ValueTask LeaveAsync(IRoomMember member, ReadOnlySpan<string> rooms) => local.LeaveAsync(member, rooms);

    public void Show(IRoomMember member) => local.Show(member);

    public void Hide(IRoomMember member) => local.Hide(member);

    public void Forget(IRoomMember member) => local.Forget(member);

    public Task BroadcastWithAcksAsync(BroadcastTarget target, BroadcastPacket packet, IAckCollector acks, CancellationToken ended) =>
        local.BroadcastWithAcksAsync(target, packet, acks, ended);

    public bool HasRoom(BroadcastTarget target) => local.HasRoom(target);

    public ValueTask WaitForRoomAsync(BroadcastTarget target, CancellationToken cancellationToken) => local.WaitForRoomAsync(target, cancellationToken);

    public ValueTask<int> CountAsync(BroadcastTarget target, CancellationToken cancellationToken) => local.CountAsync(target, cancellationToken);

    public ValueTask<SocketQuery> FetchSocketsAsync(BroadcastTarget target, CancellationToken cancellationToken) =>
        local.FetchSocketsAsync(target, cancellationToken);

    public ValueTask<IReadOnlyCollection<string>> RoomsAsync(CancellationToken cancellationToken) => local.RoomsAsync(cancellationToken);

    public ValueTask SocketsJoinAsync(BroadcastTarget target, ReadOnlySpan<string> rooms) => local.SocketsJoinAsync(target, rooms);

    public ValueTask SocketsLeaveAsync(BroadcastTarget target, ReadOnlySpan<string> rooms) => local.SocketsLeaveAsync(target, rooms);

    public ValueTask DisconnectSocketsAsync(BroadcastTarget target, bool close) => local.DisconnectSocketsAsync(target, close);

    public void ServerSideEmit(BroadcastPacket packet) => local.ServerSideEmit(packet);

    public Task ServerSideEmitWithAcksAsync(BroadcastPacket packet, IAckCollector acks, CancellationToken ended) =>
        local.ServerSideEmitWithAcksAsync(packet, acks, ended);

    public ValueTask CloseAsync() => local.CloseAsync();
}
