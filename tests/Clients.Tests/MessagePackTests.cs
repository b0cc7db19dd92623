namespace AkkaSocketIo.Clients.Tests;

/// <summary>The same scripts, by clients and servers that speak MessagePack.</summary>
public sealed class MessagePackTests(MessagePackTests.MatrixRuns matrix, MessagePackTests.HandlersRuns handlers)
    : IClassFixture<MessagePackTests.MatrixRuns>, IClassFixture<MessagePackTests.HandlersRuns>
{
    private static readonly string[] s_parser = ["socket.io-msgpack-parser"];

    public static TheoryData<string, string, string> Runs
    {
        get
        {
            var runs = new TheoryData<string, string, string>();
            foreach (var script in new[] { "messaging.mjs", "namespaces.mjs", "rooms.mjs", "handlers.mjs" })
            {
                runs.Add(script, ClientsAttribute.Newest, ClientsAttribute.Polling);
                runs.Add(script, ClientsAttribute.Newest, ClientsAttribute.WebSocket);
                runs.Add(script, ClientsAttribute.Newest, ClientsAttribute.Upgrade);
                runs.Add(script, ClientsAttribute.Version3, ClientsAttribute.Polling);
                runs.Add(script, ClientsAttribute.Version3, ClientsAttribute.WebSocket);
                runs.Add(script, ClientsAttribute.Version3, ClientsAttribute.Upgrade);
            }

            return runs;
        }
    }

    [NodeTheory]
    [MemberData(nameof(Runs))]
    public async Task EveryCasePasses(string script, string client, string mode)
    {
        CaseRuns runs = script == "handlers.mjs" ? handlers : matrix;
        var outcomes = await runs.RunAsync(script, client, mode);
        Assert.NotEmpty(outcomes);
        Assert.Empty(outcomes.Where(o => o.Value is not null).Select(o => $"{o.Key}: {o.Value}"));
        Assert.Empty(runs.ServerErrors);
    }

    public sealed class MatrixRuns : CaseRuns
    {
        private protected override string[] Parser => s_parser;

        private protected override Task<TestServer> StartServerAsync() => TestServer.StartMatrixAsync(parser: PacketParsers.MessagePack);
    }

    public sealed class HandlersRuns : Tests.HandlersRuns
    {
        private protected override string[] Parser => s_parser;

        private protected override Task<TestServer> StartServerAsync() => StartServerAsync(o => o.Parser = PacketParsers.MessagePack);
    }
}
