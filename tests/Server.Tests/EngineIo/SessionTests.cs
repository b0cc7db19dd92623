namespace AkkaSocketIo.Server.Tests.EngineIo;

public sealed class PollingSessionTests : SessionSpec
{
    private protected override string Transport => "polling";

    private protected override bool IsOfferedAnUpgrade => true;

    private protected override Task<TestClient> OpenAsync(EngineServer server) => PollingClient.OpenAsync(server);
}

public sealed class WebSocketSessionTests : SessionSpec
{
    private protected override string Transport => "websocket";

    private protected override Task<TestClient> OpenAsync(EngineServer server) => WebSocketClient.OpenAsync(server);
}

public sealed class UpgradedSessionTests : SessionSpec
{
    private protected override string Transport => "websocket";

    private protected override bool IsOfferedAnUpgrade => true;

    private protected override Task<TestClient> OpenAsync(EngineServer server) => WebSocketClient.UpgradeAsync(server);
}

public sealed class Http2PollingSessionTests : SessionSpec
{
    private protected override string Transport => "polling";

    private protected override bool IsOfferedAnUpgrade => true;

    private protected override Network CreateNetwork() => new TlsNetwork();

    private protected override Task<TestClient> OpenAsync(EngineServer server) => PollingClient.OpenAsync(server);
}

public sealed class Http2WebSocketSessionTests : SessionSpec
{
    private protected override string Transport => "websocket";

    private protected override Network CreateNetwork() => new TlsNetwork();

    private protected override Task<TestClient> OpenAsync(EngineServer server) => WebSocketClient.OpenAsync(server);
}

public sealed class Http2UpgradedSessionTests : SessionSpec
{
    private protected override string Transport => "websocket";

    private protected override bool IsOfferedAnUpgrade => true;

    private protected override Network CreateNetwork() => new TlsNetwork();

    private protected override Task<TestClient> OpenAsync(EngineServer server) => WebSocketClient.UpgradeAsync(server);
}

public sealed class TestServerPollingSessionTests : SessionSpec
{
    private protected override string Transport => "polling";

    private protected override bool IsOfferedAnUpgrade => true;

    private protected override Network CreateNetwork() => new InMemoryNetwork();

    private protected override Task<TestClient> OpenAsync(EngineServer server) => PollingClient.OpenAsync(server);
}

public sealed class TestServerWebSocketSessionTests : SessionSpec
{
    private protected override string Transport => "websocket";

    private protected override Network CreateNetwork() => new InMemoryNetwork();

    private protected override Task<TestClient> OpenAsync(EngineServer server) => WebSocketClient.OpenAsync(server);
}
