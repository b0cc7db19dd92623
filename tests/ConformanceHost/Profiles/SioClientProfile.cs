using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AkkaSocketIo.ConformanceHost.Profiles;

/// <summary>For the suite of the official Socket.IO client.</summary>
internal sealed class SioClientProfile : Profile
{
    private static readonly byte[] s_bytes = "asdfasdf"u8.ToArray();
    private static readonly string[] s_texts = ["てすと", "Я Б Г Д Ж Й", "Ä ä Ü ü ß", "utf8 — string", "utf8 — string"];

    private static string Now => DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public override void Configure(SocketIoOptions options)
    {
        options.PingInterval = TimeSpan.FromSeconds(2);
        options.ConnectionStateRecovery = new ConnectionStateRecoveryOptions { Enabled = true };

        // The suite expects a server that does not answer at once.
        options.AllowRequest = async _ =>
        {
            await Task.Delay(10);
            return AllowRequestResult.Allow;
        };
    }

    public override void Map(WebApplication app)
    {
        var io = app.MapSocketIo().Server;
        io.Use((socket, next) => socket.Handshake.Query.TryGetValue("fail", out var fail) && fail.Length > 0
            ? throw new SocketIoException("Auth failed (main namespace)")
            : next());
        io.Of("/no").Use((_, _) => throw new SocketIoException("Auth failed (custom namespace)"));
        io.Of("/abc").OnConnection(socket => socket.Emit("handshake", HandshakeOf(socket)));
        io.Of("/foo").On("getId", (ISocket socket) => socket.Id);
        foreach (var empty in new[] { "/timeout_socket", "/valid", "/asd" })
        {
            io.Of(empty);
        }

        Answer(io);
        Binary(io);
    }

    private static void Answer(SocketIoServer io)
    {
        io.On("getId", (ISocket socket) => socket.Id);
        io.On("hi", (ISocket socket) => socket.Emit("hi"));
        io.On("echo", (EventArgument? value) => value);
        io.On("ack", AskBack);
        io.On("getAckDate", (JsonElement? _) => Now);
        io.On("getDate", (ISocket socket) => socket.Emit("takeDate", Now));
        io.On("getDateObj", (ISocket socket) => socket.Emit("takeDateObj", new { date = Now }));
        io.On("getUtf8", (ISocket socket) => Array.ForEach(s_texts, text => socket.Emit("takeUtf8", text)));
        io.On("false", (ISocket socket) => socket.Emit("false", false));
        io.On("getHandshake", (ISocket socket) => HandshakeOf(socket));
    }

    private static void Binary(SocketIoServer io)
    {
        io.On("doge", (ISocket socket) => socket.Emit("doge", s_bytes));
        io.On("getbin", (ISocket socket) => socket.Emit("takebin", s_bytes));
        io.On("buffa", (ISocket socket, EventArguments arguments) => EmitIf(IsBinary(arguments), socket, "buffack"));
        io.On("blob", (ISocket socket, EventArguments arguments) => EmitIf(IsBinary(arguments), socket, "back"));
        io.On("jsonbuff", (ISocket socket, EventArguments arguments) => EmitIf(IsExpected(arguments), socket, "jsonbuff-ack"));
        io.On("jsonblob", (ISocket socket, EventArguments arguments) => EmitIf(IsExpected(arguments), socket, "jsonblob-ack"));
        io.On("abuff1", (ISocket socket, EventArguments arguments) => socket.Items["abuff1"] = IsBinary(arguments));
        io.On("abuff2", (ISocket socket) => EmitIf(socket.Items.TryGetValue("abuff1", out var first) && first is true, socket, "abuff2-ack"));
        io.On("blob1", (ISocket socket, EventArguments arguments) => Step(socket, 0, IsBinary(arguments)));
        io.On("blob2", (ISocket socket, string text) => Step(socket, 1, text == "second"));
        io.On("blob3", (ISocket socket, EventArguments arguments) =>
        {
            Step(socket, 2, IsBinary(arguments));
            EmitIf(socket.Items["blobs"] is 3, socket, "blob3-ack");
        });
    }

    // Without binding: an acknowledgement that the client asks for here is not sent.
    private static async Task AskBack(EventContext context)
    {
        EventArguments answer;
        try
        {
            answer = await context.Socket.EmitWithAckAsync("ack");
        }
        catch (SocketDisconnectedException)
        {
            return;
        }

        if (answer.TryGet<int>(0, out var five) && five == 5 && answer.TryGet<JsonElement>(1, out var second)
            && second.ValueKind == JsonValueKind.Object && second.TryGetProperty("test", out var test)
            && test.ValueKind is not (JsonValueKind.False or JsonValueKind.Null))
        {
            context.Socket.Emit("got it");
        }
    }

    private static object HandshakeOf(ISocket socket) => new
    {
        headers = socket.Handshake.Headers,
        query = socket.Handshake.Query,
        auth = socket.Handshake.Auth,
        url = socket.Handshake.Url,
        secure = socket.Handshake.Secure,
        issued = socket.Handshake.Issued.ToUnixTimeMilliseconds(),
    };

    private static void Step(ISocket socket, int step, bool isRight) =>
        socket.Items["blobs"] = isRight && (step == 0 || (socket.Items.TryGetValue("blobs", out var done) && done is int count && count == step)) ? step + 1 : 0;

    private static void EmitIf(bool condition, ISocket socket, string eventName)
    {
        if (condition)
        {
            socket.Emit(eventName);
        }
    }

    private static bool IsBinary(EventArguments arguments) => arguments is { Count: 1, Attachments.Count: 1 };

    private static bool IsExpected(EventArguments arguments) =>
        arguments.Attachments.Count == 1 && arguments.TryGet<Message>(0, out var message) && message is { Hello: "lol", Goodbye: "gotcha", Content: not null };

    private sealed record Message(string? Hello, [property: JsonPropertyName("message")] byte[]? Content, string? Goodbye);
}
