using System.Reflection;
using Xunit.Sdk;

namespace AkkaSocketIo.Clients.Tests;

/// <summary>The official clients of this protocol revision, with the transports that each is driven over.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClientsAttribute : DataAttribute
{
    public const string Newest = "socket.io-client";
    public const string Version3 = "socket.io-client-3";
    public const string Polling = "polling";
    public const string WebSocket = "websocket";
    public const string Upgrade = "upgrade";

    /// <summary>Whether earlier clients can do it, too.</summary>
    public bool NewestOnly { get; init; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => NewestOnly ? All.Where(c => c[0] is Newest) : All;

    private static IEnumerable<object[]> All =>
    [
        [Newest, Polling],
        [Newest, WebSocket],
        [Newest, Upgrade],
        [Version3, Polling],
        [Version3, WebSocket],
    ];
}
