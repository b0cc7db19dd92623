using Microsoft.Playwright;

namespace AkkaSocketIo.Browser.Tests;

/// <summary>A test with visitors, who are gone when it is over.</summary>
[Collection(ChromiumGroup.Name)]
public abstract class BrowserTest(Chromium chromium) : IAsyncLifetime
{
    private const float Patience = 20_000;

    private readonly List<IBrowserContext> _visitors = [];

    public Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.WhenAll(_visitors.Select(v => v.CloseAsync()));

    /// <summary>The page of a visitor who shares nothing with the others.</summary>
    internal async Task<ChatPage> OpenAsync(Uri chat, string query = "", BrowserNewContextOptions? options = null)
    {
        var visitor = await (await chromium.Browser).NewContextAsync(options);
        _visitors.Add(visitor);
        visitor.SetDefaultTimeout(Patience);
        var page = new ChatPage(await visitor.NewPageAsync());
        await page.GoToAsync(new Uri(chat, query));
        return page;
    }
}
