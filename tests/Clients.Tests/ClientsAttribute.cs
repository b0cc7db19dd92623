using System.Reflection;
using Xunit.Sdk;

namespace AkkaSocketIo.Clients.Tests;

/// <summary>The official clients, with the transports that each is driven over.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClientsAttribute : DataAttribute
{
    public const string Newest = "socket.io-client";
    public const string Version3 = "socket.io-client-3";
    public const string Version2 = "socket.io-client-2";
    public const string Version1 = "socket.io-client-1";
    public const string Polling = "polling";
    public const string WebSocket = "websocket";
    public const string Upgrade = "upgrade";

    private static readonly object[][] s_newer =
    [
        [Newest, Polling],
        [Newest, WebSocket],
        [Newest, Upgrade],
        [Version3, Polling],
        [Version3, WebSocket],
        [Version3, Upgrade],
    ];

    // Engine.IO revision 3. By polling, clients before 2.0 encode text twice, which no server undoes any more.
    private static readonly object[][] s_older =
    [
        [Version2, Polling],
        [Version2, WebSocket],
        [Version2, Upgrade],
        [Version1, WebSocket],
    ];

    /// <summary>Clients before 3.0 do not know how to play the case: <c>newer</c> in the script.</summary>
    public bool Newer { get; init; }

    /// <summary>Earlier clients than the newest cannot do it.</summary>
    public bool NewestOnly { get; init; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        NewestOnly ? s_newer.Where(c => c[0] is Newest) : Newer ? s_newer : [.. s_newer, .. s_older];
}
