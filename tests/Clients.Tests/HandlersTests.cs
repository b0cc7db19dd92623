namespace AkkaSocketIo.Clients.Tests;

public sealed class HandlersTests(HandlersRuns runs) : ClientCases(runs, "handlers.mjs"), IClassFixture<HandlersRuns>
{
    [NodeTheory, Clients]
    [Mirrors("socket.io/socket.ts", "should see query parameters in the request")]
    [Mirrors("engine.io/server.js", "should arrive from client to server via WebSockets")]
    [Mirrors("engine.io/server.js", "should arrive from client to server via XMLHttpRequest")]
    public Task TheHandshakeIsSeen(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task ArgumentsArriveAsTheirTypes(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task ArgumentsThatDoNotFitAndErrorsCostNothing(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task AHandlerForOnceRunsOnce(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(Newer = true)]
    public Task WhatAHandlerDoesArrivesInItsOrder(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/socket.ts", "should disconnect all namespaces when calling disconnect(true)")]
    [Mirrors("socket.io/namespaces.ts", "should disconnect upon transport disconnection")]
    public Task TheServerCanLeaveAllNamespacesAtOnce(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    [Mirrors("socket.io/middleware.ts", "should call functions in expected order")]
    public Task MiddlewaresRunInTheirOrderBeforeTheConnection(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task EventsWaitForAConnectionHandlerThatAsksTheClient(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients]
    public Task AnAnswerIsReadBehindManyEvents(string client, string mode) => Passes(client, mode);
}
