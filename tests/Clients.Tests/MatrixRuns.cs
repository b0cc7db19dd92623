namespace AkkaSocketIo.Clients.Tests;

/// <summary>Scripts against the server that every client is driven against.</summary>
public sealed class MatrixRuns : CaseRuns
{
    private protected override Task<TestServer> StartServerAsync() => TestServer.StartMatrixAsync();
}
