namespace AkkaSocketIo.Clients.Tests;

public sealed class NamespacesTests(MatrixRuns runs) : ClientCases(runs, "namespaces.mjs"), IClassFixture<MatrixRuns>
{
    [NodeTheory, Clients]
    [Mirrors("socket.io/v2-compatibility.ts", "should be able to connect to a namespace with a query")]
    public Task AuthReachesTheNamespaceItIsFor(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task AuthIsEmptyWhereNoneIsGiven(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(Newer = true)]
    public Task AuthIsAskedForAtEachConnect(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/middleware.ts", "should pass errors")]
    [Mirrors("socket.io/middleware.ts", "should pass an object")]
    public Task AMiddlewareRefusesWithMessageAndData(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/namespaces.ts", "should return error connecting to non-existent namespace")]
    [Mirrors("socket.io/namespaces.ts", "should disallow connections when no dynamic namespace matches")]
    public Task AnUnknownNamespaceIsRefused(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task ADynamicNamespaceIsMadeWhenAskedFor(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/namespaces.ts", "should work with many sockets")]
    public Task NamespacesShareOneConnection(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/namespaces.ts", "should not reuse same-namespace connections")]
    public Task TheSameNamespaceTwiceIsTwoConnections(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task LeavingOneNamespaceLeavesTheOthers(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task ANamespaceIsJoinedAgainOnTheSameTransport(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task WhoIsKickedOutOfOneNamespaceStaysInTheOthers(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task ADroppedClientLosesAllNamespacesAndComesBackByItself(string client, string mode) => Passes(client, mode);
}
