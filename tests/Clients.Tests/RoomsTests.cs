namespace AkkaSocketIo.Clients.Tests;

public sealed class RoomsTests(MatrixRuns runs) : ClientCases(runs, "rooms.mjs"), IClassFixture<MatrixRuns>
{
    [NodeTheory, Clients]
    public Task RoomsAreJoinedAndLeft(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/messaging-many.ts", "emits to rooms")]
    public Task AMessageToARoomReachesItsMembersOnly(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/messaging-many.ts", "broadcasts to rooms")]
    public Task AMessageToARoomCanLeaveOutItsSender(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/messaging-many.ts", "emits to rooms avoiding dupes")]
    [Mirrors("socket.io/namespaces.ts", "should exclude a specific room when emitting")]
    public Task AMessageToTwoRoomsReachesEachMemberOnceWithoutTheExcepted(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/messaging-many.ts", "emits to the rest")]
    public Task ABroadcastReachesAllOthers(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task ASocketIsARoomOfItsOwn(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task BinaryReachesOthersFromAnyDepth(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task WrongAndMissingArgumentsDoNoHarm(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task MembersAreCounted(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(Newer = true)]
    public Task ASocketLeavesItsRoomsWhenItDisconnects(string client, string mode) => Passes(client, mode);
}
