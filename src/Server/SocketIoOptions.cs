using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace AkkaSocketIo;

/// <summary>
/// Settings from C#, the strongest source. A property that is not set has no opinion: then the section <c>SocketIo</c> of
/// <c>IConfiguration</c> decides, then HOCON, then the default. Set here only what an operator must not change.
/// Read once, at start; what is wrong is reported by a <see cref="SocketIoConfigurationException"/>.
/// </summary>
public sealed partial class SocketIoOptions
{
    /// <summary>The path that clients connect to. Default: <c>/socket.io</c>.</summary>
    public string? Path { get; set; }

    /// <summary>
    /// Whether the browser client is served under the path, as <c>/socket.io/socket.io.js</c> and its seven other files.
    /// Default: <c>on</c>.
    /// </summary>
    public bool? ServeClient { get; set; }

    /// <summary>The transports that a client may use: <c>polling</c>, <c>websocket</c>. Default: <c>[polling, websocket]</c>.</summary>
    public IReadOnlyList<string>? Transports { get; set; }

    /// <summary>Whether a client that started with polling is offered an upgrade to WebSocket. Default: <c>on</c>.</summary>
    public bool? AllowUpgrades { get; set; }

    /// <summary>Whether clients of Engine.IO revision 3 are served too: socket.io-client 2.x and older. Default: <c>off</c>.</summary>
    public bool? AllowEio3 { get; set; }

    /// <summary>
    /// Whether a WebSocket handshake, or a request by JSONP, is refused whose <c>Origin</c> is neither the request's own host nor allowed by
    /// <see cref="Cors"/>. Default: <c>on</c>.
    /// </summary>
    public bool? CheckOrigin { get; set; }

    /// <summary>Cross-origin requests of browsers.</summary>
    public CorsOptions? Cors { get; set; }

    /// <summary>Time from a pong to the next ping; at least a millisecond. Default: <c>25s</c>.</summary>
    public TimeSpan? PingInterval { get; set; }

    /// <summary>Time that a client has to answer a ping, and that a write may make no progress. Default: <c>20s</c>.</summary>
    public TimeSpan? PingTimeout { get; set; }

    /// <summary>Time that an upgrade to WebSocket may take. Default: <c>10s</c>.</summary>
    public TimeSpan? UpgradeTimeout { get; set; }

    /// <summary>
    /// Time after which a connection that has joined no namespace is closed, and that the middlewares of a namespace have
    /// together. Default: <c>45s</c>.
    /// </summary>
    public TimeSpan? ConnectTimeout { get; set; }

    /// <summary>
    /// Time that the handlers of an ended socket get for the events which had arrived before its end, and that a polling
    /// session closed by the server waits for its last poll. Default: <c>30s</c>.
    /// </summary>
    public TimeSpan? CloseTimeout { get; set; }

    /// <summary>
    /// The format of packets: <see cref="PacketParsers.Json"/>, <see cref="PacketParsers.MessagePack"/> or one of your own.
    /// Clients need the same in their option <c>parser</c>. In HOCON and <c>IConfiguration</c>: <c>json</c>, <c>msgpack</c>, or
    /// the assembly-qualified name of a type, whose constructor may ask for services. Default: <c>json</c>.
    /// </summary>
    public IPacketParser? Parser { get; set; }

    /// <summary>How many events of one socket are handled at a time; 1 keeps their order. Default: <c>1</c>.</summary>
    public int? ParallelHandlers { get; set; }

    /// <summary>
    /// Time that a receiver which many sockets share (<c>HandleWith</c> with an <c>IActorRef</c>) has to say that it has handled an
    /// event. Default: <c>30s</c>.
    /// </summary>
    public TimeSpan? HandlerTimeout { get; set; }

    /// <summary>Time that a client has to acknowledge an event, where the call names none. Default: <c>10s</c>.</summary>
    public TimeSpan? AckTimeout { get; set; }

    /// <summary>Whether an event whose handler throws is acknowledged with an error object. Default: <c>off</c>.</summary>
    public bool? AckErrors { get; set; }

    /// <summary>Clients that lost their connection come back to their rooms, and get what they missed.</summary>
    public ConnectionStateRecoveryOptions? ConnectionStateRecovery { get; set; }

    /// <summary>
    /// How broadcasts reach the sockets of other servers: <c>local</c> for one server alone, or the name of a type that implements
    /// <see cref="IAdapter"/>, with its assembly. Its constructor takes an <see cref="ILocalAdapter"/>, and services of the container.
    /// Default: <c>local</c>.
    /// </summary>
    public string? Adapter { get; set; }

    /// <summary>
    /// Makes the adapter of each namespace, whatever <see cref="Adapter"/> says; what it is given does this server's part of
    /// the work. Called while a namespace is made: it must not ask for the server or for namespaces.
    /// </summary>
    public Func<ILocalAdapter, IAdapter>? CreateAdapter { get; set; }

    /// <summary>
    /// Whether a namespace that belongs to a pattern is removed when its last socket has gone, with what was registered
    /// with it alone. Default: <c>off</c>.
    /// </summary>
    public bool? CleanupEmptyChildNamespaces { get; set; }

    /// <summary>
    /// Whether what is logged in handlers and middlewares has a scope with SocketId, Namespace and ConnectionId, for providers
    /// that show scopes. Default: <c>off</c>.
    /// </summary>
    public bool? LogScope { get; set; }

    /// <summary>
    /// What differs in some namespaces, by exact name (<c>/chat</c>) or regular expression (<c>^/tenant-[0-9]+$</c>). The
    /// first that matches is used, in the order in which they were added.
    /// </summary>
    public IDictionary<string, NamespaceOptions> Namespaces { get; } = new OrderedDictionary<string, NamespaceOptions>(StringComparer.Ordinal);

    /// <summary>
    /// Asked at every handshake, before a session exists; a refusal's message is sent to the client. Runs on the request's
    /// thread, for many requests at a time. The <see cref="HttpContext"/> must not be kept. Default: all are allowed.
    /// </summary>
    public Func<HttpContext, ValueTask<AllowRequestResult>>? AllowRequest { get; set; }

    /// <summary>
    /// How arguments of events become JSON and back. May be changed until the server starts, then it is frozen. Sources for
    /// source generation are put in front: <c>Json.TypeInfoResolverChain.Insert(0, AppJson.Default)</c>.
    /// </summary>
    public JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        // The reference writes é as é; and nobody puts our JSON into HTML without escaping it there.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 64,
        // Named, because a chain that only has the user's resolver would know no other types.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>The clock and the timers. For tests. Default: the system's.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>
    /// HOCON for the ActorSystem that <c>AddSocketIo</c> makes, and settings under <c>akka.socket-io</c>. Weaker than the files
    /// named by <c>SOCKETIO_HOCON</c> and <c>--hocon</c>, than <c>IConfiguration</c> and than the other properties here.
    /// </summary>
    public string? Hocon { get; set; }
}
