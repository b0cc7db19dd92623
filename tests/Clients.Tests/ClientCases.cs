using System.Reflection;
using System.Runtime.CompilerServices;

namespace AkkaSocketIo.Clients.Tests;

/// <summary>Tests that are cases of a script: a case has its test's name.</summary>
public abstract class ClientCases(CaseRuns runs, string script)
{
    [NodeFact]
    public async Task EveryCaseOfTheScriptIsATest()
    {
        var outcomes = await runs.RunAsync(script, ClientsAttribute.Newest, ClientsAttribute.Polling);
        var tests = GetType().GetMethods().Where(m => m.IsDefined(typeof(ClientsAttribute))).Select(m => m.Name);
        Assert.Equal(tests.Order(), outcomes.Keys.Order());
    }

    protected async Task Passes(string client, string mode, [CallerMemberName] string name = "")
    {
        var outcomes = await runs.RunAsync(script, client, mode);
        Assert.True(outcomes[name] is null, outcomes[name]);
        Assert.Empty(runs.ServerErrors);
    }
}
