using AkkaSocketIo.ConformanceHost.Profiles;

namespace AkkaSocketIo.Clients.Tests;

/// <summary>The server that the official client's own suite expects is there, whole.</summary>
public sealed class SioClientTests(SioClientTests.Runs runs) : ClientCases(runs, "sio-client.mjs"), IClassFixture<SioClientTests.Runs>
{
    [NodeTheory, Clients(NewestOnly = true)]
    public Task SimpleEventsAreAnswered(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(NewestOnly = true)]
    public Task TextKeepsItsCharacters(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(NewestOnly = true)]
    public Task TheServerAsks(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(NewestOnly = true)]
    public Task BinaryIsSeenAsSuch(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(NewestOnly = true)]
    public Task WhatIsNotExpectedIsNotAnswered(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(NewestOnly = true)]
    public Task NamespacesAreThereOrRefuse(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(NewestOnly = true)]
    public Task TheHandshakeIsShown(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(NewestOnly = true)]
    public Task StateIsRecovered(string client, string mode) => Passes(client, mode);

    public sealed class Runs : CaseRuns
    {
        private protected override Task<TestServer> StartServerAsync()
        {
            var profile = new SioClientProfile();
            return TestServer.StartAsync(profile.Configure, profile.Map);
        }
    }
}
