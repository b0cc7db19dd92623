namespace AkkaSocketIo.Clients.Tests;

/// <summary>
/// Scripts of many cases against one server of a test class: each script runs once for each client and transport, and each
/// test looks at the outcome of one case.
/// </summary>
public abstract class CaseRuns : IAsyncLifetime
{
    private readonly Dictionary<string, Task<Dictionary<string, string?>>> _runs = [];
    private TestServer? _server;

    public async Task InitializeAsync() => _server = await StartServerAsync();

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    private protected abstract Task<TestServer> StartServerAsync();

    /// <summary>The npm package of the parser that the clients use; none for JSON.</summary>
    private protected virtual string[] Parser => [];

    /// <summary>The outcomes by the cases' names: an error, or null.</summary>
    internal Task<Dictionary<string, string?>> RunAsync(string script, string client, string mode)
    {
        var key = $"{script} {client} {mode}";
        if (!_runs.TryGetValue(key, out var run))
        {
            run = RunScriptAsync(script, client, mode);
            _runs.Add(key, run);
        }

        return run;
    }

    internal IReadOnlyCollection<string> ServerErrors => _server!.Errors;

    private async Task<Dictionary<string, string?>> RunScriptAsync(string name, string client, string mode)
    {
        await using var script = NodeScript.Start(name, [_server!.Url, mode, client, .. Parser]);
        var outcomes = new Dictionary<string, string?>();
        while (await script.TryNextAsync() is { } outcome)
        {
            outcomes.Add(outcome.GetProperty("case").GetString()!, outcome.GetProperty("error").GetString());
        }

        await script.EndAsync();
        return outcomes;
    }
}
