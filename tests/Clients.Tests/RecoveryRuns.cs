namespace AkkaSocketIo.Clients.Tests;

/// <summary>Scripts against a server that keeps the sessions of clients that are away.</summary>
public sealed class RecoveryRuns : CaseRuns
{
    private protected override Task<TestServer> StartServerAsync() => TestServer.StartRecoveryAsync();
}
