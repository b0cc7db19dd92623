namespace AkkaSocketIo.Clients.Tests;

public sealed class MessagingTests(MatrixRuns runs) : ClientCases(runs, "messaging.mjs"), IClassFixture<MatrixRuns>
{
    [NodeTheory, Clients]
    [Mirrors("socket.io/v2-compatibility.ts", "should connect if `allowEIO3` is true")]
    public Task IsWelcomed(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task UsesItsTransport(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/socket.ts", "should receive events")]
    [Mirrors("socket.io/socket.ts", "should error with null messages")]
    [Mirrors("socket.io/socket.ts", "should receive events with args and callback")]
    public Task ValuesComeBackAsTheyWere(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/socket.ts", "should emit events with utf8 multibyte character")]
    public Task TextOfAnyLanguageComesBack(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task WhatJsonDoesNotKnowBecomesWhatJavaScriptMakesOfIt(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/socket.ts", "should receive event with callbacks")]
    public Task AnEventWithoutArgumentsIsAnsweredWithNone(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/socket.ts", "should emit events")]
    public Task EventsComeBackAsEventsInOrder(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/socket.ts", "should emit events with several types of data (including binary)")]
    [Mirrors("socket.io/socket.ts", "should receive events with several types of data (including binary)")]
    [Mirrors("socket.io/socket.ts", "should receive events with binary args and callbacks")]
    [Mirrors("socket.io/socket.ts", "should receive events and pass binary data in a callback")]
    public Task BinaryComesBackFromAnyDepth(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/socket.ts", "should emit events with callbacks")]
    [Mirrors("socket.io/socket.ts", "should emit events with args and callback")]
    [Mirrors("socket.io/socket.ts", "should emit events and receive binary data in a callback")]
    public Task TheServerIsAnswered(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/socket-timeout.ts", "should timeout if the client does not acknowledge the event")]
    public Task TheServerGivesUpWaiting(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/socket-timeout.ts", "should not timeout if the client does acknowledge the event")]
    public Task TheServerIsAnsweredInTime(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task AnUnknownEventDoesNoHarm(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task ABurstArrivesInOrder(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/socket.ts", "should receive all events emitted from namespaced client immediately and in order")]
    public Task AFloodIsServedInOrder(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("engine.io/server.js", "should upgrade")]
    public Task NothingIsLostOrOvertakenWhileTheTransportChanges(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task TextUpToTheLimitComesBack(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/socket.ts", "should handle very large binary data")]
    public Task BinaryUpToTheLimitComesBack(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("engine.io/server.js", "should not be receiving data when getting a message longer than maxHttpBufferSize when polling")]
    public Task TooMuchCostsOnlyTheClientThatSendsIt(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/socket.ts", "should error with raw binary and warn")]
    [Mirrors("socket.io/socket.ts", "should not crash when receiving an error packet without handler")]
    public Task WhatIsNoPacketCostsOnlyTheClientThatSendsIt(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task AsManyAttachmentsAsAreAllowedComeBack(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(Newer = true)]
    public Task ConnectsAgainOnTheSameTransportWithANewId(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(Newer = true)]
    [Mirrors("socket.io/socket.ts", "should not fire events more than once after manually reconnecting")]
    public Task ConnectsOnceWhenItsEngineWasClosedAndOpenedAgain(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(Newer = true)]
    public Task EventsAroundADisconnectKeepTheirOrder(string client, string mode) => Passes(client, mode);
}
